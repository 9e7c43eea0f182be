/* How far each group reaches for the people of a place, and how many miles away it is. */

import { milesBetween } from "../shared/distance.js";
import { defaultId } from "../shared/text.js";
import { decodePostings } from "./postings.js";

/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("./search_index.js").IndexData} IndexData */
/** @typedef {import("./search_places.js").SearchArea} SearchArea */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */

/** How far a group reaches for the people of a place, from not at all to just for them. */
export const LEVELS = /** @type {const} */ (["none", "country", "nation", "wider", "own"]);
const COUNTRY = LEVELS.indexOf("country");
const NATION = LEVELS.indexOf("nation");
const WIDER = LEVELS.indexOf("wider");
const OWN = LEVELS.indexOf("own");

const MOST_NEAREST = 5;

export class Reach {
  /**
   * @param {IndexData} data
   * @param {Map<string, SearchArea>} areas by their ids
   */
  constructor(data, areas) {
    this.areas = areas;
    this.size = data.names.length;
    /** @type {Map<number, Point>} */
    this.points = new Map();
    for (const [group, [north, east]] of Object.entries(data.points)) {
      this.points.set(Number(group), [north / 100, east / 100]);
    }
    /** @type {Map<string, number[]>} the groups for just the people of each area */
    this.groups = new Map();
    for (const [ownId, title, , , , , , groups] of data.areas) {
      this.groups.set(ownId || defaultId(title), decodePostings(groups));
    }
  }

  /** @param {string} id of an area that there is */
  area(id) {
    const area = this.areas.get(id);
    if (!area) throw new RangeError(`There is no area ${id}`);
    return area;
  }

  /**
   * For each group how far it reaches for the people of an area: the number of one of LEVELS.
   * @param {string} id
   */
  levels(id) {
    const levels = new Uint8Array(this.size);
    const area = this.area(id);
    const areas = [...this.areas.values()];
    const ancestors = this.ancestors(area);
    /** @type {(areas: SearchArea[], level: number) => void} */
    const fill = (others, level) => {
      for (const other of others) {
        for (const group of this.groups.get(other.id) ?? []) levels[group] = level;
      }
    };
    fill([this.area("uk")], COUNTRY);
    fill(
      ancestors.filter(({ kind }) => kind === "nation"),
      NATION,
    );
    fill(
      ancestors.filter(({ kind }) => kind === "region"),
      WIDER,
    );
    fill(
      areas.filter(({ covers }) => covers.includes(id)),
      WIDER,
    );
    if (area.kind !== "council" && area.kind !== "country") {
      fill(
        areas.filter((other) => this.contains(area, other)),
        OWN,
      );
    }
    fill([area], OWN);
    return levels;
  }

  /**
   * The areas that an area is a part of, the smallest first.
   * @param {SearchArea} area
   */
  ancestors(area) {
    const chain = [];
    let parent = this.areas.get(area.parent);
    while (parent) {
      chain.push(parent);
      parent = this.areas.get(parent.parent);
    }
    return chain;
  }

  /**
   * Whether another area lies in an area.
   * @param {SearchArea} area
   * @param {SearchArea} other
   */
  contains(area, other) {
    if (area.covers.includes(other.id)) return true;
    return other.kind !== "region" && this.ancestors(other).some(({ id }) => id === area.id);
  }

  /**
   * The miles from a place to a group; null where one of the two stands nowhere.
   * @param {SearchPlace} place
   * @param {number} group
   */
  milesTo(place, group) {
    const point = this.points.get(group);
    return point && place.point.length ? milesBetween(place.point, point) : null;
  }

  /**
   * The groups next to a place that pass a test; any of them where the place is the whole country,
   * which has no middle.
   * @param {SearchPlace} place
   * @param {(group: number) => boolean} passes
   */
  nearest(place, passes) {
    const groups = [...this.points.keys()].filter(passes);
    const distances = groups.map((group) => ({ group, miles: this.milesTo(place, group) ?? 0 }));
    distances.sort((one, other) => one.miles - other.miles);
    return distances.slice(0, MOST_NEAREST).map(({ group }) => group);
  }
}
