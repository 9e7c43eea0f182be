/* Texts without what nobody can see, where it carries nothing. ulo/records/values/texts.py and
   ulo/core/hidden_characters.py do the same; tests/data/value_cases.yml holds both to it. */

// Every kind of space, and control characters.
const SPACES = /[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
// Drawn as nothing, or as a box.
const EMPTY_CHARACTERS =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\ud800-\uf8ff\u{1d173}-\u{1d17a}\u{e0001}\u{e0100}-\u{e01ef}\u{f0000}-\u{10ffff}]/gu;
// Emoji, and scripts in which joiners change how letters are drawn.
const JOINED =
  "[\\u0600-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\u2190-\\u2bff\\ufe0f\\u{1f000}-\\u{1faff}]";
const JOINERS = new RegExp(`(${JOINED}?)([\\u200c\\u200d]+)(?=(${JOINED}?))`, "gu");
// The flags of some parts of countries end in letters that are not drawn.
const FLAG_LETTERS = /(\u{1f3f4}[\u{e0061}-\u{e007a}]{5}\u{e007f})|[\u{e0020}-\u{e007f}]/gu;
const ACCENTS = /[\u0300-\u036f]/g;
const HIDDEN_SIGN = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;
const DIRECTION_MARKS = /[\u061c\u200e\u200f]/g;
const AT_ENDS = " \u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
const RIGHT_TO_LEFT_LETTER =
  /[\u0590-\u0605\u0608-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A text in one line with single spaces, without characters that carry nothing.
 * @param {string} text
 */
export function cleanText(text) {
  let clean = text
    .replace(EMPTY_CHARACTERS, "")
    .replace(JOINERS, keepJoiner)
    .replace(FLAG_LETTERS, "$1");
  if (!RIGHT_TO_LEFT_LETTER.test(clean)) clean = clean.replace(DIRECTION_MARKS, "");
  return trimSigns(clean.replace(SPACES, " "), AT_ENDS, AT_ENDS);
}

/**
 * A text with plain letters in place of those with accents.
 * @param {string} text
 */
export const stripAccents = (text) => text.normalize("NFD").replace(ACCENTS, "");

/**
 * Whether a text has a sign beyond ASCII that nobody can see and nothing needs.
 * @param {string} text
 */
export function hasHiddenSign(text) {
  let rest = text;
  for (const [found, before, joiners, after] of text.matchAll(JOINERS)) {
    if (before && after && joiners.length === 1) rest = rest.replaceAll(found, "");
  }
  for (const [found, flag] of text.matchAll(FLAG_LETTERS)) {
    if (flag) rest = rest.replaceAll(found, "");
  }
  return HIDDEN_SIGN.test(rest) || rest.search(EMPTY_CHARACTERS) >= 0;
}

/**
 * The lines of a text that have something in them.
 * @param {string} text
 */
export function cleanLines(text) {
  return text.split("\n").map(cleanText).filter(Boolean);
}

/**
 * A text without these signs at its start and at its end.
 * @param {string} text
 * @param {string} atStart
 * @param {string} atEnd
 */
export function trimSigns(text, atStart, atEnd) {
  let start = 0;
  let end = text.length;
  while (start < end && atStart.includes(text[start])) start += 1;
  while (end > start && atEnd.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

/**
 * @param {string} _
 * @param {string} before
 * @param {string} joiners
 * @param {string} after
 */
const keepJoiner = (_, before, joiners, after) => before + (before && after ? joiners[0] : "");
