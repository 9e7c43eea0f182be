/* How far each group reaches for the people of a place, and how far away it is: the same as on the
   pages of places, which ulo/catalogue makes.

   An area is the set of its councils. So whatever its kind, it lies within every area that has all
   of these, and shares people with every area that has one of them. */

import { isMeasurable, milesBetween, wholeMiles } from "../shared/distance.js";
import { defaultId, nameKey } from "../shared/text.js";
import { decodePostings } from "./postings.js";

/** @typedef {import("../shared/distance.js").Precision} Precision */
/** @typedef {import("../shared/distance.js").Spot} Spot */
/** @typedef {import("./search_index.js").IndexData} IndexData */
/** @typedef {import("./search_index.js").SpotEntry} SpotEntry */
/** @typedef {import("./search_places.js").SearchArea} SearchArea */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */

/**
 * How far groups reach for the people of a place, by their numbers.
 * @typedef {object} PlaceReach
 * @property {Uint8Array} levels the number of one of LEVELS
 * @property {Uint16Array} sizes how many councils the area has that a group is for
 * @property {Float64Array} distances in miles; infinite where a group or the place stands nowhere
 */

/** From groups that are for none of the people of a place to those that are just for them. */
export const LEVELS = /** @type {const} */ ([
  "none",
  "country",
  "nation",
  "near",
  "wider",
  "inside",
  "own",
]);
const [, COUNTRY, NATION, NEAR, WIDER, INSIDE, OWN] = LEVELS.keys();

// What is further away is not near.
export const NEAR_MILES = 30;
// So large that nothing is near them.
const LARGE_KINDS = ["region", "nation", "country"];
const LOCAL_KINDS = ["council", "wider-area", "region"];
/** @type {Precision[]} by their codes */
const PRECISIONS = ["postcode-district", "town", "council", "wide", "coordinates"];

export class Reach {
  /**
   * @param {IndexData} data
   * @param {Map<string, SearchArea>} areas by their ids
   */
  constructor(data, areas) {
    this.areas = areas;
    this.size = data.names.length;
    /** @type {Map<number, Spot>} where each open group is */
    this.spots = new Map();
    for (const [group, entry] of Object.entries(data.points)) {
      const town = data.towns[group];
      this.spots.set(Number(group), { ...readSpot(entry), town: town ? nameKey(town) : "" });
    }
    /** @type {Map<string, number[]>} the groups for just the people of each area */
    this.groups = new Map();
    /** The groups that are for a part of the country. */
    this.isLocal = new Uint8Array(this.size);
    for (const [ownId, title, kind, , , , , packed] of data.areas) {
      const groups = decodePostings(packed);
      this.groups.set(ownId || defaultId(title), groups);
      if (LOCAL_KINDS.includes(kind)) for (const group of groups) this.isLocal[group] = 1;
    }
    this.councils = councilsByArea(areas);
  }

  /** @param {string} id of an area that there is */
  area(id) {
    const area = this.areas.get(id);
    if (!area) throw new RangeError(`There is no area ${id}`);
    return area;
  }

  /**
   * The nation of an area, if it lies in one.
   * @param {string} id
   */
  nation(id) {
    for (const area of chain(this.areas, this.area(id))) if (area.kind === "nation") return area;
    return undefined;
  }

  /**
   * @param {SearchPlace} place
   * @returns {PlaceReach}
   */
  around(place) {
    const area = this.area(place.area);
    const levels = new Uint8Array(this.size);
    const sizes = new Uint16Array(this.size);
    const distances = new Float64Array(this.size).fill(Infinity);
    for (const other of this.areas.values()) {
      const level = this.levelOf(area, other);
      const size = this.councilsOf(other.id).size;
      for (const group of level ? (this.groups.get(other.id) ?? []) : []) {
        if (level > levels[group] || (level === levels[group] && size < sizes[group])) {
          levels[group] = level;
          sizes[group] = size;
        }
      }
    }
    const spot = spotOf(place);
    for (const [group, other] of spot ? this.spots : []) {
      distances[group] = milesBetween(/** @type {Spot} */ (spot).point, other.point);
      const isNear = distances[group] <= NEAR_MILES && !LARGE_KINDS.includes(area.kind);
      if (isNear && !levels[group] && this.isLocal[group]) levels[group] = NEAR;
    }
    return { levels, sizes, distances };
  }

  /**
   * The level of the groups for another area, for the people of an area.
   * @param {SearchArea} area
   * @param {SearchArea} other
   */
  levelOf(area, other) {
    if (area === other) return OWN;
    if (other.kind === "country") return COUNTRY;
    if (area.kind === "country") return 0;
    const [here, there] = [this.councilsOf(area.id), this.councilsOf(other.id)];
    const shared = [...here].filter((council) => there.has(council)).length;
    if (!shared) return 0;
    if (shared < here.size || here.size === there.size) return INSIDE;
    return other.kind === "nation" ? NATION : WIDER;
  }

  /** @param {string} id */
  councilsOf(id) {
    return this.councils.get(id) ?? new Set();
  }

  /**
   * The miles from a place to a group that may be told.
   * @param {SearchPlace} place
   * @param {number} group
   */
  milesTo(place, group) {
    const [spot, other] = [spotOf(place), this.spots.get(group)];
    return spot && other ? wholeMiles(spot, other) : null;
  }

  /**
   * Whether it is known well enough where a group is to say how far away it is.
   * @param {number} group
   */
  isMeasurable(group) {
    const spot = this.spots.get(group);
    return spot !== undefined && isMeasurable(spot);
  }
}

/**
 * Where a place is; null for the whole country.
 * @param {SearchPlace} place
 * @returns {Spot | null}
 */
function spotOf({ point, precision, town }) {
  return point.length ? { point, precision, town } : null;
}

/**
 * Where an entry of the index says that something is.
 * @param {SpotEntry} entry
 * @returns {Omit<Spot, "town">}
 */
export function readSpot([north, east, code = 0]) {
  return { point: [north / 100, east / 100], precision: PRECISIONS[code] };
}

/**
 * An area, then those that it lies in, the smallest first.
 * @param {Map<string, SearchArea>} areas
 * @param {SearchArea} area
 */
function* chain(areas, area) {
  /** @type {SearchArea | undefined} */
  let next = area;
  while (next) {
    yield next;
    next = areas.get(next.parent);
  }
}

/**
 * The councils of each area.
 * @param {Map<string, SearchArea>} areas
 */
function councilsByArea(areas) {
  /** @type {Map<string, Set<string>>} */
  const councils = new Map();
  for (const { id, covers } of areas.values()) councils.set(id, new Set(covers));
  for (const council of areas.values()) {
    if (council.kind !== "council") continue;
    for (const { id } of chain(areas, council)) councils.get(id)?.add(council.id);
  }
  return councils;
}
