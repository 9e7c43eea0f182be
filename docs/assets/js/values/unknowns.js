/* Words that people write where they have nothing to say. ulo/records/values/unknowns.py does the
   same. */

import { cleanText, trimSigns } from "./texts.js";

const ONLY_SIGNS = /^[-?_.\u2010-\u2015\u2212\u2026/ ]+$/;
const AROUND_SLASH = / ?[/\\] ?/g;
const AROUND_WORD = "_[]().! ";
const MAX_LENGTH = 96;

/**
 * Whether a whole answer says that there is none, or that it isn't known: N/A, -, TBC.
 * @param {string} text
 * @param {string[]} words
 */
export function isUnknown(text, words) {
  if (text.length > MAX_LENGTH) return false;
  const word = cleanText(text).toLowerCase().replaceAll("\u2019", "'");
  if (ONLY_SIGNS.test(word)) return true;
  const plain = trimSigns(word, AROUND_WORD, AROUND_WORD).replace(AROUND_SLASH, "/");
  return words.includes(plain);
}
