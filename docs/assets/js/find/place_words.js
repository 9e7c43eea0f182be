/* The words of a text that people type, with where they stand in it; and what may lead to the name
   of a place. */

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

/** @typedef {import("./word_lists.js").WordLists} WordLists */

/**
 * Whether a place may stand beside a word, or it may be a part of a postcode.
 * @param {string} word
 * @param {WordLists} lists
 */
export const pointsToPlace = (word, lists) =>
  lists.beforePlaces.has(word) || lists.nearMe.has(word) || /[0-9]/.test(word);

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
 * @param {WordLists} lists
 */
export function cutWords(text, words, start, end, lists) {
  let first = start;
  while (first > 0 && lists.leadsToPlaces.has(words[first - 1].text)) first -= 1;
  const before = text.slice(0, words[first].start);
  const after = text.slice(words[end - 1].end);
  return `${before.replace(/(?<![\s,;(-])[\s,;(-]+$/, "")} ${after.replace(/^[\s,;).?!-]+/, "")}`.trim();
}
