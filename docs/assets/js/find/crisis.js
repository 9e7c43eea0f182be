/* Whether somebody who types needs help now, and of what kind: before the search looks at a word,
   and without its index. The phrases are in schema/crisis.yml, which says what each list is for. */

import { editDistance } from "../shared/spelling.js";
import { foldedWords } from "../shared/text.js";

/**
 * What the page of the search has from schema/crisis.yml.
 * @typedef {object} CrisisData
 * @property {Record<string, string[]>} same
 * @property {string[]} fillers
 * @property {string[]} near
 * @property {string[]} context
 * @property {string[]} spared
 * @property {Record<string, {search: string, phrases: string[], topics: string[]}>} kinds
 */

/**
 * @typedef {object} Crisis
 * @property {string[]} kinds the most urgent first
 * @property {string} search what groups are looked for, in place of the words that were typed; empty
 *   where these name a subject among other words, as in "domestic abuse, deaf women"
 */

/**
 * @typedef {object} Phrase
 * @property {string[]} words
 * @property {boolean} first whether it begins all that was typed
 * @property {boolean} last whether it ends it
 */

const LONGEST_TEXT = 300;
// Two kinds of lines are as much as somebody in distress can read.
const MOST_KINDS = 2;
// Shorter words are too like others to be misspelt; among other words of a phrase less so.
const SHORTEST_MISSPELT = 4;
const SHORTEST_MISSPELT_ALONE = 7;
const SHORTEST_RUN_TOGETHER = 6;
const LONGEST_RUN_TOGETHER = 40;

export class CrisisFinder {
  /** @param {CrisisData} data */
  constructor({ same, fillers, near, context, spared, kinds }) {
    this.fillers = new Set(fillers);
    /** @type {[string[], string[]][]} other ways to write, the longest first, and what they mean */
    this.same = Object.entries(same)
      .flatMap(([meant, others]) =>
        others.map(
          (other) => /** @type {[string[], string[]]} */ ([other.split(" "), meant.split(" ")]),
        ),
      )
      .sort(([one], [other]) => other.length - one.length);
    this.near = near.map((phrase) => this.parse(phrase));
    this.context = context.map((phrase) => this.parse(phrase));
    this.kinds = Object.entries(kinds).map(([kind, { search, phrases, topics }]) => ({
      kind,
      search,
      phrases: phrases.map((phrase) => this.parse(phrase)),
      topics: topics.map((phrase) => this.parse(phrase)),
    }));
    const phrases = this.kinds.flatMap((kind) => [...kind.phrases, ...kind.topics]);
    const lists = [...phrases, ...this.near, ...this.context].flatMap(({ words }) => words);
    /** Words that are no misspelling of another. */
    this.known = new Set([...lists, ...spared]);
    const parts = [...lists, ...this.same.flat(2), ...fillers];
    this.parts = new Set(parts.filter((word) => word.length > 1 || word === "i"));
  }

  /**
   * The crisis that a text tells of; "aside" where it is only about one; null for all else.
   * @param {string} text
   * @returns {Crisis | "aside" | null}
   */
  find(text) {
    const words = this.withoutNear(this.canonical(foldedWords(text.slice(0, LONGEST_TEXT))));
    const isAside = this.context.some((phrase) => this.matchesExactly(phrase.words, words));
    /** @param {Phrase} phrase */
    const isThere = (phrase) => this.isIn(phrase, words);
    const found = this.kinds.filter(
      ({ phrases, topics }) => phrases.some(isThere) || (!isAside && topics.some(isThere)),
    );
    if (found.length) {
      const isCry = found.some(({ phrases }) => phrases.some(isThere));
      const isSubject = !isCry && this.hasOtherWords(found.flatMap(({ topics }) => topics), words);
      return {
        kinds: found.slice(0, MOST_KINDS).map(({ kind }) => kind),
        search: isSubject ? "" : found[0].search,
      };
    }
    return this.kinds.some(({ topics }) => topics.some(isThere)) ? "aside" : null;
  }

  /**
   * Whether there is more in a text than such subjects, each written as it should be.
   * @param {Phrase[]} topics
   * @param {string[]} words
   */
  hasOtherWords(topics, words) {
    const exact = topics.filter(({ words: topic }) => this.matchesExactly(topic, words));
    const taken = new Set(exact.flatMap(({ words: topic }) => topic));
    return exact.length > 0 && words.some((word) => word && !taken.has(word));
  }

  /**
   * @param {string} phrase
   * @returns {Phrase}
   */
  parse(phrase) {
    const words = this.canonical(foldedWords(phrase));
    return { words, first: phrase.startsWith("."), last: phrase.endsWith(".") };
  }

  /**
   * The words as they are compared: those run together parted, each way to write one way, and
   * without fillers.
   * @param {string[]} words
   */
  canonical(words) {
    const parted = words.flatMap((word) => this.split(word));
    const result = [];
    for (let at = 0; at < parted.length; ) {
      const [other, meant] = this.same.find(([way]) => startsWith(parted, at, way)) ?? [];
      result.push(...(meant ?? [parted[at]]));
      at += other?.length ?? 1;
    }
    return result.filter((word) => !this.fillers.has(word));
  }

  /**
   * "killmyself" is two words; "nowere" is one with a slip. While the lists are read none are parted,
   * as not all are known.
   * @param {string} word
   * @returns {string[]}
   */
  split(word) {
    const isLong = word.length >= SHORTEST_RUN_TOGETHER && word.length <= LONGEST_RUN_TOGETHER;
    const parts = isLong && this.parts && this.partsOf(word);
    if (!parts) return [word];
    const isSlip = [...this.known].some((known) => this.isSameWord(word, known, false));
    return isSlip ? [word] : parts;
  }

  /**
   * @param {string} text
   * @returns {string[] | null}
   */
  partsOf(text) {
    if (this.parts.has(text)) return [text];
    for (let length = text.length - 1; length > 0; length -= 1) {
      if (!this.parts.has(text.slice(0, length))) continue;
      const rest = this.partsOf(text.slice(length));
      if (rest) return [text.slice(0, length), ...rest];
    }
    return null;
  }

  /**
   * What only sounds like a cry for help leaves a gap, over which no phrase reaches.
   * @param {string[]} words
   */
  withoutNear(words) {
    const left = [...words];
    for (const phrase of this.near) {
      for (let at = 0; at < left.length; at += 1) {
        if (startsWith(left, at, phrase.words)) left.splice(at, phrase.words.length, "");
      }
    }
    return left;
  }

  /**
   * @param {string[]} phrase
   * @param {string[]} words
   */
  matchesExactly(phrase, words) {
    return words.some((_, at) => startsWith(words, at, phrase));
  }

  /**
   * @param {Phrase} phrase
   * @param {string[]} words
   */
  isIn({ words: phrase, first, last }, words) {
    const end = words.length - phrase.length;
    for (let at = last ? Math.max(0, end) : 0; at <= (first ? Math.min(0, end) : end); at += 1) {
      const isSame = phrase.every((word, number) =>
        this.isSameWord(words[at + number], word, phrase.length === 1),
      );
      if (isSame) return true;
    }
    return false;
  }

  /**
   * Whether a word is one of a phrase, with at most one slip, which is not in the first letter.
   * @param {string} typed
   * @param {string} word
   * @param {boolean} alone whether it is the only one of its phrase
   */
  isSameWord(typed, word, alone) {
    if (typed === word) return true;
    const shortest = alone ? SHORTEST_MISSPELT_ALONE : SHORTEST_MISSPELT;
    if (word.length < shortest || typed[0] !== word[0] || this.known.has(typed)) return false;
    return editDistance(typed, word, 1) <= 1;
  }
}

/**
 * @param {string[]} words
 * @param {number} at
 * @param {string[]} phrase
 */
function startsWith(words, at, phrase) {
  return phrase.every((word, number) => words[at + number] === word);
}
