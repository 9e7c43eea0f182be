/* Postcodes as people write them, read as ulo/geography reads them. */

/** @param {string} pattern a regular expression that has to fit a whole text */
const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "i");

const FULL = "([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})";
const WHOLE_FULL = whole(FULL);
const FULL_INSIDE = new RegExp(`(?:^| )${FULL}(?![A-Z0-9])`);
// In place of a digit, some write the letter that looks like it.
const MISREAD = whole("([A-Z]{1,2}?)([0-9OI])([A-Z0-9]?) *([0-9OI])([A-Z]{2})");
const OUTCODE = whole("([A-Z]{1,2}[0-9][A-Z0-9]?)(?: +[0-9][A-Z]?)?");
const IRISH = whole("[ACDEFHKNPRTVWXY][0-9][0-9W] ?[0-9ACDEFHKNPRTVWXY]{4}");
const FORCES = whole("BFPO *[0-9]{1,4}|BF1 *[0-9][A-Z]{2}|BF1");
const POST_ONLY = whole("GIR|BX[0-9]{1,2}|X[XM][0-9]{1,2}|QC[0-9]{1,2}");

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
 * The postcode that a text is, or a full one somewhere in it.
 * @param {string} text
 * @param {PlacesOutside} outside
 * @returns {Postcode | null}
 */
export function parsePostcode(text, outside) {
  const upper = text.toUpperCase();
  const plain = upper.replace(/[\s.\-‐–—_]+/g, " ").trim();
  const tight = plain.replaceAll(" ", "");
  const unusual = parseUnusual(plain, tight, outside.overseas);
  if (unusual) return unusual;
  const full = WHOLE_FULL.exec(tight);
  if (IRISH.test(tight) && !full) {
    const irish = `${tight.slice(0, 3)} ${tight.slice(3)}`;
    return { text: irish, problem: "overseas", where: "Ireland" };
  }
  if (full) return withProblem(full[1], full[2], outside);
  // With a space, the last digit is of the second half ("LS1 4"); without, of the first ("LS14").
  const half = OUTCODE.exec(plain) ?? OUTCODE.exec(tight);
  if (half) return withProblem(half[1], "", outside);
  const misread = MISREAD.exec(tight);
  if (misread) {
    const [, letters, first, more, digit, last] = misread;
    return withProblem(letters + toDigit(first) + more, toDigit(digit) + last, outside);
  }
  const inside = FULL_INSIDE.exec(upper.replace(/[^A-Z0-9]/g, " "));
  return inside && withProblem(inside[1], inside[2], outside);
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
