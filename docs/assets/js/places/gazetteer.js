/* The areas and places of the United Kingdom by their names, as they stand in places.json. */

import { milesBetween } from "../shared/distance.js";
import { closeMatches } from "../shared/spelling.js";
import { fold, nameKey } from "../shared/text.js";

/** @typedef {import("../shared/distance.js").Point} Point */

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
 * @property {string | undefined} beside the larger place next to it, where others share its label
 * @property {string} page the id of the page that it leads to
 * @property {Set<string>} keys its names as they are looked up
 */

/**
 * What is in places.json; ulo/site says how it is packed.
 * @typedef {object} PlacesData
 * @property {[id: string, title: string, kind: string, parent: string, names: string[],
 *   covers: string[]][]} areas
 * @property {Record<string, PlaceRow[]>} places by council; the first row is its middle
 * @property {Record<string, Record<string, string>>} beside by council and row
 * @property {number} farthest the miles that a point may be from its nearest place
 * @property {number} north the latitude from which on it may be farther away
 * @property {number} farthest_north
 * @property {number} longest the most characters of a query
 * @property {Record<string, string>} answers the sentences
 * @property {Record<string, string>} abroad
 * @property {string[]} everywhere
 * @property {string[]} nowhere
 * @property {Record<string, string[]>} spread the areas that an informal region lies in
 * @property {Record<string, string>} islands
 * @property {Record<string, string>} overseas
 */
/** @typedef {[name: string, north: number, east: number, page: number | string,
 *   ...otherNames: string[]]} NamedRow */
/** @typedef {[north: number, east: number] | NamedRow} PlaceRow */

const PAGE_OF_ITS_OWN = 1;
// How alike a name has to be to be near.
const NAME_CUTOFF = 0.75;
// The United Kingdom lies within these degrees.
const [SOUTH, NORTH, WEST, EAST] = [49, 62, -9, 3];

export class Gazetteer {
  /** @param {PlacesData} data */
  constructor(data) {
    this.data = data;
    /** @type {Map<string, Area>} */
    this.areas = new Map();
    for (const [id, title, kind, parent, names, covers] of data.areas) {
      this.areas.set(id, { id, title, kind, parent, names, covers });
    }
    /** @type {Map<string, Area>} */
    this.areasByName = new Map();
    // A name that two areas share is that of the first: so it is put in last.
    for (const area of [...this.areas.values()].reverse()) {
      for (const name of [area.title, area.id, ...area.names]) {
        this.areasByName.set(nameKey(name), area);
      }
    }
    this.places = Object.entries(data.places).flatMap(([council, rows]) =>
      this.readPlaces(council, rows),
    );
    /** @type {Map<string, Place[]>} */
    this.placesByName = new Map();
    for (const place of this.places) {
      for (const key of place.keys) {
        this.placesByName.set(key, [...(this.placesByName.get(key) ?? []), place]);
      }
    }
  }

  /**
   * The places of one council: its middle comes first, and their points count from there, in
   * hundredths of a degree.
   * @param {string} council
   * @param {PlaceRow[]} rows
   * @returns {Place[]}
   */
  readPlaces(council, rows) {
    const [north, east] = /** @type {[number, number]} */ (rows[0]);
    const named = /** @type {NamedRow[]} */ (rows.slice(1));
    const beside = this.data.beside[council] ?? {};
    return named.map(([name, up, right, page, ...otherNames], row) => ({
      name,
      council,
      point: [(north + up) / 100, (east + right) / 100],
      beside: beside[row + 1],
      page:
        page === PAGE_OF_ITS_OWN
          ? `${fold(name).replaceAll(" ", "-")}-${council}`
          : String(page || council),
      keys: new Set([name, ...otherNames].map(nameKey)),
    }));
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
  findPlaces(name) {
    return this.placesByName.get(nameKey(name)) ?? [];
  }

  /**
   * The area that has this name. Co. Down is County Down, County Fermanagh is Fermanagh.
   * @param {string} name
   */
  findArea(name) {
    const county = name.trim().replace(/^co\.? |^county /i, "county ");
    for (const variant of [name, county, county.replace(/^county /, "")]) {
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
    const unbracketed = text.replaceAll("(", ",").replaceAll(")", "");
    const [first, ...rest] = unbracketed
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean);
    const words = text.replaceAll(",", " ").split(" ").filter(Boolean);
    const pairs = rest.map((part) => [first, part]);
    for (let cut = 1; cut < words.length; cut += 1) {
      pairs.push([words.slice(0, cut).join(" "), words.slice(cut).join(" ")]);
    }
    return pairs.flatMap(([name, part]) => {
      const area = this.findArea(part.replace(/^(in|near) /, ""));
      /** @type {[string, Area][]} */
      const pair = area ? [[name, area]] : [];
      return pair;
    });
  }

  /**
   * The names nearest to a text in spelling, as they are looked up: one for each that people use.
   * @param {string} text
   * @param {number} most
   */
  nearestKeys(text, most) {
    // The part of the query that stands before a comma counts, too: "Leedes, England".
    const parts = new Set([text, text.split(",")[0]].map(nameKey));
    const keys = new Set([...this.areasByName.keys(), ...this.placesByName.keys()]);
    /** @type {Map<string | undefined, string>} */
    const nearest = new Map();
    for (const part of parts) {
      for (const key of closeMatches(part, keys, most, NAME_CUTOFF)) {
        const name = this.placesByName.get(key)?.[0].name ?? this.areasByName.get(key)?.title;
        if (!nearest.has(name)) nearest.set(name, key);
      }
    }
    return [...nearest.values()].slice(0, most);
  }

  /**
   * The council, its region if it has one, its nation.
   * @param {string} council
   */
  ancestors(council) {
    const chain = [];
    let area = this.areas.get(council);
    while (area && area.id !== "uk") {
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
    if (area.covers.includes(council) || area.id === "uk") return true;
    return this.ancestors(council).includes(area);
  }

  /**
   * The place nearest to a point; null where none is near, or it is not in the United Kingdom.
   * @param {Point} point
   */
  nearestPlace(point) {
    const [latitude, longitude] = point;
    const inBounds = latitude > SOUTH && latitude < NORTH && longitude > WEST && longitude < EAST;
    if (!inBounds) return null;
    const { north, farthest, farthest_north: farthestNorth } = this.data;
    let nearest = null;
    let least = Infinity;
    for (const place of this.places) {
      const miles = milesBetween(point, place.point);
      if (miles < least) {
        nearest = place;
        least = miles;
      }
    }
    return least < (latitude > north ? farthestNorth : farthest) ? nearest : null;
  }

  /**
   * The name of a place with the nearest area above it that does not have the same name.
   * @param {Place} place
   */
  qualifiedName(place) {
    const chain = this.ancestors(place.council);
    const key = nameKey(place.name);
    const last = chain.map((area) => nameKey(area.title)).lastIndexOf(key);
    return `${place.name}, ${chain[Math.min(last + 1, chain.length - 1)].title}`;
  }
}
