/* Where the search knows places: areas by their names from the main index, towns and postcodes from
   the gazetteer when they are first asked for; how far each group reaches for the people of a
   place, and how many miles away it is. */

import { milesBetween } from "../shared/distance.js";
import { defaultId, nameKey } from "../shared/text.js";
import { decodePostings } from "./postings.js";

/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("../places/answers.js").Answer} Answer */
/** @typedef {import("../places/answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("../places/geocoder.js").OutcodesData} OutcodesData */
/** @typedef {import("../places/gazetteer.js").PlacesData} PlacesData */
/** @typedef {import("./search_index.js").IndexData} IndexData */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */
/** @typedef {import("./query_parser.js").ParsedQuery} ParsedQuery */

/**
 * @typedef {object} SearchArea
 * @property {string} id
 * @property {string} title
 * @property {string} kind
 * @property {string} parent
 * @property {string[]} names
 * @property {string[]} covers
 * @property {Point | []} middle
 */

/**
 * A place as the search takes it.
 * @typedef {object} SearchPlace
 * @property {string} area the id of the area that it is or lies in
 * @property {string} page the id of the page that it leads to
 * @property {string} title
 * @property {Point | []} point
 * @property {boolean} [isAmbiguous] whether other places share the name
 * @property {string} [name] by which it was asked for
 */

/**
 * What a text in the box for the place leads to: a place, or why there is none.
 * @typedef {object} Resolved
 * @property {SearchPlace} [place]
 * @property {string} [error]
 * @property {PlaceMatch[]} [choices]
 */

/** @typedef {(text: string, options?: {suggest?: boolean}) => Answer} Geocode */

/** How far a group reaches for the people of a place, from not at all to just for them. */
export const LEVELS = /** @type {const} */ (["none", "country", "nation", "wider", "own"]);
const COUNTRY = LEVELS.indexOf("country");
const NATION = LEVELS.indexOf("nation");
const WIDER = LEVELS.indexOf("wider");
const OWN = LEVELS.indexOf("own");

const MOST_NEAREST = 5;
const LONGEST_TOWN_NAME = 5;
const SHORTEST_WORD = 3;

export class SearchPlaces {
  /**
   * @param {IndexData} data
   * @param {JsonLoader} load
   */
  constructor(data, load) {
    this.load = load;
    this.size = data.names.length;
    /** @type {Map<number, Point>} */
    this.points = new Map();
    for (const [group, [north, east]] of Object.entries(data.points)) {
      this.points.set(Number(group), [north / 100, east / 100]);
    }
    /** @type {Map<string, SearchArea>} */
    this.areas = new Map();
    /** @type {Map<string, number[]>} */
    this.groups = new Map();
    for (const [ownId, title, kind, parent, names, covers, middle, groups] of data.areas) {
      const id = ownId || defaultId(title);
      this.groups.set(id, decodePostings(groups));
      this.areas.set(id, { id, title, kind, parent, names, covers, middle });
    }
    /** @type {Map<string, SearchArea>} */
    this.byName = new Map();
    // A name that two areas share is that of the first: so it is put in last.
    for (const area of [...this.areas.values()].reverse()) {
      for (const name of [...area.names, area.title, area.id]) {
        this.byName.set(nameKey(name), area);
      }
    }
    this.ambiguous = new Set(data.several);
    const words = [...this.byName.keys()].flatMap((name) => name.split(" "));
    this.words = new Set(words.filter((word) => word.length >= SHORTEST_WORD));
    /** @type {Promise<Geocode> | null} */
    this.loading = null;
  }

  /** @param {string} id of an area that there is */
  area(id) {
    const area = this.areas.get(id);
    if (!area) throw new RangeError(`There is no area ${id}`);
    return area;
  }

  /**
   * The area that has this name.
   * @param {string} name
   * @returns {SearchPlace | undefined}
   */
  named(name) {
    const key = nameKey(name);
    const area = this.byName.get(key);
    if (!area) return undefined;
    return { ...toPlace(area), isAmbiguous: this.ambiguous.has(key), name };
  }

  /**
   * The geocoder with its lists. It is loaded late: three quarters of all searches name an area,
   * which the main index knows, or no place, and the lists are as heavy as the whole search.
   */
  geocoder() {
    this.loading ??= this.loadGeocoder().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  /** @returns {Promise<Geocode>} */
  async loadGeocoder() {
    const [{ Geocoder }, places, districts] = await Promise.all([
      import("../places/geocoder.js"),
      this.load("places/places.json"),
      this.load("places/districts.json"),
    ]);
    const geocoder = new Geocoder({
      places: /** @type {PlacesData} */ (places),
      districts: /** @type {OutcodesData} */ (districts),
    });
    return (text, options) => geocoder.lookup(text, options);
  }

  /**
   * The place that somebody wrote into the box for it; or the choices; or why there is none.
   * @param {string} text
   * @returns {Promise<Resolved>}
   */
  async resolve(text) {
    const known = this.named(text);
    if (known && !known.isAmbiguous) return { place: known };
    const geocode = await this.geocoder();
    const answer = geocode(text);
    if (answer.kind === "found") return { place: this.fromMatch(answer) };
    const choices = answer.kind === "choices" ? answer.options : answer.suggestions;
    return { error: answer.sentence, choices };
  }

  /**
   * @param {PlaceMatch} found
   * @returns {SearchPlace}
   */
  fromMatch({ label, pages, area, point }) {
    const [{ id: page }] = pages;
    const within = this.areas.get(area ?? page) ?? this.councilOf(page);
    return { ...toPlace(within), page, title: label, point: point ?? within.middle };
  }

  /**
   * The council in the id of the page of a town.
   * @param {string} page
   */
  councilOf(page) {
    const ending = [...this.areas.values()].filter(({ id }) => page.endsWith(`-${id}`));
    return ending.sort((one, other) => other.id.length - one.id.length)[0];
  }

  /**
   * A town or postcode among the words of a text, one of which nobody else knows.
   * @param {string[]} words
   * @param {ParsedQuery} parsed
   * @returns {Promise<{place: SearchPlace, rest: string[]} | null>}
   */
  async townIn(words, { unknown }) {
    const unknownWords = new Set(unknown.map(({ text }) => text));
    const geocode = await this.geocoder();
    for (let length = Math.min(LONGEST_TOWN_NAME, words.length); length > 0; length -= 1) {
      for (let start = words.length - length; start >= 0; start -= 1) {
        const run = words.slice(start, start + length);
        if (!run.some((word) => unknownWords.has(word))) continue;
        const found = geocode(run.join(" "), { suggest: false });
        if (found.kind !== "found") continue;
        const rest = [...words.slice(0, start), ...words.slice(start + length)];
        return { place: this.fromMatch(found), rest };
      }
    }
    return null;
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

/**
 * @param {SearchArea} area
 * @returns {SearchPlace}
 */
function toPlace({ id, title, middle }) {
  return { area: id, page: id, title, point: middle };
}
