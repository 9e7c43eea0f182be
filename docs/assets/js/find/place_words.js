/* The words of a text that people type, with where they stand in it; and those that stand before
   the name of a place. */

import { fold } from "../shared/text.js";

const LONGEST_NAME = 6;

/**
 * A word of a text: folded, and where it begins and ends in the text.
 * @typedef {object} TextWord
 * @property {string} text
 * @property {number} start
 * @property {number} end
 * @property {boolean} isCapital whether it is in capitals
 */

/** A name of a place follows, even if it is an ordinary word: "in Reading". */
const SURE = "in near nr around round nearby outside across within";
export const BEFORE_PLACES = new Set(SURE.split(" "));
/** What says nothing behind the name of a place. */
export const AFTER_PLACES = new Set("area areas region uk please".split(" "));
// What may say "near me".
const NEAR_WORDS = new Set("me us here home my our nearby near close local where by".split(" "));
// What is left out with the name that it leads to.
const LEADS = new Set([
  ...BEFORE_PLACES,
  ..."at from for of to close living live based the".split(" "),
]);

/**
 * Whether a place may stand beside a word, or it may be a part of a postcode.
 * @param {string} word
 */
export const pointsToPlace = (word) =>
  BEFORE_PLACES.has(word) || NEAR_WORDS.has(word) || /[0-9]/.test(word);

/**
 * @param {string} text
 * @returns {TextWord[]}
 */
export function wordsOf(text) {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}_'’]+/gu)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const words = fold(match[0]).split(" ").filter(Boolean);
    const isCapital = match[0] === match[0].toUpperCase();
    return words.map((word) => ({ text: word, start, end, isCapital }));
  });
}

/**
 * Every run of words that may be a name: the longest first, of these the last first.
 * @param {TextWord[]} words
 */
export function runsOf(words) {
  const runs = [];
  for (let length = Math.min(LONGEST_NAME, words.length); length > 0; length -= 1) {
    for (let start = words.length - length; start >= 0; start -= 1) {
      runs.push({ start, end: start + length });
    }
  }
  return runs;
}

/** @param {TextWord[]} words */
export const joinWords = (words) => words.map(({ text }) => text).join(" ");

/**
 * A text without the words from one to another, and without what leads to them.
 * @param {string} text
 * @param {TextWord[]} words
 * @param {number} start
 * @param {number} end the number of the first word that is left again
 */
export function cutWords(text, words, start, end) {
  let first = start;
  while (first > 0 && LEADS.has(words[first - 1].text)) first -= 1;
  const before = text.slice(0, words[first].start);
  const after = text.slice(words[end - 1].end);
  return `${before.replace(/[\s,;(-]+$/, "")} ${after.replace(/^[\s,;).?!-]+/, "")}`.trim();
}
