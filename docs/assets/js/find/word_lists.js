/* Words that say little of what is looked for. */

// Words of questions, which say nothing of what is looked for.
export const STOP_WORDS = new Set(
  (
    "a about all am an and any anyone anybody are around as at be been by can could do does for " +
    "from get give has have having how i if im in is it ive join know like live looking find me " +
    "meet my near need nearby of on or our ours run should some somebody someone somewhere that " +
    "the their them there they this to up us want was we what when where which who whom will " +
    "with would you your please ones one best good local closest nearest other others talk " +
    "start stop learn try because im ill tell mean means being"
  ).split(" "),
);
// Words that so many groups have that they count little.
export const COMMON_WORDS = new Set(
  (
    "association charity club community group groups help helps meeting meetings network " +
    "organisation organisations org people peoples person project service services society " +
    "support team trust uk cic cio ltd led user users"
  ).split(" "),
);
// Who a question is asked for, after "my" or "our", says little of what is looked for; a child
// does, for parents have groups.
export const RELATIVES = new Set(
  (
    "aunt brother dad father friend gran grandad grandma grandpa husband mate mother mum nan " +
    "partner relative sister uncle wife"
  ).split(" "),
);
export const POSSESSIVES = new Set(["my", "our"]);
export const PLACE_PREPOSITIONS = new Set("in near around at nearby from for of to".split(" "));

const STOP_WORD_WEIGHT = 0.25;
const COMMON_WORD_WEIGHT = 0.4;

/** @param {string} word */
export function wordWeight(word) {
  if (STOP_WORDS.has(word)) return STOP_WORD_WEIGHT;
  return COMMON_WORDS.has(word) ? COMMON_WORD_WEIGHT : 1;
}
