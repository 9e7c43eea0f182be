/* Postcodes as people write them, and their first halves. ulo/records/values/postcodes.py does the
   same. */

/**
 * How the country writes its postcodes; null in a country without them.
 * @typedef {object} PostcodeForms
 * @property {string} outcode the pattern of the first half as people type it, in three groups: in
 *   the first, a zero is meant for a letter O; in the second, a letter O for a zero
 * @property {string} incode the same of the second half; empty where there are no halves
 * @property {string} separator what stands between the halves
 * @property {string} label the pattern of what people write before a postcode
 */
/** @typedef {PostcodeForms | null} PostcodePlan */

const SEPARATORS = /[ .,_\u2010-\u2015-]+/g;
const MAX_LENGTH = 12;

/**
 * A postcode or its first half in capitals, as it is written, with 0 and O in their places; other
 * texts as they are.
 * @param {string} text
 * @param {PostcodePlan} plan
 */
export function readPostcode(text, plan) {
  if (!plan) return text;
  const bare = text.replace(new RegExp(`^(?:${plan.label})`, "i"), "");
  const letters = bare.replace(SEPARATORS, "").toUpperCase();
  if ([...letters].length > MAX_LENGTH || !/[0-9]/.test(letters)) return text;
  for (let place = 1; plan.incode && place < letters.length; place += 1) {
    const outcode = readHalf(letters.slice(0, place), plan.outcode);
    const incode = readHalf(letters.slice(place), plan.incode);
    if (outcode && incode) return outcode + plan.separator + incode;
  }
  return readHalf(letters, plan.outcode) || text;
}

/**
 * The half with these letters and digits; empty where they are none.
 * @param {string} letters
 * @param {string} typed
 */
function readHalf(letters, typed) {
  const match = new RegExp(`^(?:${typed})$`).exec(letters);
  if (!match) return "";
  const [, area = "", digits = "", rest = ""] = match;
  return area.replaceAll("0", "O") + digits.replaceAll("O", "0") + rest;
}
