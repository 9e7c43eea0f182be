/* The part of the search that finds what there is to read: our guides, words that are explained,
   and the films and reports of the library. Its list is one small file, which is fetched when
   something is first looked for. */

import { fold, foldedWords, stem } from "../shared/text.js";
import { Vocabulary, allowedSlips } from "./vocabulary.js";

/** @typedef {import("./query_parser.js").Token} Token */
/** @typedef {import("./search_index.js").LibraryData} LibraryData */
/** @typedef {{kind: "guide" | "word" | "resource", address: string, title: string}} Reading */

/**
 * @typedef {object} Entry
 * @property {Reading} reading
 * @property {string[]} names folded
 * @property {Set<string>} titleStems
 * @property {Set<string>} otherStems
 */

// How many of each are shown: they stand above the groups, which most people look for.
const MOST_SHOWN = { guide: 2, word: 2, resource: 3 };
// What a word counts for in a title, and elsewhere.
const TITLE_WEIGHT = 3;
const OTHER_WEIGHT = 1;
const EXACT_NAME_SCORE = 1000;

export class LibrarySearch {
  /** @param {LibraryData} data */
  constructor({ guides, words, resources }) {
    this.entries = [
      ...guides.map(([address, title, more]) => makeEntry("guide", address, title, [], more)),
      ...words.map(([id, term, otherNames]) =>
        makeEntry("word", `words/#word-${id}`, term, otherNames, ""),
      ),
      ...resources.map(([id, title, more]) =>
        makeEntry("resource", `resources/${id}/`, title, [], more),
      ),
    ];
    const texts = [
      ...words.flatMap(([, term, otherNames]) => [term, ...otherNames]),
      ...[...guides, ...resources].flatMap(([, title, more]) => [title, more]),
    ];
    this.vocabulary = new Vocabulary(new Set(texts.flatMap((text) => fold(text).split(" "))));
  }

  /**
   * What there is to read about a text, best first.
   * @param {string} text what was typed, folded
   * @param {Token[]} tokens its words
   * @param {(word: string) => number} weight what a word counts for
   */
  find(text, tokens, weight) {
    const telling = tokens.filter((token) => !token.isStopWord && !token.isPlace);
    const wanted = (telling.length ? telling : tokens).map((token) => ({
      isNeeded: weight(token.text) === 1,
      ...this.matches([token.text, ...token.synonyms]),
    }));
    const needed = wanted.filter(({ isNeeded }) => isNeeded);
    /** @type {Record<Reading["kind"], {score: number, reading: Reading}[]>} */
    const found = { guide: [], word: [], resource: [] };
    for (const entry of this.entries) {
      const isName = entry.names.includes(text);
      const hasAll = (needed.length ? needed : wanted).every(({ entries }) => entries.has(entry));
      if (!isName && (!hasAll || isPartOfName(entry, wanted.length))) continue;
      const score = wanted.reduce(
        (sum, { entries, rarity }) => sum + (entries.get(entry) ?? 0) * rarity,
        isName ? EXACT_NAME_SCORE : 0,
      );
      found[entry.reading.kind].push({ score, reading: entry.reading });
    }
    return Object.entries(MOST_SHOWN).flatMap(([kind, most]) =>
      found[/** @type {Reading["kind"]} */ (kind)]
        .sort((one, other) => other.score - one.score)
        .slice(0, most)
        .map(({ reading }) => reading),
    );
  }

  /**
   * The entries that have a form of a word or of one that means the same, or else of those that
   * are nearest to it in spelling; and how rare that is.
   * @param {string[]} words the word, and those that mean the same
   */
  matches([word, ...synonyms]) {
    let entries = this.withStems([word, ...synonyms]);
    if (!entries.size) {
      const near = this.vocabulary.nearest(word, allowedSlips(word));
      entries = this.withStems(near.map(([other]) => other));
    }
    return { entries, rarity: Math.log(1 + this.entries.length / (entries.size || 1)) };
  }

  /**
   * The entries that have a form of one of these words, and what it counts for where it stands.
   * @param {string[]} words
   */
  withStems(words) {
    /** @type {Map<Entry, number>} */
    const entries = new Map();
    const wanted = words.map(stem);
    for (const entry of this.entries) {
      if (wanted.some((root) => entry.titleStems.has(root))) entries.set(entry, TITLE_WEIGHT);
      else if (wanted.some((root) => entry.otherStems.has(root))) entries.set(entry, OTHER_WEIGHT);
    }
    return entries;
  }
}

/**
 * Of an explained word, all that was looked for has to be its name: "support" alone is not peer
 * support.
 * @param {Entry} entry
 * @param {number} count of the words that were looked for
 */
function isPartOfName({ reading, names }, count) {
  return (
    reading.kind === "word" && count < Math.min(...names.map((name) => name.split(" ").length))
  );
}

/**
 * @param {Reading["kind"]} kind
 * @param {string} address
 * @param {string} title
 * @param {string[]} otherNames
 * @param {string} more what else it is found by
 * @returns {Entry}
 */
function makeEntry(kind, address, title, otherNames, more) {
  const names = [title, ...otherNames];
  return {
    reading: { kind, address, title },
    names: names.map(fold),
    titleStems: stems(names.join(" ")),
    otherStems: stems(more),
  };
}

/** @param {string} text */
const stems = (text) => new Set(foldedWords(text).map(stem));
