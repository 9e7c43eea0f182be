/* Words that say little of what is looked for. */

import { fold } from "../shared/text.js";

// Words of questions, which say nothing of what is looked for.
export const STOP_WORDS = new Set(
  (
    "a about all am an and any anyone anybody are around as at be been by can could do does for " +
    "from get give has have having how i if im in is it ive join know like live looking find me " +
    "meet my near need nearby of on or our ours run should some somebody someone somewhere that " +
    "the their them there they this to up us want was we what when where which who whom will " +
    "with would you your please ones one best good local closest nearest other others talk " +
    "start stop learn try trying because im ill tell mean means being dont cant wont didnt isnt " +
    "no not were go going gone got getting just never very really so too if than then who whos " +
    "while always also only even after before from into out off over up down whats hows wheres " +
    "am use using has had does did should might may must let make made keep keeps say says said"
  ).split(" "),
);
// Words that so many groups have, most of all in their names, that they count little.
export const COMMON_WORDS = new Set(
  (
    "action alliance association centre charity club coalition community council forum forums " +
    "group groups help helps meeting meetings network organisation organisations org panel " +
    "partnership people peoples person project scheme service services society support team " +
    "together trust uk cic cio ltd led user users voice voices adult adults problem problems"
  ).split(" "),
);
// Who a question is asked for, after "my" or before "has", says little of what is looked for.
export const RELATIVES = new Set(
  (
    "aunt auntie baby boy boyfriend brother child children cousin dad daughter ex father flatmate " +
    "friend girl girlfriend gran grandad granddad granddaughter grandma grandpa grandson " +
    "husband kid kids lad lass man mate mother mum nan nephew niece parent parents partner " +
    "relative sister son stepdad stepmum stepson uncle wife woman"
  ).split(" "),
);
export const HAVING = new Set("has have had is was got gets keeps needs cant wont with".split(" "));
export const POSSESSIVES = new Set(["my", "our"]);
export const PLACE_PREPOSITIONS = new Set("in near around at nearby from for of to".split(" "));

const STOP_WORD_WEIGHT = 0.25;
const COMMON_WORD_WEIGHT = 0.4;

/** @param {string} word */
export function wordWeight(word) {
  if (STOP_WORDS.has(word)) return STOP_WORD_WEIGHT;
  return COMMON_WORDS.has(word) ? COMMON_WORD_WEIGHT : 1;
}

/**
 * What is in capitals in a text that is not: a name, such as ME, AA or PIP. Folded.
 * @param {string} text
 * @returns {Set<string>}
 */
export function acronymsIn(text) {
  if (!/\p{Ll}/u.test(text)) return new Set();
  const words = text.match(/\p{L}+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 1 && word === word.toUpperCase()).map(fold));
}
