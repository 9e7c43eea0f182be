/* Postcodes as people write them, read as ulo/geography reads them. */

/** @param {string} pattern a regular expression that has to fit a whole text */
const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "i");

const FULL = "([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})";
const WHOLE_FULL = whole(FULL);
// In place of a digit, some write the letter that looks like it.
const MISREAD = whole("([A-Z]{1,2}?)([0-9OI])([A-Z0-9]?) *([0-9OI])([A-Z]{2})");
// Others write a digit in place of the letter: Y01 is YO1, and 0X4 is OX4. No district begins so.
const MISREAD_AREA = "(?:[CPSY]0|0[LX]|1[GMPV])";
const MISREAD_START = new RegExp(`^${MISREAD_AREA}[0-9]`);
const OUTCODE = whole("([A-Z]{1,2}[0-9][A-Z0-9]?)(?: +[0-9][A-Z]?)?");
const IRISH = whole("[ACDEFHKNPRTVWXY][0-9][0-9W] ?[0-9ACDEFHKNPRTVWXY]{4}");
const FORCES = whole("BFPO *[0-9]{1,4}|BF1 *[0-9][A-Z]{2}|BF1");
const POST_ONLY = whole("GIR|BX[0-9]{1,2}|X[XM][0-9]{1,2}|QC[0-9]{1,2}");
// A postcode among other words: a full one anywhere, half of one only as the first or last word.
const CODE = `(?:[A-Z]{1,2}|${MISREAD_AREA})[0-9][A-Z0-9]?`;
const HALF = `${CODE}(?: +[0-9][A-Z]?)?`;
const AMONG_WORDS = [
  `(^|[^A-Z0-9])(${CODE}[^A-Z0-9]{0,3}[0-9][A-Z]{2})(?![A-Z0-9])`,
  `(^|[\\s,(])(${HALF})\\W*$`,
  `^(\\W*)(${HALF})(?=[\\s,)])`,
].map((pattern) => new RegExp(pattern, "i"));

/**
 * A postcode as it is usually written. It has an outcode ("LS6"), or a `problem` that says why it
 * leads to no place here, or both.
 * @typedef {object} Postcode
 * @property {string} text
 * @property {string} [outcode]
 * @property {string} [problem] the key of a sentence
 * @property {string} [where] the place outside of the United Kingdom that it belongs to
 */

/**
 * The places outside of the United Kingdom that have postcodes of its kind.
 * @typedef {object} PlacesOutside
 * @property {Record<string, string>} islands by the letters that their postcodes start with
 * @property {Record<string, string>} overseas by their outcodes
 */

/**
 * The postcode that a text is.
 * @param {string} text
 * @param {PlacesOutside} outside
 * @returns {Postcode | null}
 */
export function parsePostcode(text, outside) {
  const upper = text
    .toUpperCase()
    .replace(/[\s.\-‐–—_]+/g, " ")
    .trim();
  const joined = upper.replaceAll(" ", "");
  const unusual = parseUnusual(upper, joined, outside.overseas);
  if (unusual) return unusual;
  if (IRISH.test(joined) && !WHOLE_FULL.test(joined)) {
    const irish = `${joined.slice(0, 3)} ${joined.slice(3)}`;
    return { text: irish, problem: "overseas", where: "Ireland" };
  }
  const plain = mendArea(upper);
  const tight = mendArea(joined);
  const full = WHOLE_FULL.exec(tight);
  if (full) return withProblem(full[1], full[2], outside);
  // With a space, the last digit is of the second half ("LS1 4"); without, of the first ("LS14").
  const half = OUTCODE.exec(plain) ?? OUTCODE.exec(tight);
  if (half) return withProblem(half[1], "", outside);
  const misread = MISREAD.exec(tight);
  if (!misread) return null;
  const [, letters, first, more, digit, last] = misread;
  return withProblem(letters + toDigit(first) + more, toDigit(digit) + last, outside);
}

/**
 * A postcode among other words, and these words.
 * @param {string} text
 * @param {PlacesOutside} outside
 * @returns {{postcode: Postcode, rest: string} | null}
 */
export function splitPostcode(text, outside) {
  for (const pattern of AMONG_WORDS) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [match, before, code] = found;
    const postcode = parsePostcode(code.replace(/[^A-Za-z0-9]+/g, " "), outside);
    const start = text.slice(0, found.index) + before;
    const around = `${start} ${text.slice(found.index + match.length)}`;
    const rest = around.trim().replace(/\s+/g, " ").replace(/^[ ,;.()]+|[ ,;.()]+$/g, "");
    if (postcode && rest) return { postcode, rest };
  }
  return null;
}

/** @param {string} text */
function mendArea(text) {
  if (!MISREAD_START.test(text)) return text;
  return text.slice(0, 2).replace("0", "O").replace("1", "I") + text.slice(2);
}

/**
 * The postcodes that belong to no place in the United Kingdom, whatever follows.
 * @param {string} plain
 * @param {string} tight the same without spaces
 * @param {Record<string, string>} overseas
 * @returns {Postcode | null}
 */
function parseUnusual(plain, tight, overseas) {
  const front = tight.slice(0, 4);
  const back = tight.slice(4);
  if (FORCES.test(tight)) {
    return { text: tight.replace(/^(BFPO|BF1(?=.))/, "$1 "), problem: "forces" };
  }
  if (Object.hasOwn(overseas, front) && /^(1ZZ|1AA)?$/.test(back)) {
    return { text: `${front} ${back}`.trim(), problem: "overseas", where: overseas[front] };
  }
  if (POST_ONLY.test(tight) || POST_ONLY.test(tight.slice(0, -3))) {
    return { text: plain, problem: "post-only" };
  }
  return null;
}

/**
 * @param {string} outcode
 * @param {string} incode
 * @param {PlacesOutside} outside
 * @returns {Postcode}
 */
function withProblem(outcode, incode, { islands }) {
  const text = `${outcode} ${incode}`.trim();
  const letters = outcode.slice(0, 2);
  if (Object.hasOwn(islands, letters) && islands[letters]) {
    return { text, outcode, problem: "islands", where: islands[letters] };
  }
  return outcode.startsWith("BT")
    ? { text, outcode, problem: "northern-ireland" }
    : { text, outcode };
}

/** @param {string} letter */
const toDigit = (letter) => letter.replace("O", "0").replace("I", "1");
