/* The main index of the search, unpacked: the names, words, towns and facets of all groups. */

import { fold, defaultId } from "../shared/text.js";
import { decodePostings, unpackWords } from "./postings.js";
import { Vocabulary } from "./vocabulary.js";
import { WordLists } from "./word_lists.js";

/** @typedef {import("../shared/messages.js").PluralForms} PluralForms */
/** @typedef {import("./concept_finder.js").Concept} Concept */
/** @typedef {import("./word_lists.js").ListsData} ListsData */

/**
 * A point in hundredths of a degree, then what it stands for: 1 a town, 2 a council, 3 a wider area,
 * 4 an office; else an outcode.
 * @typedef {[latitude: number, longitude: number, precision?: number]} SpotEntry
 */

/**
 * The words of the page of the search.
 * @typedef {object} FindWords
 * @property {PluralForms} results
 * @property {PluralForms} all
 * @property {string} near
 * @property {string} in
 * @property {string} some
 * @property {string} instead
 * @property {string} read_as
 * @property {PluralForms} unfamiliar
 * @property {Record<string, string>} kinds
 * @property {string} things
 * @property {string} guide
 * @property {Record<string, string>} levels
 * @property {Record<"wider" | "near" | "far" | "known", string>} none that none is local
 * @property {string} nothing
 * @property {{number: string, web: string, email: string}} unheard
 * @property {string} drop
 * @property {string} anywhere
 * @property {string} tell
 * @property {string} browse
 * @property {string} remove
 * @property {string} chosen
 * @property {string} unknown
 * @property {string} more
 * @property {string} empty
 * @property {PluralForms} filters
 * @property {PluralForms} show
 * @property {PluralForms} print
 * @property {PluralForms} print_loading
 * @property {string} print_part
 * @property {PlaceWords} place
 */

/**
 * What is said where the search has to know first which place is meant.
 * @typedef {object} PlaceWords
 * @property {string} which
 * @property {string} unknown
 * @property {string} here
 * @property {string} lost
 * @property {string} lost_text
 * @property {string} ways
 * @property {string} everywhere
 * @property {string} list
 */

/**
 * What is in the file of the main index; ulo/site says how it is made. Groups have numbers, in the
 * order of their names; lists of groups are packed.
 * @typedef {object} IndexData
 * @property {number} shard how many groups share a file of rows
 * @property {string} rows the start of the addresses of these files
 * @property {string} terms the address of the words and terms
 * @property {string} deeper the address of the words of the records
 * @property {string} wording the address of what people type
 * @property {string} works the address of the pages about work and partners
 * @property {string} library the address of what there is to read
 * @property {string} identifiers the address of the numbers and addresses of groups
 * @property {import("./identifiers.js").IdentifierForms} identifying how they are read
 * @property {Record<string, string>} slugs those that differ from what a name gives
 * @property {string[]} names
 * @property {Record<string, string>} titles those that differ from the name
 * @property {Record<string, string[]>} also other names
 * @property {Record<string, string>} towns
 * @property {Record<string, SpotEntry>} points
 * @property {Record<string, Record<string, string>>} facets
 * @property {PackedWords} words those of the summaries
 * @property {[facet: string, id: string, phrases: string[]][]} concepts
 * @property {Partial<ListsData>} lists words that say little
 * @property {string[][]} alike words that mean the same
 * @property {Record<string, string[]>} implied what is found besides what is typed
 * @property {Record<string, string[]>} outdated words that are read as others and never shown
 * @property {[id: string, title: string, kind: string, parent: string, names: string[],
 *   covers: string[], middle: SpotEntry | [], groups: string][]} areas
 * @property {Record<string, string>} phrases the names of areas in the middle of a sentence
 * @property {string[]} look_up names that the gazetteer has to answer
 * @property {string[]} ordinary words that are also names of places
 * @property {string} near_me a pattern for words that say where the reader is
 * @property {string[]} not_postcodes words that look like postcodes
 * @property {string[]} postcodes patterns of what may be one; see postcode_reader.js
 * @property {string[]} place_names names of places whose words the index has, too
 * @property {[address: string, title: string][]} pages
 * @property {[address: string, title: string, ...asked: string[]][]} guides
 * @property {FindWords} say
 * @property {PluralForms} groups
 * @property {{here: string, miles: PluralForms, per_mile?: number}} far the words for distances, and
 *   how many of their units a mile has, if it is none itself
 */

/**
 * The same as it is sent: a group's name, town and other names stand together, for what is alike is
 * packed best where it is near.
 * @typedef {Omit<IndexData, "names" | "also" | "towns" | keyof TermsData> & {
 *   named: [name: string, town: string, ...otherNames: string[]][]}} IndexFile
 */

/**
 * What comes when something is typed. Until then there is none of it.
 * @typedef {Pick<IndexData,
 *   "words" | "concepts" | "lists" | "alike" | "implied" | "outdated" | "guides">} TermsData
 */

/**
 * What is in the file of the library: for each guide its address, its title and words; for each
 * explained word its id, the word and other names; for each resource its id, title and words.
 * @typedef {object} LibraryData
 * @property {[address: string, title: string, words: string][]} guides
 * @property {[id: string, term: string, otherNames: string[]][]} words
 * @property {[id: string, title: string, words: string][]} resources
 * @property {Record<string, string>} [folders] where words and resources are, if not in this language
 */

/**
 * What a result shows of a group.
 * @typedef {[summary: string, freshness: string, freshnessText: string, where: string,
 *   contact: string, ...ways: string[]]} Row
 */

/** @typedef {[words: string, postings: string]} PackedWords */
/** @typedef {{words: PackedWords}} DeeperData */
/**
 * What is wanted where somebody types a word that the main index does not know: more of what is
 * found besides, words of other languages, short forms, what only joins these, everyday words.
 * @typedef {{implied: Record<string, string[]>, foreign: Record<string, string[]>,
 *   short: Record<string, string[]>, joining: string[], everyday: string}} WordingData
 */
/**
 * The lists of work by its kinds, by partners and by kinds of partners, and the lists of each kind
 * of work with each kind of partner, after the addresses of the two lists that they are a part of.
 * @typedef {object} WorksData
 * @property {[address: string, title: string, ...phrases: string[]][]} works
 * @property {[kind: string, partners: string, address: string, title: string][]} crossings
 */
/** @typedef {{rows: Row[]}} RowsData */

/**
 * Loads the file at an address from the top of the site.
 * @typedef {(address: string) => Promise<unknown>} JsonLoader
 */

/** @typedef {Map<string, string | number[]>} Postings words with their groups, packed or not */

/** @type {TermsData} */
const NO_TERMS = {
  words: ["", ""],
  concepts: [],
  lists: {},
  alike: [],
  implied: {},
  outdated: {},
  guides: [],
};

/**
 * The main index as the search uses it.
 * @param {IndexFile} file
 * @returns {IndexData}
 */
export function readIndex({ named, ...data }) {
  /** @type {Pick<IndexData, "names" | "also" | "towns">} */
  const read = { names: [], also: {}, towns: {} };
  named.forEach(([name, town, ...others], group) => {
    read.names.push(name);
    if (town) read.towns[group] = town;
    if (others.length) read.also[group] = others;
  });
  return { ...data, ...read, ...NO_TERMS };
}

export class SearchIndex {
  /** @param {IndexData} data */
  constructor(data) {
    this.data = data;
    this.size = data.names.length;
    /** @type {Record<string, Map<string, number[]>>} by facet and choice */
    this.facets = {};
    for (const [facet, choices] of Object.entries(data.facets)) {
      const unpacked = Object.entries(choices).map(
        ([choice, packed]) => /** @type {const} */ ([choice, decodePostings(packed)]),
      );
      this.facets[facet] = new Map(unpacked);
    }
    this.closed = new Uint8Array(this.size);
    for (const group of this.withFreshness("closed")) this.closed[group] = 1;
    /** Every name of every group, split into words. */
    this.names = data.names.flatMap((name, group) =>
      [name, ...(data.also[group] ?? [])].map((text) => ({ group, words: fold(text).split(" ") })),
    );
    /** @type {Map<string, number[]>} the numbers of the names that have a word */
    this.nameWords = new Map();
    /** @type {Map<string, number[]>} the groups that have a name when written without spaces */
    this.joinedNames = new Map();
    this.names.forEach(({ group, words }, entry) => {
      for (const word of new Set(words)) append(this.nameWords, word, entry);
      append(this.joinedNames, words.join(""), group);
    });
    this.joinedVocabulary = new Vocabulary(this.joinedNames.keys());
    /** @type {Postings} */
    this.summaryWords = new Map();
    /** @type {Concept[]} */
    this.concepts = [];
    this.lists = new WordLists(data.lists);
    /** @type {Postings | null} the words of the records besides names and summaries */
    this.deeperWords = null;
    /** @type {Map<string, number[]>} */
    this.townWords = new Map();
    for (const [group, town] of Object.entries(data.towns)) {
      for (const word of fold(town).split(" ")) append(this.townWords, word, Number(group));
    }
  }

  /** @param {TermsData} terms */
  addTerms(terms) {
    Object.assign(this.data, terms);
    this.summaryWords = unpackWords(terms.words);
    this.lists = new WordLists(terms.lists);
    this.concepts = terms.concepts.map(([facet, id, phrases]) => ({
      facet,
      id,
      title: phrases[0],
      phrases: phrases.map((phrase) => fold(phrase).split(" ")),
      groups: this.facets[facet].get(id) ?? [],
    }));
  }

  /**
   * The id of a group in addresses.
   * @param {number} group
   */
  slug(group) {
    return this.data.slugs[group] ?? defaultId(this.data.names[group]);
  }

  /** @param {string} freshness */
  withFreshness(freshness) {
    return this.facets.fresh.get(freshness) ?? [];
  }

  /**
   * All words that are known.
   * @param {Iterable<string>} more
   */
  vocabulary(more) {
    const words = new Set([
      ...this.nameWords.keys(),
      ...this.summaryWords.keys(),
      ...this.townWords.keys(),
      ...(this.deeperWords?.keys() ?? []),
      ...this.concepts.flatMap(({ phrases }) => phrases.flat()),
      ...more,
    ]);
    return new Vocabulary(words);
  }

  /**
   * How common a word is. This decides between two that are as near to a misspelt one.
   * @param {string} word
   */
  frequency(word) {
    const lists = [this.nameWords, this.summaryWords, this.deeperWords];
    return lists.reduce((sum, words) => sum + (words?.get(word)?.length ?? 0), 0);
  }
}

/**
 * @param {Map<string, number[]>} lists
 * @param {string} key
 * @param {number} number
 */
function append(lists, key, number) {
  const list = lists.get(key);
  if (list) list.push(number);
  else lists.set(key, [number]);
}

/**
 * The groups that have a word; their list is unpacked when it is first needed.
 * @param {Postings | null} postings
 * @param {string} word
 */
export function groupsWith(postings, word) {
  const groups = postings?.get(word);
  if (typeof groups !== "string") return groups;
  const unpacked = decodePostings(groups);
  postings?.set(word, unpacked);
  return unpacked;
}
