/* The part of the search that finds what there is to read: our guides, words that are explained,
   and the films and reports of the library. Its list is one small file, which is fetched when
   something is first looked for. */

import { fold, foldedWords } from "../shared/text.js";
import { stem } from "../shared/word_forms.js";
import { Vocabulary, allowedSlips } from "./vocabulary.js";

/** @typedef {import("./query_parser.js").Token} Token */
/** @typedef {import("./search_index.js").LibraryData} LibraryData */
/** @typedef {{kind: "guide" | "word" | "resource", address: string, title: string}} Reading */

/**
 * @typedef {object} Entry
 * @property {Reading} reading
 * @property {string[]} names folded
 * @property {string[][]} nameStems those of the words of each name
 * @property {Set<string>} titleStems
 * @property {Set<string>} otherStems
 */

/**
 * A word that was looked for.
 * @typedef {object} Wanted
 * @property {Map<Entry, number>} entries those that have it, and what it counts for there
 * @property {number} value what it tells: the rarer, the more
 * @property {boolean} isTelling
 * @property {string[]} roots the stems that stand for it, without those of other words for the same
 */

const MOST_SHOWN = 3;
// What a word counts for in a title, and elsewhere; and another word for the same.
const TITLE_WEIGHT = 3;
const OTHER_WEIGHT = 1;
const ALIKE_WEIGHT = 0.5;
const EXACT_NAME_SCORE = 1000;
// Of what all words tell, those that an entry has tell at least this part, and there are two of
// them where there are two.
const LEAST_SHARE = 0.6;
const LEAST_WORDS = 2;

export class LibrarySearch {
  /** @param {LibraryData} data */
  constructor({ guides, words, resources, folders = {} }) {
    const { "words/": glossary = "words/", "resources/": shelf = "resources/" } = folders;
    this.entries = [
      ...guides.map(([address, title, more]) => makeEntry("guide", address, title, [], more)),
      ...words.map(([id, term, otherNames]) =>
        makeEntry("word", `${glossary}#word-${id}`, term, otherNames, ""),
      ),
      ...resources.map(([id, title, more]) =>
        makeEntry("resource", `${shelf}${id}/`, title, [], more),
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
    const words = tokens.filter(({ isPlace }) => !isPlace);
    const telling = words.filter(({ isStopWord }) => !isStopWord);
    const wanted = (telling.length ? telling : words).map((token) =>
      this.look(token, weight(token.text)),
    );
    // Somebody who names a place looks for people: what there is to read has to fit wholly.
    const share = words.length < tokens.length ? 1 : LEAST_SHARE;
    const said = new Set(wanted.flatMap(({ roots }) => roots));
    /** @type {{score: number, reading: Reading}[]} */
    const found = [];
    for (const entry of this.entries) {
      const isName = entry.names.includes(text);
      const { reading, nameStems } = entry;
      // "Support" alone is not peer support.
      const isSaid =
        reading.kind !== "word" || nameStems.some((name) => name.every((root) => said.has(root)));
      if (!isName && !(isSaid && fits(entry, wanted, share))) continue;
      const score = wanted.reduce(
        (sum, { entries, value }) => sum + (entries.get(entry) ?? 0) * value,
        isName ? EXACT_NAME_SCORE : 0,
      );
      found.push({ score, reading });
    }
    return found
      .sort((one, other) => other.score - one.score)
      .slice(0, MOST_SHOWN)
      .map(({ reading }) => reading);
  }

  /**
   * The entries that have a form of a word or of one that means the same, or else of those that
   * are nearest to it in spelling.
   * @param {Token} token
   * @param {number} weight
   * @returns {Wanted}
   */
  look({ text, synonyms }, weight) {
    let roots = [stem(text)];
    const entries = this.withStems(synonyms.map(stem), ALIKE_WEIGHT);
    for (const [entry, count] of this.withStems(roots)) entries.set(entry, count);
    if (!entries.size) {
      roots = this.vocabulary.nearest(text, allowedSlips(text)).map(([other]) => stem(other));
      for (const [entry, count] of this.withStems(roots)) entries.set(entry, count);
    }
    const value = weight * Math.log(1 + this.entries.length / (entries.size || 1));
    return { entries, value, isTelling: weight === 1, roots };
  }

  /**
   * The entries that have one of these stems, and what it counts for where it stands.
   * @param {string[]} roots
   */
  withStems(roots, weight = 1) {
    /** @type {Map<Entry, number>} */
    const entries = new Map();
    for (const entry of this.entries) {
      if (roots.some((root) => entry.titleStems.has(root))) {
        entries.set(entry, weight * TITLE_WEIGHT);
      } else if (roots.some((root) => entry.otherStems.has(root))) {
        entries.set(entry, weight * OTHER_WEIGHT);
      }
    }
    return entries;
  }
}

/**
 * Whether an entry has enough of what was looked for. Words that count little alone say nothing.
 * @param {Entry} entry
 * @param {Wanted[]} wanted
 * @param {number} share
 */
function fits(entry, wanted, share) {
  const telling = wanted.filter(({ isTelling }) => isTelling);
  const there = telling.filter(({ entries }) => entries.has(entry));
  /** @param {Wanted[]} words */
  const told = (words) => words.reduce((sum, { value }) => sum + value, 0);
  return (
    there.length > 0 &&
    there.length >= Math.min(LEAST_WORDS, telling.length) &&
    told(there) >= share * told(telling)
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
    nameStems: names.map((name) => [...stems(name)]),
    titleStems: stems(names.join(" ")),
    otherStems: stems(more),
  };
}

/** @param {string} text */
const stems = (text) => new Set(foldedWords(text).map(stem));
