/* What people write into a box, without what nobody can see, and with what they leave out. */

// Besides what Unicode calls so, letters and marks that are drawn as nothing.
const DRAWN_AS_NOTHING =
  "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180d\\u180f\\u2800\\u3164\\ufe00-\\ufe0e\\uffa0";
const INVISIBLE = new RegExp(`[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}${DRAWN_AS_NOTHING}]`, "gu");
const BARE_ADDRESS = /^(?!https?:)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#]|$)/u;
const TIGHT_POSTCODE = /^([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})$/;

/**
 * A text with single spaces, without characters that nobody can see.
 * @param {string} text
 */
export function cleanText(text) {
  return text
    .replace(INVISIBLE, "")
    .replace(/[\s\x00-\x1f\x7f]+/g, " ")
    .trim();
}

/**
 * The lines of a text that have something in them.
 * @param {string} text
 */
export function cleanLines(text) {
  return text.split("\n").map(cleanText).filter(Boolean);
}

/**
 * A web address with the https:// that many leave out.
 * @param {string} text
 */
export function completeAddress(text) {
  return BARE_ADDRESS.test(text) ? `https://${text}` : text;
}

/**
 * A postcode or outcode in capitals, with its space.
 * @param {string} text
 */
export function formatPostcode(text) {
  return text.toUpperCase().replace(TIGHT_POSTCODE, "$1 $2");
}
