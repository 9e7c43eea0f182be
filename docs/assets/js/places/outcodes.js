/* The outcodes of the country: where they are, and the pages that they lead to. */

import { milesBetween } from "../shared/distance.js";
import { closeMatches } from "../shared/spelling.js";

/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("./place_lists.js").OutcodesData} OutcodesData */
/** @typedef {import("./place_lists.js").PlaceLists} PlaceLists */

/**
 * @typedef {object} Outcode
 * @property {string} code
 * @property {Point} point
 * @property {string[]} pages the ids of the pages that it leads to
 */

const MOST_SUGGESTIONS = 3;
// How alike an outcode has to be to be suggested.
const CUTOFF = 0.6;
/** @type {OutcodesData} */
const NONE = { pages: [], in_use: {}, ended: [], without_place: [] };

export class Outcodes {
  /**
   * @param {PlaceLists} lists
   * @param {string} letters those that outcodes begin with
   */
  constructor(lists, letters) {
    this.lists = lists;
    this.letters = letters;
  }

  /** @param {string} code */
  withFirstLetter(code) {
    return this.letters.includes(code[0]) ? this.lists.outcodes(code[0]) : Promise.resolve(NONE);
  }

  /**
   * An outcode that is in use.
   * @param {string} code
   */
  async find(code) {
    const data = await this.withFirstLetter(code);
    return Object.hasOwn(data.in_use, code) ? makeOutcode(data, code) : undefined;
  }

  /**
   * The middle of a city may have W1A, W1B and so on, and people write W1.
   * @param {string} code
   */
  async parts(code) {
    const data = await this.withFirstLetter(code);
    return Object.keys(data.in_use)
      .filter((longer) => /[A-Z]$/.test(longer) && longer.slice(0, -1) === code)
      .map((longer) => makeOutcode(data, longer));
  }

  /**
   * Why a code is not in use: the key of a sentence.
   * @param {string} code
   */
  async problem(code) {
    const { ended, without_place: withoutPlace } = await this.withFirstLetter(code);
    if (ended.includes(code)) return "ended";
    return withoutPlace.includes(code) ? "post-only" : "no-district";
  }

  /**
   * The outcodes nearest to a text in spelling.
   * @param {string} code
   */
  async similar(code) {
    const data = await this.withFirstLetter(code);
    const near = closeMatches(code, Object.keys(data.in_use), MOST_SUGGESTIONS, CUTOFF);
    return near.map((other) => makeOutcode(data, other));
  }

  /**
   * The outcode nearest to a point, and the miles to it.
   * @param {Point} point
   */
  async nearest(point) {
    const lists = await Promise.all([...this.letters].map((letter) => this.lists.outcodes(letter)));
    /** @type {Outcode | null} */
    let nearest = null;
    let least = Infinity;
    for (const data of lists) {
      for (const code of Object.keys(data.in_use)) {
        const outcode = makeOutcode(data, code);
        const miles = milesBetween(point, outcode.point);
        if (miles >= least) continue;
        nearest = outcode;
        least = miles;
      }
    }
    return { outcode: nearest, miles: least };
  }
}

/**
 * @param {OutcodesData} data
 * @param {string} code one that is in use
 * @returns {Outcode}
 */
function makeOutcode({ pages, in_use: inUse }, code) {
  const [north, east, ...numbers] = inUse[code];
  return { code, point: [north / 100, east / 100], pages: numbers.map((number) => pages[number]) };
}
