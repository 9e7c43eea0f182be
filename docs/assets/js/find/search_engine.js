/* The search: finds groups, and the pages about people, activities, places and things to read, by
   what somebody typed. */

import { fold, foldedWords } from "../shared/text.js";
import { GuideFinder } from "./guide_finder.js";
import { LibrarySearch } from "./library_search.js";
import { QueryParser } from "./query_parser.js";
import { scoreGroups } from "./ranking.js";
import { Reach } from "./reach.js";
import { ResultSelector } from "./result_selector.js";
import { SearchIndex } from "./search_index.js";
import { SearchPlaces } from "./search_places.js";
import { wordWeight } from "./word_lists.js";

/** @typedef {import("../places/answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./facets.js").FacetCounts} FacetCounts */
/** @typedef {import("./facets.js").Filters} Filters */
/** @typedef {import("./library_search.js").Reading} Reading */
/** @typedef {import("./query_parser.js").ParsedQuery} ParsedQuery */
/** @typedef {import("./result_selector.js").GroupResult} GroupResult */
/** @typedef {import("./result_selector.js").Level} Level */
/** @typedef {import("./result_selector.js").PageResult} PageResult */
/** @typedef {import("./search_index.js").DeeperData} DeeperData */
/** @typedef {import("./search_index.js").IndexData} IndexData */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */
/** @typedef {import("./search_index.js").LibraryData} LibraryData */
/** @typedef {import("./search_index.js").Row} Row */
/** @typedef {import("./search_index.js").RowsData} RowsData */
/** @typedef {import("./search_index.js").WorksData} WorksData */
/** @typedef {import("./search_places.js").Resolved} Resolved */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */

/**
 * @typedef {object} SearchRequest
 * @property {string} [text]
 * @property {string} [where] what stands in the box for the place
 * @property {Filters} [filters]
 * @property {boolean} [includeClosed] whether to find groups that have closed
 * @property {boolean} [typing] whether the reader may still be typing the last word
 */

/**
 * @typedef {object} SearchResponse
 * @property {(GroupResult | PageResult)[]} results best first, what is in the library last
 * @property {PageResult[]} pages
 * @property {PageResult[]} guides the one that is asked for, or none
 * @property {number} groupCount how many groups are among the results
 * @property {Partial<Record<Level, number>>} levelCounts how many of each level, where there is a place
 * @property {boolean} isNoneLocal whether none of them is just for people of the place
 * @property {boolean} isAll whether nothing but perhaps a place was asked for
 * @property {FacetCounts} counts
 * @property {boolean} isPartial whether no group has all words
 * @property {[typed: string, used: string][]} corrections
 * @property {SearchPlace | null} place
 * @property {PlaceMatch[] | undefined} placeChoices places that may be meant
 * @property {string | undefined} placeError why there is no place
 */

const LONGEST_TEXT = 300;
const MOST_WORDS = 14;
const MOST_WORK_PAGES = 3;
// With fewer groups that have all words, the words of the records are looked at, too.
const ENOUGH_GROUPS = 3;

export class SearchEngine {
  /**
   * @param {IndexData} data the main index
   * @param {JsonLoader} load
   * @param {SearchIndex} [index] the same, unpacked
   * @param {SearchPlaces} [places]
   */
  constructor(data, load, index = new SearchIndex(data), places = new SearchPlaces(data, load)) {
    this.data = data;
    this.load = load;
    this.index = index;
    this.places = places;
    this.reach = new Reach(data, this.places.areas);
    this.selector = new ResultSelector(this.index, this.reach);
    this.parser = this.makeParser();
    this.guides = new GuideFinder(data.guides);
    /** @type {Map<number, Promise<RowsData>>} by the number of their file */
    this.loadedRows = new Map();
    /** @type {Promise<LibrarySearch | null> | null} */
    this.library = null;
    /** @type {Promise<WorksData> | null} */
    this.worksData = null;
  }

  /**
   * The same in steps, so that the page can answer the reader between them.
   * @param {IndexData} data
   * @param {JsonLoader} load
   * @param {() => Promise<void>} pause
   */
  static async open(data, load, pause) {
    await pause();
    const index = new SearchIndex(data);
    await pause();
    const places = new SearchPlaces(data, load);
    await pause();
    const engine = new SearchEngine(data, load, index, places);
    await pause();
    return engine;
  }

  makeParser() {
    return new QueryParser({
      vocabulary: this.index.vocabulary(this.places.words),
      concepts: this.index.concepts,
      places: this.places,
      synonyms: this.data.alike,
      frequency: (word) => this.index.frequency(word),
    });
  }

  /**
   * Everything that there is for a text, what is in the library with it.
   * @param {SearchRequest} request
   * @returns {Promise<SearchResponse>}
   */
  async find(request) {
    const found = await this.findGroups(request);
    const readings = await found.readings();
    return {
      ...found,
      results: [...found.results, ...found.guides, ...readings],
      pages: [...found.guides, ...found.pages, ...readings],
    };
  }

  /**
   * The groups, and the pages that the main index knows.
   * @param {SearchRequest} request
   * @returns {Promise<SearchResponse & {readings: () => Promise<Reading[]>}>} `readings` fetches
   *   what is in the library: it is asked for when the groups are there, for they come first
   */
  async findGroups({ text = "", where = "", filters = {}, includeClosed = false, typing = false }) {
    const words = foldedWords(text.slice(0, LONGEST_TEXT)).slice(0, MOST_WORDS);
    /** @type {Resolved} */
    const resolved = where.trim() ? await this.places.resolve(where) : {};
    const findPlace = !resolved.place;
    const options = { typing, findPlace, acronyms: acronymsIn(text) };
    let parsed = this.parser.parse(words, options);
    // A town that is written right is meant before an area whose name only looks like it.
    if (findPlace && parsed.unknown.length && !typing) {
      const town = await this.places.townIn(words, parsed).catch(() => null);
      if (town) {
        const rest = this.parser.parse(town.rest, { ...options, findPlace: false });
        parsed = this.parser.withPlace(rest, town.place, words);
      }
    }
    const place = resolved.place ?? parsed.place;
    const reach = place ? this.reach.around(place) : null;
    const levels = reach?.levels ?? null;
    let scores = scoreGroups(this.index, parsed, levels);
    if (words.length && scores.complete < ENOUGH_GROUPS && !typing) {
      if (await this.loadDeeperWords()) {
        parsed = this.parseAgain(words, parsed, options);
        scores = scoreGroups(this.index, parsed, levels);
      }
    }
    const choices = typing ? undefined : await this.placeChoices(place);
    const found = this.selector.select(parsed, scores, { place, reach, filters, includeClosed });
    const guides = this.guides.find(words);
    return {
      ...found,
      guides,
      readings: async () => {
        const readings = await this.findReadings(words, parsed);
        return readings.filter(({ address }) => address !== guides[0]?.address);
      },
      corrections: parsed.corrections,
      isAll: !parsed.tokens.length && !Object.values(filters).some(({ length }) => length),
      place,
      placeChoices: resolved.choices ?? choices,
      placeError: resolved.error,
    };
  }

  /**
   * The same words, now that more are known.
   * @param {string[]} words
   * @param {ParsedQuery} parsed
   * @param {import("./query_parser.js").ParseOptions} options
   */
  parseAgain(words, { rest, place }, options) {
    if (!rest || !place) return this.parser.parse(words, options);
    const again = this.parser.parse(rest, { ...options, findPlace: false });
    return this.parser.withPlace(again, place, words);
  }

  /**
   * One of several places of its name was taken; the reader is asked which.
   * @param {SearchPlace | null} place
   */
  async placeChoices(place) {
    if (!place?.isAmbiguous || place.name === undefined) return undefined;
    const resolved = await this.places.resolve(place.name).catch(() => null);
    return resolved?.choices;
  }

  /**
   * The pages about a kind of work or a partner that was named: alone, or in several words among
   * others.
   * @param {string} typed
   * @returns {Promise<PageResult[]>}
   */
  async findWorkPages(typed) {
    this.worksData ??= /** @type {Promise<WorksData>} */ (this.load(this.data.works));
    const { works } = await this.worksData;
    const text = fold(typed.slice(0, LONGEST_TEXT));
    /** @param {string} phrase */
    const isNamed = (phrase) =>
      phrase === text || (phrase.includes(" ") && ` ${text} `.includes(` ${phrase} `));
    return works
      .filter(([, , ...phrases]) => phrases.some(isNamed))
      .slice(0, MOST_WORK_PAGES)
      .map(([address, title]) => ({ kind: "work", address, title }));
  }

  /**
   * What a result shows of a group.
   * @param {number} group
   * @returns {Promise<Row>}
   */
  async row(group) {
    const { shard, rows: start } = this.data;
    const number = Math.floor(group / shard);
    let loading = this.loadedRows.get(number);
    if (!loading) {
      loading = /** @type {Promise<RowsData>} */ (this.load(`${start}${number}.json`));
      this.loadedRows.set(number, loading);
      // The next one who asks tries again.
      loading.catch(() => this.loadedRows.delete(number));
    }
    const { rows } = await loading;
    return rows[group % shard];
  }

  /**
   * The words of the records besides names and summaries: loaded when the main index has too
   * little, which is seldom, for they are as heavy as all of it. Whether they could be had.
   */
  async loadDeeperWords() {
    if (this.index.deeperWords) return true;
    try {
      const { words } = /** @type {DeeperData} */ (await this.load(this.data.deeper));
      this.index.deeperWords = new Map(Object.entries(words));
    } catch {
      return false;
    }
    this.parser = this.makeParser();
    return true;
  }

  /**
   * What there is to read about a text; nothing where the library cannot be had, and then it is
   * tried again.
   * @param {string[]} words
   * @param {ParsedQuery} parsed
   * @returns {Promise<Reading[]>}
   */
  async findReadings(words, { allTokens }) {
    if (!words.length) return [];
    this.library ??= this.loadLibrary().catch(() => {
      this.library = null;
      return null;
    });
    const library = await this.library;
    return library?.find(words.join(" "), allTokens, wordWeight) ?? [];
  }

  /** @returns {Promise<LibrarySearch | null>} */
  async loadLibrary() {
    const data = await this.load(this.data.library);
    return new LibrarySearch(/** @type {LibraryData} */ (data));
  }
}

/**
 * What is in capitals in a text that is not: a name, such as ME, AA or PIP. Folded.
 * @param {string} text
 * @returns {Set<string>}
 */
function acronymsIn(text) {
  if (!/\p{Ll}/u.test(text)) return new Set();
  const words = text.match(/\p{L}+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 1 && word === word.toUpperCase()).map(fold));
}
