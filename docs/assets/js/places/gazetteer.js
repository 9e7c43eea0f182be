/* The areas and places of the country by their names. */

import { milesBetween } from "../shared/distance.js";
import { closeMatches } from "../shared/spelling.js";
import { fold, nameKey } from "../shared/text.js";
import { PlaceWording } from "./wording.js";

/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("./place_lists.js").AnswersData} AnswersData */
/** @typedef {import("./place_lists.js").PlaceLists} PlaceLists */

/**
 * @typedef {object} Area
 * @property {string} id
 * @property {string} title
 * @property {string} kind country, nation, region or council, or another kind of area
 * @property {string} parent the id of the area that it is a part of
 * @property {string[]} names what else it is called
 * @property {string[]} covers the ids of the councils in it, where it is no part of the order
 */

/**
 * @typedef {object} Place
 * @property {string} name
 * @property {string} council the id of the area that it lies in
 * @property {Point} point
 * @property {string} beside the larger place next to it, where others share its label
 * @property {string} page the id of the page that it leads to
 */

/** @typedef {[council: number, north: number, east: number, page: number | string, beside: string,
 *   name: string, ...otherNames: string[]]} NameRow */
/** @typedef {{places: NameRow[], main: Record<string, number>}} NamesData */

const PAGE_OF_ITS_OWN = 1;
// How alike a name has to be to be near.
const NAME_CUTOFF = 0.75;
// What stands between a name and the area that it is in, and between words.
export const COMMAS = /(?<!\s)\s+-\s+|[,;/()[\]]/;
const WORD_GAPS = /[\s,;/()[\]-]+/;

export class Gazetteer {
  /**
   * @param {AnswersData} data
   * @param {Area[]} areas
   * @param {PlaceLists} lists
   */
  constructor(data, areas, lists) {
    this.data = data;
    this.lists = lists;
    this.areaList = areas;
    this.wording = new PlaceWording(data.words);
    this.areas = new Map(areas.map((area) => [area.id, area]));
    /** What all areas lie in. */
    this.country = areas.find(({ parent }) => !parent);
    /** @type {Map<string, Area>} */
    this.areasByName = new Map();
    // A name that two areas share is that of the first: so it is put in last.
    for (const area of [...areas].reverse()) {
      for (const name of [area.title, area.id, ...area.names]) {
        this.areasByName.set(nameKey(name), area);
      }
    }
    /** @type {Map<string, Promise<NamesOfLetter>>} */
    this.letters = new Map();
  }

  /**
   * The places with a name that begins with a letter.
   * @param {string} letter
   */
  withLetter(letter) {
    const known = this.letters.get(letter);
    if (known) return known;
    /** @type {Promise<NamesOfLetter>} */
    const loading = this.data.name_letters.includes(letter)
      ? this.lists.names(letter).then((data) => this.readPlaces(data, letter))
      : Promise.resolve({ places: [], byName: new Map(), main: new Map() });
    this.letters.set(letter, loading);
    // Another call tries again.
    loading.catch(() => this.letters.delete(letter));
    return loading;
  }

  allLetters() {
    return Promise.all([...this.data.name_letters].map((letter) => this.withLetter(letter)));
  }

  /**
   * Their points are in hundredths of a degree.
   * @param {NamesData} data
   * @param {string} letter
   * @returns {NamesOfLetter}
   */
  readPlaces({ places: rows, main }, letter) {
    /** @type {Map<string, Place[]>} */
    const byName = new Map();
    /** @type {Place[]} */
    const places = [];
    /** @type {Place[]} */
    const all = [];
    for (const [number, north, east, code, beside, ...names] of rows) {
      const [name] = names;
      const council = this.areaList[number].id;
      const page =
        code === PAGE_OF_ITS_OWN
          ? `${fold(name).replaceAll(" ", "-")}-${council}`
          : String(code || council);
      const place = { name, council, point: /** @type {Point} */ ([north / 100, east / 100]), beside, page };
      all.push(place);
      if (nameKey(name).startsWith(letter)) places.push(place);
      for (const key of new Set(names.map(nameKey))) {
        if (key.startsWith(letter)) byName.set(key, [...(byName.get(key) ?? []), place]);
      }
    }
    const mainPlaces = Object.entries(main).map(
      ([key, row]) => /** @type {const} */ ([key, all[row]]),
    );
    return { places, byName, main: new Map(mainPlaces) };
  }

  /** @param {string} id of an area that there is */
  area(id) {
    const area = this.areas.get(id);
    if (!area) throw new RangeError(`There is no area ${id}`);
    return area;
  }

  /**
   * The places that have this name.
   * @param {string} name
   */
  async findPlaces(name) {
    const key = nameKey(name);
    const { byName } = await this.withLetter(key.slice(0, 1));
    return byName.get(key) ?? [];
  }

  /**
   * The place of this name beside which all others are villages, if there is one. Its list is there
   * when its places are.
   * @param {string} name
   */
  async mainPlace(name) {
    const key = nameKey(name);
    const { main } = await this.withLetter(key.slice(0, 1));
    return main.get(key);
  }

  /**
   * The area that has this name.
   * @param {string} name
   */
  findArea(name) {
    for (const variant of this.wording.countyNames(name)) {
      const area = this.areasByName.get(nameKey(variant));
      if (area) return area;
    }
    return undefined;
  }

  /**
   * Every way to read a text as a name and the area that it is in: at its commas first, then
   * between any words.
   * @param {string} text
   * @returns {[name: string, area: Area][]}
   */
  splitNameAndArea(text) {
    const [first, ...rest] = text
      .split(COMMAS)
      .map((part) => part.trim())
      .filter(Boolean);
    const words = text.trim().split(WORD_GAPS);
    const pairs = rest.map((part) => [first, part]);
    for (let cut = 1; cut < words.length; cut += 1) {
      pairs.push([words.slice(0, cut).join(" "), words.slice(cut).join(" ")]);
    }
    return pairs.flatMap(([name, part]) => {
      const area = this.findArea(this.wording.withoutWithin(part));
      /** @type {[string, Area][]} */
      const pair = area ? [[name, area]] : [];
      return pair;
    });
  }

  /**
   * The places and areas with a usual name of several words, the first of which are these.
   * @param {string} start
   */
  async begunNames(start) {
    const key = `${nameKey(start)} `;
    const { places } = await this.withLetter(key[0]);
    return {
      places: places.filter(({ name }) => nameKey(name).startsWith(key)),
      areas: this.areaList.filter(({ title }) => nameKey(title).startsWith(key)),
    };
  }

  /**
   * The names nearest in spelling to one of some texts, each with the places and the area that
   * have it: one for each that people use. Names with another first letter count only where there
   * is no other.
   * @param {string[]} texts
   * @param {number} most
   */
  async similarNames(texts, most) {
    const keys = texts.map(nameKey).filter(Boolean);
    for (const sameStart of [true, false]) {
      const starts = keys.map((key) => key[0]);
      const letters = sameStart
        ? await Promise.all(starts.map((letter) => this.withLetter(letter)))
        : await this.allLetters();
      const placesByName = new Map(letters.flatMap(({ byName }) => [...byName]));
      const names = new Set([...this.areasByName.keys(), ...placesByName.keys()]);
      /** @type {Map<string | undefined, {key: string, places: Place[], area?: Area}>} */
      const nearest = new Map();
      for (const key of keys) {
        const possible = [...names].filter((name) => (name[0] === key[0]) === sameStart);
        for (const near of closeMatches(key, possible, most, NAME_CUTOFF)) {
          const places = placesByName.get(near) ?? [];
          const area = this.areasByName.get(near);
          const name = places[0]?.name ?? area?.title;
          if (!nearest.has(name)) nearest.set(name, { key: near, places, area });
        }
      }
      if (nearest.size) return [...nearest.values()].slice(0, most);
    }
    return [];
  }

  /**
   * The council, its region if it has one, its nation.
   * @param {string} council
   */
  ancestors(council) {
    const chain = [];
    let area = this.areas.get(council);
    while (area?.parent) {
      chain.push(area);
      area = this.areas.get(area.parent);
    }
    return chain;
  }

  /**
   * Whether a council lies in an area.
   * @param {string} council
   * @param {Area} area
   */
  isWithin(council, area) {
    if (area.covers.includes(council) || area === this.country) return true;
    return this.ancestors(council).includes(area);
  }

  /**
   * Whether some miles from the nearest place are too far to be in the country.
   * @param {number} miles
   * @param {number} latitude
   */
  isFar(miles, latitude) {
    const { north, farthest, farthest_north: farthestNorth } = this.data;
    return miles >= (latitude > north ? farthestNorth : farthest);
  }

  /**
   * The place nearest to a point; null where none is near, or it is not in the country.
   * @param {Point} point
   */
  async nearestPlace(point) {
    const [latitude, longitude] = point;
    const [south, north, west, east] = this.data.bounds;
    const inBounds = latitude > south && latitude < north && longitude > west && longitude < east;
    if (!inBounds) return null;
    let nearest = null;
    let least = Infinity;
    for (const place of (await this.allLetters()).flatMap(({ places }) => places)) {
      const miles = milesBetween(point, place.point);
      if (miles < least) {
        nearest = place;
        least = miles;
      }
    }
    return this.isFar(least, latitude) ? null : nearest;
  }

  /**
   * The name of a place with the nearest area above it that does not have the same name.
   * @param {Place} place
   */
  qualifiedName(place) {
    const chain = this.ancestors(place.council);
    if (this.country) chain.push(this.country);
    const key = nameKey(place.name);
    const last = chain.map((area) => nameKey(area.title)).lastIndexOf(key);
    return `${place.name}, ${chain[Math.min(last + 1, chain.length - 1)].title}`;
  }
}

/**
 * The places with a usual name of one first letter, and all that have a name with it, by that.
 * @typedef {object} NamesOfLetter
 * @property {Place[]} places
 * @property {Map<string, Place[]>} byName
 * @property {Map<string, Place>} main the place that is meant by a name that others have, too
 */
