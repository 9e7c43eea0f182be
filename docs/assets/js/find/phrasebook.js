/* Reads words that are not ours as words that we know: outdated ones, which are never shown, those of
   other languages, and short forms. */

import { fold } from "../shared/text.js";
import { Vocabulary } from "./vocabulary.js";

/** @typedef {Record<string, string[]>} Meanings what people type by what they mean */
/** @typedef {"outdated" | "foreign" | "short"} Kind */
/** @typedef {{said: string, kind: Kind}} Entry */

/**
 * What was typed, in words that we know.
 * @typedef {object} Reading
 * @property {string[]} words folded
 * @property {string[]} said what was put in place of others, once each
 * @property {boolean} isForeign whether some of it is in another language
 * @property {string | null} shown the text as it may be shown, where it may not be as it was typed
 */

const LONGEST_PHRASE = 5;
// A shorter word is not taken for a misspelt one of the list: "wheres" is where's.
const SHORTEST_MISSPELT = 7;

export class Phrasebook {
  constructor() {
    /** @type {Map<string, Entry>} by what is typed */
    this.entries = new Map();
    /** @type {Set<string>} the words of all of these, but for the shortest */
    this.words = new Set();
    this.hiddenWords = new Vocabulary([]);
  }

  /**
   * @param {Meanings} meanings
   * @param {Kind} kind
   */
  add(meanings, kind) {
    for (const [said, phrases] of Object.entries(meanings)) {
      for (const phrase of phrases) {
        const typed = plain(fold(phrase));
        this.entries.set(typed, { said, kind });
        for (const word of typed.split(" ")) if (word.length > 2) this.words.add(word);
      }
    }
    if (kind !== "outdated") return;
    const words = [...this.entries.keys()].filter((phrase) => !phrase.includes(" "));
    this.hiddenWords = new Vocabulary(words);
  }

  /**
   * @param {string[]} words folded
   * @param {(word: string) => boolean} isKnown whether a word is right as it is
   * @returns {Reading}
   */
  read(words, isKnown) {
    /** @type {string[]} */
    const read = [];
    /** @type {Set<string>} */
    const said = new Set();
    /** @type {Set<Kind>} */
    const kinds = new Set();
    for (let start = 0; start < words.length; ) {
      const found = this.longest(words.slice(start, start + LONGEST_PHRASE), isKnown);
      if (!found) {
        read.push(words[start]);
        start += 1;
        continue;
      }
      start += found.length;
      const others = fold(found.said).split(" ").filter(Boolean);
      // "Coloured people" are not "minoritised people people".
      if (others.length > 1 && others.at(-1) === words[start]) start += 1;
      read.push(...others);
      if (found.said) said.add(found.said);
      kinds.add(found.kind);
    }
    return {
      words: read,
      said: [...said],
      isForeign: kinds.has("foreign"),
      shown: kinds.has("outdated") ? read.join(" ") : null,
    };
  }

  /**
   * Whether a word is never shown.
   * @param {string} word
   */
  isHidden(word) {
    return this.entries.get(word)?.kind === "outdated";
  }

  /**
   * What the longest run at the start of some words stands for.
   * @param {string[]} words
   * @param {(word: string) => boolean} isKnown
   */
  longest(words, isKnown) {
    for (let { length } = words; length > 0; length -= 1) {
      const phrase = plain(words.slice(0, length).join(" "));
      const entry = this.entries.get(phrase) ?? this.entries.get(singular(phrase));
      if (entry) return { ...entry, length };
    }
    const word = singular(words[0]);
    if (word.length < SHORTEST_MISSPELT || isKnown(words[0])) return null;
    const near = this.hiddenWords.misspelt(word, false).keys().next().value;
    const entry = near === undefined ? undefined : this.entries.get(near);
    return entry ? { ...entry, length: 1 } : null;
  }
}

/** @param {string} phrase */
const singular = (phrase) => phrase.replace(/(?<=\p{L}{3})s$/u, "");

/**
 * Without the stroke of a Polish letter, which folding leaves on.
 * @param {string} text
 */
const plain = (text) => text.replaceAll("ł", "l");
