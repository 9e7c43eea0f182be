/* Postcodes among the words of a text that people type. */

import { joinWords } from "./place_words.js";

/** @typedef {import("../places/geocoder.js").Geocoder} Geocoder */
/** @typedef {import("./place_words.js").TextWord} TextWord */
/** @typedef {import("./word_lists.js").WordLists} WordLists */

/** @param {string} pattern for folded words; none fits nothing */
const whole = (pattern = "") => new RegExp(pattern ? `^(?:${pattern})$` : "(?!)", "i");

/** What may be a postcode: patterns that come with the index. */
export class CodePatterns {
  /**
   * @param {string[]} patterns an outcode, a whole postcode without a space, the second half of one,
   *   a half that somebody is still typing, a code of another place; none in a country without them
   * @param {string[]} otherWords what looks like a postcode and is another word
   */
  constructor([outcode, both, incode, begun, others], otherWords) {
    this.outcode = whole(outcode);
    this.both = whole(both);
    this.incode = whole(incode);
    this.begun = whole(begun);
    this.others = whole(others);
    this.otherWords = new Set(otherWords);
  }
}

/**
 * The words that look like a postcode, the last first: only for these a list is fetched.
 * @param {TextWord[]} words
 * @param {CodePatterns} codes
 * @param {WordLists} lists
 */
export function postcodeRuns(words, codes, lists) {
  const runs = [];
  for (let start = words.length - 1; start >= 0; start -= 1) {
    for (const end of [start + 2, start + 1]) {
      const isIn = end <= words.length;
      if (isIn && mayBePostcode(words, start, end, codes, lists)) runs.push({ start, end });
    }
  }
  return runs;
}

/**
 * @param {TextWord[]} words
 * @param {number} start
 * @param {number} end
 * @param {CodePatterns} codes
 * @param {WordLists} lists
 */
function mayBePostcode(words, start, end, codes, lists) {
  const text = joinWords(words.slice(start, end));
  if (!/[0-9]/.test(text)) return false;
  const isSure = words.length === 1 || words[start].isCapital;
  if (end - start === 1) {
    const isShortForm = codes.otherWords.has(text) && !isSure;
    const isNamed = lists.beforePlaces.has(words[start - 1]?.text);
    return (codes.outcode.test(text) && (!isShortForm || isNamed)) || codes.both.test(text);
  }
  const [first, second] = text.split(" ");
  const isBegun = end === words.length && codes.begun.test(second) && /[0-9]/.test(first);
  const isWhole = codes.outcode.test(first) && (codes.incode.test(second) || isBegun);
  return isWhole || codes.others.test(text);
}

/**
 * What a text leads to that looks like a postcode; null where it is none. Half a postcode has to be
 * in use, or to have been: "step 4" and "B2B" are other things.
 * @param {string} text
 * @param {Geocoder} geocoder
 */
export async function readPostcode(text, geocoder) {
  const postcode = geocoder.postcodes.parse(text);
  if (!postcode) return null;
  const { outcode = "", isFull, problem } = postcode;
  const isWhole = isFull && /[0-9].*[0-9]/.test(text);
  const { outcodes } = geocoder;
  const isKnown =
    problem ||
    isWhole ||
    (await outcodes.find(outcode)) ||
    (await outcodes.parts(outcode)).length > 0 ||
    (await outcodes.problem(outcode)) === "ended";
  return isKnown ? geocoder.postcodes.lookup(postcode) : null;
}
