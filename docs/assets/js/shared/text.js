/* How words are compared: folded as the build folds them (ulo/core and ulo/geography), and reduced
   to their stems. */

/** Words that people write in either of two ways in the names of places. */
const EQUIVALENT_WORDS = new Map([
  ["saint", "st"],
  ["on", "upon"],
]);

// The first that fits is taken off.
const ENDINGS = (
  "isations isation ications ication abilities ability ations ation ators ator ating ated ates " +
  "ate acies acy abled ables able ilities ility iveness ives ive nesses ness ments ment istic " +
  "ising ised ise ities ity ings ing ists ist ism ions ion ally led les als al ers er ors or ies " +
  "ied ed es ly le ic s y e"
).split(" ");
const SHORTEST_STEM = 4;

const IS_ASCII = /^[\0-\x7f]*$/;

/**
 * Lower case without accents, apostrophes and punctuation.
 * @param {string} text
 */
export function fold(text) {
  const lower = text.toLowerCase();
  // Most texts need no look at signs of other scripts, which takes long where thousands are folded.
  if (IS_ASCII.test(lower)) return lower.replaceAll("'", "").replace(/\W+/g, " ").trim();
  const plain = lower
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’]/g, "");
  return plain.replace(/[^\p{L}\p{N}_]+/gu, " ").trim();
}

/**
 * The folded words of a text.
 * @param {string} text
 */
export function foldedWords(text) {
  return fold(text).split(" ").filter(Boolean);
}

/**
 * The id that a name usually has. The lists of the search give only the ids that differ from it.
 * @param {string} name
 */
export function defaultId(name) {
  return fold(name.replaceAll("&", " and ")).replaceAll(" ", "-");
}

/**
 * The form of a name by which it is looked up: folded, and without what people leave out.
 * @param {string} name
 */
export function nameKey(name) {
  const words = fold(name.replaceAll("&", " and "))
    .split(" ")
    .filter((word) => word !== "the");
  return words.map((word) => EQUIVALENT_WORDS.get(word) ?? word).join(" ") || fold(name);
}

/**
 * What the forms of a word share: advocate, advocates and advocacy, campaign and campaigning.
 * At least four letters stay.
 * @param {string} word
 */
export function stem(word) {
  const ending = ENDINGS.find(
    (end) =>
      word.length - end.length >= SHORTEST_STEM &&
      word.endsWith(end) &&
      !(end === "s" && word.endsWith("ss")),
  );
  const rest = ending ? word.slice(0, -ending.length) : word;
  // "campaigners" has two endings, and "travelling" a doubled letter.
  const second =
    ending &&
    ENDINGS.find(
      (end) => end.length > 1 && rest.length - end.length > SHORTEST_STEM && rest.endsWith(end),
    );
  const bare = second ? rest.slice(0, -second.length) : rest;
  return bare.length > SHORTEST_STEM ? bare.replace(/([^aeiou])\1$/, "$1") : bare;
}
