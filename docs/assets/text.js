/* How words are compared: folded as ulo/schema.py and ulo/geography/gazetteer.py fold them, and by how near they are in
   spelling. */

const APART = new Map([["saint", "st"], ["on", "upon"]]);

/** Lower case without accents, apostrophes and signs. */
export function fold(text) {
  const plain = text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’]/g, "");
  return plain.replace(/[^\p{L}\p{N}_]+/gu, " ").trim();
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
