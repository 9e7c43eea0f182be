/* How likely it is that somebody who typed one word meant another: slips of the hand cost by how
   easily they are made, and words that sound alike are written for each other. */

// A letter is easily doubled, two are swapped, a vowel is left out or mistaken, a neighbour hit.
const COST = { doubled: 0.4, vowel: 0.6, swapped: 0.7, near: 0.8, letter: 1, wrong: 1.2 };
// Hardly anybody gets the first letter wrong.
const FIRST_LETTER = 0.6;
// The most that the slips of a word may cost for each of its letters.
const MOST_BY_LETTER = 0.2;
// Of a shorter word nobody gets a letter wrong.
const SHORTEST_WITH_WRONG = 5;
const VOWELS = "aeiouy";
const NEIGHBOURS = "qwertyuiop asdfghjkl zxcvbnm ck cs sz kq fv td gj bp";
// In this order each spelling gives way to one for all that sound so.
/** @type {[RegExp, string][]} */
const SOUNDS = [
  [/^ps|^kn|^wr|^gn/, "s"],
  [/s?(?:[cst]i|sh)[aeiou]n/g, "1n"],
  [/(?:[ct]i|sh)(?=a)/g, "1"],
  [/sch/g, "sk"],
  [/ch|ck|q/g, "k"],
  [/ph/g, "f"],
  [/[tz]h(?=[aeiouy])|tz|z|c(?=[eiy])/g, "s"],
  [/[cx]/g, "k"],
  [/[aeiouy]+h?/g, "a"],
  [/(.)\1+/g, "$1"],
];

/**
 * Whether a known word is likely to have been meant by one that is not.
 * @param {string} typed
 * @param {string} word
 */
export function isLikely(typed, word) {
  return slipCost(typed, word) <= MOST_BY_LETTER * typed.length;
}

/**
 * What the slips between two words cost.
 * @param {string} typed
 * @param {string} word
 */
export function slipCost(typed, word) {
  /** @type {number[]} */
  let previous = [];
  let row = [0];
  for (let j = 1; j <= word.length; j += 1) row[j] = row[j - 1] + letterCost(word, j - 1);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [row[0] + letterCost(typed, i - 1)];
    for (let j = 1; j <= word.length; j += 1) {
      next[j] = Math.min(
        row[j] + letterCost(typed, i - 1),
        next[j - 1] + letterCost(word, j - 1),
        row[j - 1] + wrongCost(typed[i - 1], word[j - 1], typed.length),
      );
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (swapped) next[j] = Math.min(next[j], previous[j - 2] + COST.swapped);
    }
    previous = row;
    row = next;
  }
  return row[word.length] + (typed[0] === word[0] ? 0 : FIRST_LETTER);
}

/**
 * What a letter costs that one of the words has and the other has not.
 * @param {string} word
 * @param {number} at
 */
function letterCost(word, at) {
  if (word[at] === word[at - 1]) return COST.doubled;
  return VOWELS.includes(word[at]) ? COST.vowel : COST.letter;
}

/**
 * What it costs that one letter stands for another.
 * @param {string} one
 * @param {string} other
 * @param {number} length of the word
 */
function wrongCost(one, other, length) {
  if (one === other) return 0;
  if (length < SHORTEST_WITH_WRONG) return COST.wrong;
  if (VOWELS.includes(one) && VOWELS.includes(other)) return COST.vowel;
  const isNear = NEIGHBOURS.includes(one + other) || NEIGHBOURS.includes(other + one);
  return isNear ? COST.near : COST.wrong;
}

/**
 * How a word sounds, roughly: words that sound alike have the same.
 * @param {string} word
 */
export function soundOf(word) {
  return SOUNDS.reduce((sound, [spelling, plain]) => sound.replace(spelling, plain), word);
}
