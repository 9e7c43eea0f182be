/* Postcodes as people write them, read as ulo/geography reads them. */

/**
 * What postcodes look like: patterns for capitals without spaces. It is empty in a country without
 * any. `ulo/geography/postcodes.py` says where it comes from.
 * @typedef {object} PostcodeData
 * @property {string} outcode
 * @property {string} incode empty where codes have one part
 * @property {string} separator
 * @property {string} start what may follow an outcode of the second half
 * @property {string} typed an outcode that may begin with digits in place of letters
 * @property {string} letters how codes begin where digits stand for letters
 * @property {string} digits a whole postcode in whose second groups letters stand for digits
 * @property {string} not_geographic codes that are for post only
 * @property {[match: string, kind: string, place: string][]} others codes of other places
 * @property {[start: string, kind: string, place: string][]} outside the same by how they begin
 * @property {[start: string, area: string, town: string][]} without areas whose districts nobody
 *   may publish
 */

/**
 * A postcode as it is usually written. It has an outcode ("LS6"), or a `problem` that says why it
 * leads to no place here, or both.
 * @typedef {object} Postcode
 * @property {string} text
 * @property {string} [outcode]
 * @property {boolean} isFull whether it is more than an outcode
 * @property {string} [problem] the key of a sentence
 * @property {string} [where] the place outside of the country that it belongs to
 * @property {string} [area] the id of the area here that it is of, where no more is known
 * @property {string} [town] a town in that
 */

/** @param {string} pattern a regular expression that has to fit a whole text; none fits nothing */
const whole = (pattern) => new RegExp(pattern ? `^(?:${pattern})$` : "(?!)", "i");

export class Postcodes {
  /** @param {PostcodeData | Record<string, never>} data */
  constructor(data) {
    this.data = data.outcode ? /** @type {PostcodeData} */ (data) : null;
    if (!this.data) return;
    const { outcode, incode, start, typed, letters } = this.data;
    const begun = start ? `(?: +(?:${start}))?` : "";
    this.full = whole(`(${outcode})(${incode})`);
    this.half = whole(`(${outcode})${begun}`);
    this.digits = whole(this.data.digits);
    this.misreadStart = new RegExp(letters ? `^(?:${letters})(?=[0-9])` : "(?!)");
    this.postOnly = whole(this.data.not_geographic);
    // A full one anywhere, half of one only as the first or last word.
    this.amongWords = [
      `(^|[^A-Z0-9])(${typed}${incode && `[^A-Z0-9]{0,3}(?:${incode})`})(?![A-Z0-9])`,
      `(^|[\\s,(])(${typed}${begun})\\W*$`,
      `^(\\W*)(${typed}${begun})(?=[\\s,)])`,
    ].map((pattern) => new RegExp(pattern, "i"));
  }

  /**
   * The postcode that a text is.
   * @param {string} text
   * @returns {Postcode | null}
   */
  parse(text) {
    if (!this.data) return null;
    const upper = text
      .toUpperCase()
      .replace(/[\s.\-‐–—_]+/g, " ")
      .trim();
    const joined = upper.replaceAll(" ", "");
    const elsewhere = this.parseElsewhere(upper, joined);
    if (elsewhere) return elsewhere;
    const plain = this.mendStart(upper);
    const tight = this.mendStart(joined);
    const full = this.full?.exec(tight);
    if (full) return this.make(full[1], full[2]);
    // With a space, the last digit is of the second half ("LS1 4"); without, of the first ("LS14").
    const half = this.half?.exec(plain) ?? this.half?.exec(tight);
    if (half) return this.make(half[1], "");
    const misread = this.digits?.exec(tight);
    if (!misread) return null;
    const mended = misread.slice(1).map((part, number) => (number % 2 ? toDigits(part) : part));
    const again = this.full?.exec(mended.join(""));
    return again ? this.make(again[1], again[2]) : null;
  }

  /**
   * A postcode among other words, and these words.
   * @param {string} text
   * @returns {{postcode: Postcode, rest: string} | null}
   */
  split(text) {
    for (const pattern of this.amongWords ?? []) {
      const found = pattern.exec(text);
      if (!found) continue;
      const [match, before, code] = found;
      const postcode = this.parse(code.replace(/[^A-Za-z0-9]+/g, " "));
      const start = text.slice(0, found.index) + before;
      const around = `${start} ${text.slice(found.index + match.length)}`;
      const rest = around.trim().replace(/\s+/g, " ").replace(/^[ ,;.()]+|[ ,;.()]+$/g, "");
      if (postcode && rest) return { postcode, rest };
    }
    return null;
  }

  /**
   * The area whose districts nobody may publish that an outcode is of.
   * @param {string} outcode
   */
  areaWithout(outcode) {
    const found = this.data?.without.find(([start]) => outcode.startsWith(start));
    return found && { area: found[1], town: found[2] };
  }

  /**
   * The postcodes that belong to no place in the country, whatever follows.
   * @param {string} plain
   * @param {string} tight the same without spaces
   * @returns {Postcode | null}
   */
  parseElsewhere(plain, tight) {
    const { others = [], separator = " " } = this.data ?? {};
    for (const [match, problem, where] of others) {
      const parts = whole(match).exec(tight)?.slice(1).filter(Boolean);
      if (!parts) continue;
      return { text: parts.join(separator), isFull: parts.length > 1, problem, where };
    }
    if (!this.postOnly?.test(tight)) return null;
    return { text: plain, isFull: plain.includes(" "), problem: "post-only" };
  }

  /**
   * @param {string} outcode
   * @param {string} incode
   * @returns {Postcode}
   */
  make(outcode, incode) {
    const { separator = " ", outside = [] } = this.data ?? {};
    const text = incode ? outcode + separator + incode : outcode;
    const postcode = { text, outcode, isFull: Boolean(incode) };
    const without = this.areaWithout(outcode);
    if (without) return { ...postcode, problem: "without-districts", ...without };
    const elsewhere = outside.find(([start]) => outcode.startsWith(start));
    if (!elsewhere) return postcode;
    const [, problem, where] = elsewhere;
    return { ...postcode, problem, where };
  }

  /** @param {string} text */
  mendStart(text) {
    const start = this.misreadStart?.exec(text)?.[0] ?? "";
    return start.replaceAll("0", "O").replaceAll("1", "I") + text.slice(start.length);
  }
}

/** @param {string} letters */
const toDigits = (letters) => letters.replaceAll("O", "0").replaceAll("I", "1");
