/* Where the search knows places: areas by their names from the main index, towns and postcodes from
   the gazetteer when they are first asked for. */

import { loadOnce } from "../shared/load_once.js";
import { defaultId, nameKey } from "../shared/text.js";
import { readSpot } from "./reach.js";

/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("../shared/distance.js").Precision} Precision */
/** @typedef {import("../places/answers.js").Answer} Answer */
/** @typedef {import("../places/answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./search_index.js").IndexData} IndexData */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */

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
 */

/**
 * What only the reader can answer.
 * @typedef {object} PlaceQuestion
 * @property {string} sentence asks which place is meant, or says why there is none; empty where the
 *   list of places cannot be had
 * @property {PlaceMatch[]} choices
 * @property {boolean} isNearMe whether the place of the device would answer it
 */

/**
 * What a box says of a place: the place, or a question, or a word about it.
 * @typedef {object} Finding
 * @property {SearchPlace} [place]
 * @property {PlaceQuestion} [question]
 * @property {string} [note] what there is to say about it
 */

/**
 * Where the lists of places cannot be had.
 * @type {PlaceQuestion}
 */
export const LOST = { sentence: "", choices: [], isNearMe: false };

const SHORTEST_WORD = 3;
/** Some browsers never ask again for a script that did not arrive: the next time it is another. */
let retryVersion = new URL(import.meta.url).search;

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
    this.nearMe = new RegExp(`^(?:${data.near_me})$`);
    /** Patterns of what may be a postcode, and words that only look like one. */
    this.codePatterns = data.postcodes;
    this.notPostcodes = data.not_postcodes;
    /** Names that the gazetteer has to answer, though an area may have them, too. */
    this.lookUp = new Set(data.look_up);
    /** Names of places whose words the index has, too, and ordinary words that are such names. */
    this.placeNames = new Set(data.place_names);
    this.placeStarts = new Set(data.place_names.map((name) => name.split(" ")[0]));
    this.ordinaryWords = new Set(data.ordinary);
    const words = [...this.byName.keys()].flatMap((name) => name.split(" "));
    this.words = new Set(words.filter((word) => word.length >= SHORTEST_WORD));
    /**
     * The geocoder with its lists. It is loaded late: three quarters of all searches name an area,
     * which the main index knows, or no place, and the lists are as heavy as the whole search.
     */
    this.geocoder = loadOnce(() => this.loadGeocoder());
  }

  /**
   * The area that has this name, where that is no question.
   * @param {string} name
   * @returns {SearchPlace | undefined}
   */
  named(name) {
    const key = nameKey(name);
    const area = this.byName.get(key);
    return area && !this.lookUp.has(key) ? toPlace(area) : undefined;
  }

  /**
   * Whether a place has this name, though the index knows its words.
   * @param {string} name
   */
  hasPlace(name) {
    return this.placeNames.has(nameKey(name));
  }

  /**
   * Whether an area has this name, though a town may have it, too.
   * @param {string} name
   */
  isArea(name) {
    return this.byName.has(nameKey(name));
  }

  /**
   * Whether only the gazetteer can tell which place has this name.
   * @param {string} name
   */
  needsGazetteer(name) {
    return this.lookUp.has(nameKey(name));
  }

  /**
   * Whether words among others say where the reader is.
   * @param {string} words folded
   */
  saysNearMe(words) {
    return this.nearMe.test(words);
  }

  /**
   * Whether a place is the whole country.
   * @param {SearchPlace} place
   */
  isCountry({ area }) {
    return !this.areas.get(area)?.parent;
  }

  /** The areas are known: the rest of its lists comes piece by piece. */
  async loadGeocoder() {
    try {
      /** @type {typeof import("../places/geocoder.js")} */
      const { Geocoder } = await import(`../places/geocoder.js${retryVersion}`);
      return await Geocoder.open((file) => this.load(`places/${file}`), [...this.areas.values()]);
    } catch (error) {
      retryVersion += "&";
      throw error;
    }
  }

  /**
   * The whole text of the box for the place.
   * @param {string} where
   * @returns {Promise<Finding>}
   */
  async resolve(where) {
    const place = this.named(where);
    if (place) return { place };
    try {
      const geocoder = await this.geocoder();
      return this.findingOf(await geocoder.lookup(where), true);
    } catch {
      return { question: LOST };
    }
  }

  /**
   * What an answer of the geocoder says. Where it is not alone, only a place or a choice counts,
   * and what is known to lie outside of the country.
   * @param {Answer | null} answer
   * @param {boolean} isAlone whether an answer of no place counts
   * @returns {Finding}
   */
  findingOf(answer, isAlone) {
    if (!answer) return {};
    if (answer.kind === "found") return { place: this.fromMatch(answer) };
    const { sentence: note } = answer;
    const choices = answer.kind === "choices" ? answer.options : answer.suggestions;
    const question = { sentence: note, choices, isNearMe: false };
    if (answer.kind === "choices") return { question };
    // A postcode of an area whose districts are not open data.
    if (answer.problem && choices.length) {
      return { place: this.fromMatch(choices[0]), note };
    }
    if (isAlone) return { question: { ...question, isNearMe: Boolean(answer.isNearMe) } };
    return answer.problem ? { note } : {};
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
}

/**
 * @param {SearchArea} area
 * @returns {SearchPlace}
 */
function toPlace({ id, title, phrase, middle, precision }) {
  const town = precision === "town" ? nameKey(title) : "";
  return { area: id, page: id, title, phrase, point: middle, precision, town };
}
