/* Postcodes among the words of a text that people type. */

import { BEFORE_PLACES, joinWords } from "./place_words.js";

/** @typedef {import("../places/geocoder.js").Geocoder} Geocoder */
/** @typedef {import("./place_words.js").TextWord} TextWord */

// What may be a postcode: half of one, its second half, and both; and those of other lands.
const HALF = /^(?:[a-z]{1,2}|[cpsy]0|0[lx]|1[gmpv])[0-9oi][a-z0-9]?$/;
const SECOND_HALF = /^[0-9][a-z]{2}$/;
const SECTOR = /^[0-9][a-z]?$/;
const WHOLE = /^(?:[a-z]{1,2}|[cpsy]0|0[lx]|1[gmpv])[0-9oi][a-z0-9]?[0-9oi][a-z]{2}$/;
// What people write on a phone for before, mate, wait, going to and anyone.
const SHORT_FORMS = new Set(["b4", "m8", "w8", "g2", "n1"]);
const FORCES_OR_IRISH = /^(?:bfpo [0-9]{1,4}|[ac-fhknprtv-y][0-9][0-9w] [a-z][0-9a-z]{3})$/;

/**
 * The words that look like a postcode, the last first: only for these a list is fetched.
 * @param {TextWord[]} words
 */
export function postcodeRuns(words) {
  const runs = [];
  for (let start = words.length - 1; start >= 0; start -= 1) {
    for (const end of [start + 2, start + 1]) {
      if (end <= words.length && mayBePostcode(words, start, end)) runs.push({ start, end });
    }
  }
  return runs;
}

/**
 * @param {TextWord[]} words
 * @param {number} start
 * @param {number} end
 */
function mayBePostcode(words, start, end) {
  const text = joinWords(words.slice(start, end));
  if (!/[0-9]/.test(text)) return false;
  const isSure = words.length === 1 || words[start].isCapital;
  if (end - start === 1) {
    const isShortForm = SHORT_FORMS.has(text) && !isSure;
    const isNamed = BEFORE_PLACES.has(words[start - 1]?.text);
    return (HALF.test(text) && (!isShortForm || isNamed)) || WHOLE.test(text);
  }
  const [first, second] = text.split(" ");
  const isSector = end === words.length && SECTOR.test(second) && /[0-9]/.test(first);
  const isWhole = HALF.test(first) && (SECOND_HALF.test(second) || isSector);
  return isWhole || FORCES_OR_IRISH.test(text);
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
  const { outcode = "", problem } = postcode;
  const isWhole = postcode.text.includes(" ") && /[0-9].*[0-9]/.test(text);
  const { outcodes } = geocoder;
  const isKnown =
    problem ||
    isWhole ||
    (await outcodes.find(outcode)) ||
    (await outcodes.parts(outcode)).length > 0 ||
    (await outcodes.problem(outcode)) === "ended";
  return isKnown ? geocoder.postcodes.lookup(postcode) : null;
}
