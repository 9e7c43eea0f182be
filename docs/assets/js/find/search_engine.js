/* The search: finds groups, and the pages about people, activities, places and things to read, by
   what somebody typed. */

import { fold, foldedWords } from "../shared/text.js";
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
/** @typedef {import("./library_search.js").LibrarySearch} LibrarySearch */
/** @typedef {import("./query_parser.js").ParsedQuery} ParsedQuery */
/** @typedef {import("./result_selector.js").GroupResult} GroupResult */
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
 * @property {number} groupCount
 * @property {FacetCounts} counts
 * @property {boolean} isPartial whether no group has all words
 * @property {[typed: string, used: string][]} corrections
 * @property {SearchPlace | null} place
 * @property {PlaceMatch[] | undefined} placeChoices places that may be meant
 * @property {string | undefined} placeError why there is no place
 * @property {boolean} byLevel whether the results stand in order of their levels
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
   */
  constructor(data, load) {
    this.data = data;
    this.load = load;
    this.index = new SearchIndex(data);
    this.places = new SearchPlaces(data, load);
    this.reach = new Reach(data, this.places.areas);
    this.selector = new ResultSelector(this.index, this.reach);
    this.parser = this.makeParser();
    /** @type {Map<number, Row[]>} by the number of their file */
    this.loadedRows = new Map();
    /** @type {Promise<LibrarySearch | null> | null} */
    this.library = null;
    /** @type {Promise<WorksData> | null} */
    this.worksData = null;
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
   * @param {SearchRequest} request
   * @returns {Promise<SearchResponse>}
   */
  async find({ text = "", where = "", filters = {}, includeClosed = false, typing = false }) {
    const words = foldedWords(text.slice(0, LONGEST_TEXT)).slice(0, MOST_WORDS);
    // On its way while groups are looked for.
    if (words.length) this.loadLibrary();
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
    const levels = place ? this.reach.levels(place.area) : null;
    let scores = scoreGroups(this.index, parsed, levels);
    if (words.length && scores.complete < ENOUGH_GROUPS && !typing) {
      if (await this.loadDeeperWords()) {
        parsed = this.parseAgain(words, parsed, options);
        scores = scoreGroups(this.index, parsed, levels);
      }
    }
    const choices = typing ? undefined : await this.placeChoices(place);
    const found = this.selector.select(parsed, scores, levels, {
      place: resolved.place,
      filters,
      includeClosed,
    });
    const library = words.length ? await this.loadLibrary() : null;
    const readings = library?.find(words.join(" "), parsed.allTokens, wordWeight) ?? [];
    return {
      ...found,
      results: [...found.results, ...readings],
      pages: [...found.pages, ...readings],
      corrections: parsed.corrections,
      place,
      placeChoices: resolved.choices ?? choices,
      placeError: resolved.error,
      byLevel: resolved.place !== undefined,
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
   * What a result shows of these groups.
   * @param {number[]} groups
   * @returns {Promise<Row[]>}
   */
  async rows(groups) {
    const { shard, rows: start } = this.data;
    const numbers = new Set(groups.map((group) => Math.floor(group / shard)));
    await Promise.all(
      [...numbers].map(async (number) => {
        if (this.loadedRows.has(number)) return;
        const { rows } = /** @type {RowsData} */ (await this.load(`${start}${number}.json`));
        this.loadedRows.set(number, rows);
      }),
    );
    return groups.flatMap((group) => {
      const row = this.loadedRows.get(Math.floor(group / shard))?.[group % shard];
      return row ? [row] : [];
    });
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

  /** What finds things in the library; null where it cannot be had, and then it is tried again. */
  loadLibrary() {
    this.library ??= this.fetchLibrary().catch(() => {
      this.library = null;
      return null;
    });
    return this.library;
  }

  /** Loaded late: who only chooses filters or a place needs neither the script nor the list. */
  async fetchLibrary() {
    const [script, data] = await Promise.all([
      import("./library_search.js"),
      this.load(this.data.library),
    ]);
    return new script.LibrarySearch(/** @type {LibraryData} */ (data));
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
