/* How words are compared: folded as ulo/schema.py and ulo/geography/gazetteer.py fold them, and by how near they are in
   spelling; and how the lists of the search are read, as ulo/search.py packs them. */

const APART = new Map([["saint", "st"], ["on", "upon"]]);

/** Lower case without accents, apostrophes and signs. */
export function fold(text) {
  const plain = text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’]/g, "");
  return plain.replace(/[^\p{L}\p{N}_]+/gu, " ").trim();
}

/** The id that a name usually has. */
export function slug(name) {
  return fold(name.replaceAll("&", " and ")).replaceAll(" ", "-");
}

/** Folded, and without what people leave out. */
export function key(text) {
  const words = fold(text.replaceAll("&", " and ")).split(" ").filter((word) => word !== "the");
  return words.map((word) => APART.get(word) ?? word).join(" ") || fold(text);
}

/** Of texts, those nearest in spelling, the nearest first: difflib.get_close_matches of Python. */
export function closeMatches(word, texts, most, least) {
  const scored = [];
  for (const text of texts) {
    const longest = word.length + text.length;
    // What cannot be near by its length or its letters needs no closer look.
    if (2 * Math.min(word.length, text.length) < least * longest || 2 * lettersShared(word, text) < least * longest) continue;
    const score = (2 * shared(text, word)) / longest;
    if (score >= least) scored.push([score, text]);
  }
  scored.sort(([a, one], [b, other]) => b - a || (one < other ? 1 : -1));
  return scored.slice(0, most).map(([, text]) => text);
}

function lettersShared(one, other) {
  const left = new Map();
  for (const sign of other) left.set(sign, (left.get(sign) ?? 0) + 1);
  let count = 0;
  for (const sign of one) {
    if (left.get(sign) > 0) count += 1;
    left.set(sign, (left.get(sign) ?? 0) - 1);
  }
  return count;
}

/** How many letters two texts share: those of the longest piece in both, and of what is before it and after it. */
function shared(one, other) {
  let length = 0, at = 0, there = 0, before = [];
  for (let i = 0; i < one.length; i += 1) {
    const runs = [];
    for (let j = 0; j < other.length; j += 1) {
      if (one[i] !== other[j]) continue;
      runs[j] = (before[j - 1] ?? 0) + 1;
      if (runs[j] > length) [length, at, there] = [runs[j], i - runs[j] + 1, j - runs[j] + 1];
    }
    before = runs;
  }
  if (!length) return 0;
  return length + shared(one.slice(0, at), other.slice(0, there)) + shared(one.slice(at + length), other.slice(there + length));
}

const ENDINGS = ["isations", "isation", "ications", "ication", "abilities", "ability", "ations", "ation", "ators", "ator", "ating", "ated", "ates", "ate",
  "acies", "acy", "abled", "ables", "able", "ilities", "ility", "iveness", "ives", "ive", "nesses", "ness", "ments", "ment", "istic", "ising", "ised", "ise",
  "ities", "ity", "ings", "ing", "ists", "ist", "ism", "ions", "ion", "ally", "led", "les", "als", "al", "ers", "er", "ors", "or", "ies", "ied", "ed", "es", "ly", "le", "ic", "s", "y", "e"];

/** What the forms of a word share: advocate, advocates and advocacy, campaign and campaigning. At least four letters stay. */
export function stem(word) {
  const ending = ENDINGS.find((end) => word.length - end.length >= 4 && word.endsWith(end) && !(end === "s" && word.endsWith("ss")));
  const rest = ending ? word.slice(0, -ending.length) : word;
  // campaigners, and the doubled letter of "travelling".
  const again = ending && ENDINGS.find((end) => end.length > 1 && rest.length - end.length >= 5 && rest.endsWith(end));
  const bare = again ? rest.slice(0, -again.length) : rest;
  return bare.length > 4 ? bare.replace(/([^aeiou])\1$/, "$1") : bare;
}

/** The least slips (a letter missing, too many, wrong, or two swapped) between two words; more than `most` is Infinity. */
export function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before = [], row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      if (next[j] < least) least = next[j];
    }
    if (least > most) return Infinity;
    [before, row] = [row, next];
  }
  return row[other.length] <= most ? row[other.length] : Infinity;
}

/** Which letters a word has, a bit for each: words with many other letters cannot be near. */
export function letters(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) % 31);
  return bits;
}

/** Miles between two points as the crow flies. */
export function miles([a, b], [c, d]) {
  const turn = Math.PI / 180;
  const part = Math.sin(((c - a) * turn) / 2) ** 2 + Math.cos(a * turn) * Math.cos(c * turn) * Math.sin(((d - b) * turn) / 2) ** 2;
  return 7917.6 * Math.asin(Math.sqrt(part));
}

const SIGNS = new Map([..."0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"].map((sign, value) => [sign, value]));

/** The numbers of groups in a packed text: the steps from one to the next, five bits a sign, the low ones first. */
export function numbers(packed) {
  const found = [];
  let at = 0, step = 0, bits = 0;
  for (const sign of packed) {
    const value = SIGNS.get(sign);
    step += (value & 31) << bits;
    bits += 5;
    if (value < 32) {
      found.push(at += step);
      step = bits = 0;
    }
  }
  return found;
}
