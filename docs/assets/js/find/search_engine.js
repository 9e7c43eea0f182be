/* The search: finds groups, and the pages about people, activities, places and things to read, by
   what somebody typed. */

import { loadOnce } from "../shared/load_once.js";
import { NOTHING_FOUND } from "./nothing_found.js";
import { GuideFinder } from "./guide_finder.js";
import { Library } from "./library.js";
import { Phrasebook } from "./phrasebook.js";
import { unpackWords } from "./postings.js";
import { QueryParser } from "./query_parser.js";
import { scoreGroups } from "./ranking.js";
import { Reach } from "./reach.js";
import { RequestReader } from "./request_reader.js";
import { ResultSelector } from "./result_selector.js";
import { RowLoader } from "./row_loader.js";
import { SearchIndex, readIndex } from "./search_index.js";
import { SearchPlaces } from "./search_places.js";
import { WorkPages } from "./work_pages.js";

/** @typedef {import("../places/answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./facets.js").FacetCounts} FacetCounts */
/** @typedef {import("./facets.js").Filters} Filters */
/** @typedef {import("./library_search.js").Reading} Reading */
/** @typedef {import("./identifiers.js").Identifier} Identifier */
/** @typedef {import("./search_places.js").PlaceQuestion} PlaceQuestion */
/** @typedef {import("./query_parser.js").ParsedQuery} ParsedQuery */
/** @typedef {import("./result_selector.js").GroupResult} GroupResult */
/** @typedef {import("./result_selector.js").Level} Level */
/** @typedef {import("./result_selector.js").PageResult} PageResult */
/** @typedef {import("./search_index.js").DeeperData} DeeperData */
/** @typedef {import("./search_index.js").IndexFile} IndexFile */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */
/** @typedef {import("./search_index.js").WordingData} WordingData */
/** @typedef {import("./search_index.js").TermsData} TermsData */
/** @typedef {import("./search_index.js").WorksData} WorksData */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */
/** @typedef {import("./search_state.js").Sort} Sort */

/**
 * @typedef {object} SearchRequest
 * @property {string} [text]
 * @property {string} [where] what stands in the box for the place
 * @property {Filters} [filters]
 * @property {Sort} [sort]
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
 * @property {string[]} unfamiliar words that were left out
 * @property {string[]} said what was put in place of words that are not ours
 * @property {string | null} shown the text as it may be shown, if not as it was typed
 * @property {SearchPlace | null} place
 * @property {PlaceQuestion | null} question which has to be answered first: then nothing is found
 * @property {PlaceMatch[]} placeChoices places that may be meant
 * @property {string} placeNote what there is to say about the place
 * @property {string} topic what is looked for, without the place
 * @property {Identifier["kind"]} [identifier] what the text was, if not words
 */

/**
 * The same without what there is to read: `readings` fetches that when the groups are there, for
 * they come first.
 * @typedef {SearchResponse & {readings: () => Promise<Reading[]>}} GroupsResponse
 */

const LONGEST_TEXT = 300;
// With fewer groups that have all words, the words of the records are looked at, too.
const ENOUGH_GROUPS = 3;
// Only a text like this may be a number or an address: five digits, or a sign of the web.
export const MAYBE_IDENTIFIER = /(?:\p{N}\P{N}{0,3}){5}|[@/]|\S\.\S/u;

export class SearchEngine {
  /**
   * @param {IndexFile} file the main index
   * @param {JsonLoader} load
   * @param {SearchIndex} [index] the same, unpacked
   * @param {SearchPlaces} [places]
   */
  constructor(
    file,
    load,
    index = new SearchIndex(readIndex(file)),
    places = new SearchPlaces(index.data, load),
  ) {
    this.data = index.data;
    this.load = load;
    this.index = index;
    this.places = places;
    this.reach = new Reach(this.data, this.places.areas);
    this.selector = new ResultSelector(this.index, this.reach);
    this.phrasebook = new Phrasebook();
    /** @type {WordingData | null} */
    this.wording = null;
    this.parser = this.makeParser();
    this.requests = new RequestReader(this);
    this.guides = new GuideFinder([], this.index.lists.links);
    this.pause = async () => {};
    /** What a text is read by: its words and terms. Loaded before the first one is read. */
    this.loadTerms = loadOnce(() => this.fetchTerms());
    this.rows = new RowLoader(this.data, load);
    this.library = new Library(this.data.library, load);
    this.loadWorkPages = loadOnce(async () => {
      const [data] = await Promise.all([load(this.data.works), this.loadTerms()]);
      return new WorkPages(/** @type {WorksData} */ (data), this.index.lists.stop);
    });
    // What reads numbers and addresses: most people type words.
    this.loadIdentifiers = loadOnce(async () => {
      const { IdentifierSearch } = await import("./identifier_search.js");
      const { identifiers, identifying } = this.data;
      return new IdentifierSearch(identifiers, identifying, load, this.selector);
    });
  }

  /**
   * The same in steps, so that the page can answer the reader between them.
   * @param {IndexFile} file
   * @param {JsonLoader} load
   * @param {() => Promise<void>} pause
   */
  static async open(file, load, pause) {
    await pause();
    const index = new SearchIndex(readIndex(file));
    await pause();
    const places = new SearchPlaces(index.data, load);
    await pause();
    const engine = new SearchEngine(file, load, index, places);
    engine.pause = pause;
    await pause();
    return engine;
  }

  makeParser() {
    return new QueryParser({
      vocabulary: this.index.vocabulary(this.places.words),
      concepts: this.index.concepts,
      lists: this.index.lists,
      alike: this.data.alike,
      implied: [this.data.implied, this.wording?.implied ?? {}],
      frequency: (word) => this.index.frequency(word),
      everyday: this.wording?.everyday.split(" "),
      joining: this.wording?.joining,
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
   * @returns {Promise<GroupsResponse>}
   */
  async findGroups(request) {
    const { text = "", where = "", filters = {}, sort = "", typing = false } = request;
    const { includeClosed = false } = request;
    const identified = await this.findIdentifier(text.slice(0, LONGEST_TEXT));
    if (identified) return identified;
    if (text.trim()) await this.loadTerms();
    const reading = await this.requests.read(text.slice(0, LONGEST_TEXT), where, typing);
    if (reading.question) {
      const { question, note, topic, shown } = reading;
      const placeChoices = question.choices;
      return { ...NOTHING_FOUND, question, placeChoices, placeNote: note, topic, shown };
    }
    const { place, words } = reading;
    const options = this.requests.parseOptions(reading, typing, text);
    let parsed = this.parser.parse(words, options);
    const reach = place ? this.reach.around(place) : null;
    const levels = reach?.levels ?? null;
    let scores = scoreGroups(this.index, parsed, levels);
    if (words.length && scores.complete < ENOUGH_GROUPS && !typing) {
      if (await this.loadDeeperWords()) {
        parsed = this.parser.parse(words, options);
        scores = scoreGroups(this.index, parsed, levels, true);
      }
    }
    const found = this.selector.select(parsed, scores, {
      place,
      reach,
      filters,
      sort,
      includeClosed,
    });
    const guides = this.guides.find(words);
    return {
      ...found,
      guides,
      readings: async () => {
        const readings = await this.library.find(words, parsed.allTokens, (word) =>
          this.index.lists.weight(word),
        );
        return readings.filter(({ address }) => address !== guides[0]?.address);
      },
      corrections: parsed.corrections.filter(([, used]) => !this.phrasebook.isHidden(used)),
      unfamiliar: parsed.unfamiliar,
      said: reading.said,
      shown: reading.shown,
      isAll: !parsed.tokens.length && !Object.values(filters).some(({ length }) => length),
      place,
      question: null,
      placeChoices: [],
      placeNote: reading.note,
      topic: reading.topic,
    };
  }

  /**
   * The groups that have the number or the address that a text is; null where it is none.
   * @param {string} text
   */
  async findIdentifier(text) {
    if (!MAYBE_IDENTIFIER.test(text)) return null;
    const identifiers = await this.loadIdentifiers();
    return identifiers.find(text);
  }

  /**
   * The pages about work and partners that were named.
   * @param {string} typed
   */
  async findWorkPages(typed) {
    const pages = await this.loadWorkPages();
    return pages.find(typed.slice(0, LONGEST_TEXT));
  }

  async fetchTerms() {
    this.index.addTerms(/** @type {TermsData} */ (await this.load(this.data.terms)));
    this.phrasebook.add(this.data.outdated, "outdated");
    this.guides = new GuideFinder(this.data.guides, this.index.lists.links);
    await this.pause();
    this.parser = this.makeParser();
    this.requests = new RequestReader(this);
  }

  /**
   * The words of the records besides names and summaries: loaded when the main index has too
   * little, which is seldom, for they are as heavy as all of it. Whether they could be had.
   */
  async loadDeeperWords() {
    if (this.index.deeperWords) return true;
    try {
      const { words } = /** @type {DeeperData} */ (await this.load(this.data.deeper));
      this.index.deeperWords = unpackWords(words);
    } catch {
      return false;
    }
    this.parser = this.makeParser();
    return true;
  }

  /**
   * Loads what may explain the words that the main index does not know: one of a record, of
   * another language or of every day is no misspelling. Whether there is more than before.
   * @param {ParsedQuery} parsed
   */
  async loadForUnknown({ allTokens, unknown }) {
    const isNew = allTokens.some(
      ({ text, isStopWord, isPlace }) => !isStopWord && !isPlace && !this.parser.knows(text),
    );
    const loaded = await Promise.all([
      isNew && !this.wording && this.loadWording(),
      unknown.length > 0 && !this.index.deeperWords && this.loadDeeperWords(),
    ]);
    return loaded.includes(true);
  }

  /** Whether it could be had. */
  async loadWording() {
    try {
      this.wording = /** @type {WordingData} */ (await this.load(this.data.wording));
    } catch {
      return false;
    }
    this.phrasebook.add(this.wording.foreign, "foreign");
    this.phrasebook.add(this.wording.short, "short");
    this.parser = this.makeParser();
    return true;
  }
}
