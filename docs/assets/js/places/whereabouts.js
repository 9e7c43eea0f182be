/* Whether a postcode, a town and a council can all be true of one group, as ulo/geography/whereabouts.py
   says in the build. The tests hold the two together. */

import { milesBetween } from "../shared/distance.js";
import { closeMatches } from "../shared/spelling.js";
import { Gazetteer } from "./gazetteer.js";
import { Outcodes } from "./outcodes.js";
import { PlaceLists } from "./place_lists.js";
import { Postcodes } from "./postcodes.js";

/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("./gazetteer.js").Area} Area */
/** @typedef {import("./gazetteer.js").Place} Place */
/** @typedef {import("./place_lists.js").AnswersData} AnswersData */
/** @typedef {import("./place_lists.js").CouncilRow} CouncilRow */
/** @typedef {import("./place_lists.js").JsonLoader} JsonLoader */

/** @typedef {"postcode" | "district" | "town" | "area"} Field */
/** @typedef {Partial<Record<Field, string>>} Base where a group is, field by field */
/** @typedef {{places: Place[], councils: Set<string>}} Reading what a name may stand for */
/**
 * @typedef {object} UnknownDistrict
 * @property {Field} field
 * @property {string} code
 * @property {boolean} ended whether it was in use once
 * @property {string[]} near those in use that are spelt alike
 */

// How many miles a town may be from its outcode.
const TOWN = 30;
const MOST_SUGGESTIONS = 3;
// How alike an outcode has to be to be suggested.
const CUTOFF = 0.6;

export class Whereabouts {
  /**
   * @param {AnswersData} data
   * @param {Area[]} areas
   * @param {PlaceLists} lists
   */
  constructor(data, areas, lists) {
    this.data = data;
    this.lists = lists;
    this.postcodes = new Postcodes(data.postcodes);
    this.gazetteer = new Gazetteer(data, areas, lists);
    this.outcodes = new Outcodes(lists, data.outcode_letters);
  }

  /** @param {JsonLoader} load fetches one of its lists */
  static async open(load) {
    const lists = new PlaceLists(load);
    const [data, areas] = await Promise.all([lists.answers(), lists.areas()]);
    return new Whereabouts(data, areas, lists);
  }

  /**
   * The fields whose outcode is not in use.
   * @param {Base} base
   * @returns {Promise<UnknownDistrict[]>}
   */
  async unknownDistricts(base) {
    const found = [];
    for (const field of /** @type {const} */ (["postcode", "district"])) {
      const code = this.outcodeOf(base[field]);
      if (!code || this.postcodes.areaWithout(code)) continue;
      if ((await this.findOutcodes(code)).length) continue;
      const problem = await this.outcodes.problem(code);
      if (problem === "post-only") continue;
      const near = await this.similarOutcodes(code, base.area);
      found.push({ field, code, ended: problem === "ended", near });
    }
    return found;
  }

  /**
   * The outcodes nearest in spelling to one that is not in use. Of a council, those in it, if there
   * are any: L51 may stand for LS1.
   * @param {string} code
   * @param {string | undefined} area
   */
  async similarOutcodes(code, area) {
    const council = area && (await this.council(area));
    const inside = council ? closeMatches(code, council.outcodes, MOST_SUGGESTIONS, CUTOFF) : [];
    if (inside.length) return inside;
    return (await this.outcodes.similar(code)).map((outcode) => outcode.code);
  }

  /**
   * The first two fields that cannot both be true; null where all can.
   * @param {Base} base
   * @returns {Promise<[Field, Field] | null>}
   */
  async contradiction(base) {
    const { town, area } = base;
    const full = this.outcodeOf(base.postcode);
    if (full && base.district && full !== base.district) return ["postcode", "district"];
    const code = full || base.district;
    const field = full ? "postcode" : "district";
    // Areas wider than a council are left to the build.
    const council = area && (await this.council(area));
    if (code && council && !(await this.isOutcodeIn(code, area, council))) return [field, "area"];
    if (code && town && !(await this.isTownNear(town, code))) return [field, "town"];
    if (town && council && !(await this.isTownIn(town, area, council))) return ["town", "area"];
    return null;
  }

  /**
   * @param {string} id
   * @returns {Promise<CouncilRow | null>}
   */
  async council(id) {
    if (this.gazetteer.areas.get(id)?.kind !== "council") return null;
    return (await this.lists.councils(id[0]))[id] ?? null;
  }

  /** @param {string | undefined} postcode in its usual form */
  outcodeOf(postcode) {
    return postcode && (this.postcodes.parse(postcode)?.outcode ?? postcode);
  }

  /**
   * Whether a council lies in the area whose districts nobody may publish that an outcode is of;
   * null where the outcode is of none.
   * @param {string} code
   * @param {string} council
   */
  isInAreaWithout(code, council) {
    const without = this.postcodes.areaWithout(code);
    return without
      ? this.gazetteer.isWithin(council, this.gazetteer.area(without.area))
      : null;
  }

  /**
   * An outcode in use, or those that a shorter one stands for: W1 is W1A, W1B and so on.
   * @param {string} code
   */
  async findOutcodes(code) {
    const outcode = await this.outcodes.find(code);
    return outcode ? [outcode] : this.outcodes.parts(code);
  }

  /**
   * @param {string} code
   * @param {string} area
   * @param {CouncilRow} council the same
   */
  async isOutcodeIn(code, area, council) {
    const isWithout = this.isInAreaWithout(code, area);
    if (isWithout !== null) return isWithout;
    const found = await this.findOutcodes(code);
    return !found.length || found.some((outcode) => council.outcodes.includes(outcode.code));
  }

  /**
   * @param {string} town
   * @param {string} code
   */
  isTownNear(town, code) {
    return this.mayBe(town, async ({ places, councils }) => {
      if (this.postcodes.areaWithout(code)) {
        return [...councils].some((council) => this.isInAreaWithout(code, council));
      }
      const found = await this.findOutcodes(code);
      if (!found.length || !places.length) return true;
      return isNear(
        places,
        found.map(({ point }) => point),
        TOWN,
      );
    });
  }

  /**
   * @param {string} town
   * @param {string} area
   * @param {CouncilRow} council the same
   */
  isTownIn(town, area, { beside, points }) {
    /** @type {Point[]} */
    const inside = [];
    for (let place = 0; place < points.length; place += 2) {
      inside.push([points[place] / 100, points[place + 1] / 100]);
    }
    return this.mayBe(town, async ({ places, councils }) => {
      const isBeside = beside.some((other) => councils.has(other));
      const isKnown = councils.has(area) || (isBeside && !places.length);
      const { post_town: alone, post_town_beside: next } = this.data;
      return isKnown || isNear(places, inside, isBeside ? next : alone);
    });
  }

  /**
   * Whether one reading of the name of a town fits, or none is known.
   * @param {string} town
   * @param {(reading: Reading) => Promise<boolean>} fits
   */
  async mayBe(town, fits) {
    let known = false;
    for await (const reading of this.readTown(town)) {
      if (!reading.councils.size) continue;
      known = true;
      if (await fits(reading)) return true;
    }
    return !known;
  }

  /**
   * All places and areas with this name, then those with a name that begins with it. What stands
   * behind a comma tells namesakes apart: "Northby, Eastshire".
   * @param {string} text
   * @returns {AsyncGenerator<Reading>}
   */
  async *readTown(text) {
    const [name, ...rest] = text.split(",").map((part) => part.trim());
    const around = rest.length ? this.gazetteer.findArea(rest.join(",")) : undefined;
    const places = await this.gazetteer.findPlaces(name);
    const inside = places.filter(
      ({ council }) => around && this.gazetteer.isWithin(council, around),
    );
    const area = this.gazetteer.findArea(name);
    yield this.join(inside.length ? inside : places, area ? [area] : []);
    const begun = await this.gazetteer.begunNames(name);
    yield this.join(begun.places, begun.areas);
  }

  /**
   * Places and areas of one name. A town is not the whole council around it; but a city that is a
   * region is all of its boroughs.
   * @param {Place[]} places
   * @param {Area[]} areas
   * @returns {Reading}
   */
  join(places, areas) {
    const councils = new Set(places.map(({ council }) => council));
    for (const area of areas) {
      const own = this.gazetteer.areaList
        .filter(({ id, kind }) => kind === "council" && this.gazetteer.isWithin(id, area))
        .map(({ id }) => id);
      const isTown = area.kind === "council" && own.some((id) => councils.has(id));
      if (!isTown) for (const id of own) councils.add(id);
    }
    return { places, councils };
  }
}

/**
 * Whether one of some places is at most so many miles from one of some points.
 * @param {Place[]} places
 * @param {Point[]} points
 * @param {number} miles
 */
function isNear(places, points, miles) {
  return places.some(({ point }) => points.some((other) => milesBetween(point, other) <= miles));
}
