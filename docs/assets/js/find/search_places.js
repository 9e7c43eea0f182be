/* Where the search knows places: areas by their names from the main index, towns and postcodes from
   the gazetteer when they are first asked for. */

import { defaultId, nameKey } from "../shared/text.js";
import { readSpot } from "./reach.js";

/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("../shared/distance.js").Precision} Precision */
/** @typedef {import("../places/answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("../places/geocoder.js").Geocoder} Geocoder */
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
 * @property {Precision} precision what the middle stands for
 * @property {string} phrase the name in the middle of a sentence
 */

/**
 * A place as the search takes it.
 * @typedef {object} SearchPlace
 * @property {string} area the id of the area that it is or lies in
 * @property {string} page the id of the page that it leads to
 * @property {string} title
 * @property {string} phrase the name in the middle of a sentence
 * @property {Point | []} point
 * @property {Precision} precision what the point stands for
 * @property {string} town the key of the town that it is, or empty
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

const LONGEST_TOWN_NAME = 5;
const SHORTEST_WORD = 3;

export class SearchPlaces {
  /**
   * @param {IndexData} data
   * @param {JsonLoader} load
   */
  constructor(data, load) {
    this.load = load;
    /** @type {Map<string, SearchArea>} */
    this.areas = new Map();
    for (const [ownId, title, kind, parent, names, covers, middle] of data.areas) {
      const id = ownId || defaultId(title);
      const phrase = data.phrases[id] ?? title;
      /** @type {Pick<SearchArea, "middle" | "precision">} */
      let spot = { middle: [], precision: "wide" };
      if (middle.length) {
        const { point, precision } = readSpot(middle);
        spot = { middle: point, precision };
      }
      this.areas.set(id, { id, title, phrase, kind, parent, names, covers, ...spot });
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
    /** @type {Promise<Geocoder> | null} */
    this.loading = null;
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

  /** The areas are known: the rest of its lists comes piece by piece. */
  async loadGeocoder() {
    const [{ Geocoder }, { PlaceLists }] = await Promise.all([
      import("../places/geocoder.js"),
      import("../places/place_lists.js"),
    ]);
    const areas = [...this.areas.values()];
    return Geocoder.open(new PlaceLists((file) => this.load(`places/${file}`), areas));
  }

  /**
   * The place that somebody wrote into the box for it; or the choices; or why there is none.
   * @param {string} text
   * @returns {Promise<Resolved>}
   */
  async resolve(text) {
    const known = this.named(text);
    if (known && !known.isAmbiguous) return { place: known };
    const geocoder = await this.geocoder();
    const answer = await geocoder.lookup(text);
    if (answer.kind === "found") return { place: this.fromMatch(answer) };
    const choices = answer.kind === "choices" ? answer.options : answer.suggestions;
    return { error: answer.sentence, choices };
  }

  /**
   * @param {PlaceMatch} found
   * @returns {SearchPlace}
   */
  fromMatch({ name = "", label, pages, area, point }) {
    const [{ id: page }] = pages;
    const within = this.areas.get(area ?? page) ?? this.councilOf(page);
    if (within.id === page && !point && area) return toPlace(within);
    const place = { ...toPlace(within), page, title: label, phrase: name || label };
    if (point && name) return { ...place, point, precision: "town", town: nameKey(name) };
    // An outcode, or the point that somebody wrote.
    if (point) return { ...place, point, precision: "postcode-district", town: "" };
    return { ...place, precision: "council", town: "" };
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
    const geocoder = await this.geocoder();
    for (let length = Math.min(LONGEST_TOWN_NAME, words.length); length > 0; length -= 1) {
      for (let start = words.length - length; start >= 0; start -= 1) {
        const run = words.slice(start, start + length);
        if (!run.some((word) => unknownWords.has(word))) continue;
        const found = await geocoder.lookupKnown(run.join(" "));
        if (found?.kind !== "found") continue;
        const rest = [...words.slice(0, start), ...words.slice(start + length)];
        return { place: this.fromMatch(found), rest };
      }
    }
    return null;
  }
}

/**
 * @param {SearchArea} area
 * @returns {SearchPlace}
 */
function toPlace({ id, title, phrase, middle, precision }) {
  const town = precision === "town" ? nameKey(title) : "";
  return { area: id, page: id, title, phrase, point: middle, precision, town };
}
