/* Postcodes as people write them, and their first halves. ulo/records/values/postcodes.py does the
   same. */

const SEPARATORS = /[ .,_\u2010-\u2015-]+/g;
const LABEL = /^post ?code ?:? ?/i;
const TYPED_OUTCODE = /^([CPSY]0(?=[0-9])|[A-Z]{1,2})([0-9O])([A-Z0-9]?)$/;
const TYPED_INCODE = /^([0-9O])([A-Z]{2})$/;

/**
 * A postcode or its first half in capitals, with one space, and with 0 and O in their places; other
 * texts as they are.
 * @param {string} text
 */
export function readPostcode(text) {
  const letters = text.replace(LABEL, "").replace(SEPARATORS, "").toUpperCase();
  if (letters.length > 7 || !/[0-9]/.test(letters)) return text;
  const incode = TYPED_INCODE.exec(letters.slice(-3));
  const outcode = incode && readOutcode(letters.slice(0, -3));
  if (outcode) return `${outcode} ${incode[1].replace("O", "0")}${incode[2]}`;
  return readOutcode(letters) || text;
}

/** @param {string} letters */
function readOutcode(letters) {
  const match = TYPED_OUTCODE.exec(letters);
  if (!match) return "";
  const [, area, digit, last] = match;
  return area.replace("0", "O") + (digit + last).replaceAll("O", "0");
}
