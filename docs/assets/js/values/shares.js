/* Shares of a whole as people write them: 75 %, 75 per cent, 6 of 8, all.
   ulo/records/values/shares.py does the same. */

import { stripAccents } from "./texts.js";

/**
 * How people of the country write shares: words for numbers, and patterns.
 * @typedef {object} ShareWords
 * @property {Record<string, number>} numbers
 * @property {string} whole all of a whole
 * @property {string} percentage a number of per cent, and the digits behind its point
 * @property {string} fraction a part and its whole
 */

const MAX_LENGTH = 60;

/**
 * A share in whole per cent; a text that is none, or says no one share, as it was written. What
 * isn't all is never rounded to 100, and what isn't nothing is never 0.
 * @param {string} text
 * @param {ShareWords} words
 */
export function readShare(text, words) {
  if (text.length > MAX_LENGTH) return text;
  const plain = stripAccents(text)
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  if (!/^[\x00-\x7f]*$/.test(plain)) return text;
  if (matchWhole(words.whole, plain)) return "100";
  const percentage = matchWhole(words.percentage, plain);
  if (percentage) {
    const [, whole, decimals = ""] = percentage;
    return toPerCent(Number(whole + decimals), 100 * 10 ** decimals.length) || text;
  }
  const fraction = matchWhole(words.fraction, plain);
  if (!fraction) return text;
  const [part, whole] = fraction.slice(1).map((number) => words.numbers[number] ?? Number(number));
  return toPerCent(part, whole) || text;
}

/**
 * @param {string} pattern
 * @param {string} text
 */
const matchWhole = (pattern, text) => new RegExp(`^(?:${pattern})$`).exec(text);

/**
 * The share in per cent, or an empty text where the part is more than the whole.
 * @param {number} part
 * @param {number} whole
 */
function toPerCent(part, whole) {
  if (!whole || part > whole) return "";
  const nearest = Math.floor((200 * part + whole) / (2 * whole));
  return String(part > 0 && part < whole ? Math.min(Math.max(nearest, 1), 99) : nearest);
}
