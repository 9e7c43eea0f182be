/* Every word that the search knows, and which of them somebody may mean by what they typed. */

import { editDistance, letterMask, maskDifference } from "../shared/spelling.js";
import { hasInitials, stem } from "../shared/word_forms.js";
import { isLikely, slipCost, soundOf } from "./slips.js";

/** @typedef {Map<string, number>} Candidates known words, each with how well it fits, 0 to 1 */

// How well a word fits what was typed: in another form, begun, begun with a slip, written as it
// sounds, and misspelt, by what its slips cost.
const OTHER_FORM = 0.9;
const PREFIX = 0.72;
const PREFIX_WITH_SLIP = 0.42;
const SOUND = 0.6;
const MISSPELT = 0.7;
const SLIP = 0.1;
// The longer the begun part of a word, the better it fits.
const PREFIX_BONUS = 0.2;
// No word that people type is longer; and no more words than this are looked at for a prefix.
const LONGEST_WORD = 30;
const MOST_WITH_PREFIX = 60;
const MOST_WITH_FIRST_LETTER = 9 * MOST_WITH_PREFIX;
// A word of so many letters that is near nothing may have one slip more, and is known by its sound.
const LONG_WORD = 6;
const SHORTEST_PART = 3;
const MOST_CACHED = 500;

/**
 * The slips that a word may have, by its length.
 * @param {string} word
 */
export function allowedSlips(word) {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

export class Vocabulary {
  /** @param {Iterable<string>} words */
  constructor(words) {
    this.words = [...words].sort();
    this.known = new Set(this.words);
    /** @type {Map<number, {words: string[], masks: number[]}>} made when they are first needed */
    this.byLength = new Map();
    /** @type {Map<string, string[]> | null} made when it is first needed */
    this.bySound = null;
    /** @type {Map<string, string[]> | null} made when it is first needed */
    this.stems = null;
    /** @type {Map<string, Candidates>} */
    this.cache = new Map();
  }

  /** @param {string} word */
  has(word) {
    return this.known.has(word);
  }

  /**
   * The words that a typed one may stand for.
   * @param {string} typed
   * @param {boolean} isPrefix whether it may be the beginning of a word
   * @param {boolean} [typing] whether that may have a slip: the reader is still typing
   * @returns {Candidates}
   */
  candidates(typed, isPrefix, typing = isPrefix) {
    const key = `${typed}${isPrefix ? "*" : ""}${typing ? "*" : ""}`;
    const cached = this.cache.get(key);
    if (cached) return cached;
    if (this.cache.size > MOST_CACHED) this.cache.clear();
    const found = this.findCandidates(typed.slice(0, LONGEST_WORD), isPrefix, typing);
    this.cache.set(key, found);
    return found;
  }

  /**
   * @param {string} typed
   * @param {boolean} isPrefix
   * @param {boolean} typing
   * @returns {Candidates}
   */
  findCandidates(typed, isPrefix, typing) {
    /** @type {Candidates} */
    const found = new Map();
    if (this.has(typed)) found.set(typed, 1);
    for (const word of this.withSameStem(typed)) {
      if (!found.has(word)) found.set(word, OTHER_FORM);
    }
    if (isPrefix) {
      for (const word of this.withPrefix(typed)) {
        const fit = PREFIX + PREFIX_BONUS * (typed.length / word.length);
        if (!found.has(word)) found.set(word, fit);
      }
    }
    return found.size ? found : this.misspelt(typed, isPrefix && typing);
  }

  /**
   * Other forms of a word: a stem is always the beginning of its words. A short stem says little:
   * then one of the two is the stem itself, as in help and helping, or the plural of the other, but
   * not in carry and carrer.
   * @param {string} typed
   */
  withSameStem(typed) {
    const root = stem(typed);
    if (hasInitials) return (this.stems ??= byStem(this.words)).get(root) ?? [];
    /** @param {string} word */
    const isRoot = (word) => word === root || word === `${root}e`;
    /** @param {string} word */
    const isPlural = (word) => word === `${typed}s` || typed === `${word}s`;
    const words = this.withPrefix(root, Infinity).filter((word) => stem(word) === root);
    return words.filter(
      (word) => root.length > 4 || isRoot(word) || isRoot(typed) || isPlural(word),
    );
  }

  /**
   * What is likely to be meant by a word that is written wrong, the likeliest first.
   * @param {string} typed
   * @param {boolean} isPrefix
   * @returns {Candidates}
   */
  misspelt(typed, isPrefix) {
    const isLong = typed.length >= LONG_WORD;
    const allowed = allowedSlips(typed);
    let near = this.likely(typed, allowed);
    if (!near.length && isLong) near = this.withSound(typed);
    if (!near.length && isLong) near = this.likely(typed, allowed + 1);
    const found = new Map(near.sort(([, a], [, b]) => b - a));
    if (found.size || !isPrefix || typed.length < 5) return found;
    for (const word of this.words) {
      if (word.length <= typed.length || word[0] !== typed[0]) continue;
      if (editDistance(typed, word.slice(0, typed.length), 1) === 1) {
        found.set(word, PREFIX_WITH_SLIP);
      }
    }
    return found;
  }

  /**
   * The nearest words, each with how well it fits, without those that nobody writes so.
   * @param {string} typed
   * @param {number} allowed the most slips
   * @returns {[word: string, fit: number][]}
   */
  likely(typed, allowed) {
    return this.nearest(typed, allowed, (word) => isLikely(typed, word)).map(([word]) => [
      word,
      MISSPELT - SLIP * slipCost(typed, word),
    ]);
  }

  /**
   * @param {string} typed
   * @returns {[word: string, fit: number][]}
   */
  withSound(typed) {
    if (!this.bySound) {
      this.bySound = new Map();
      for (const word of this.words) {
        const sound = soundOf(word);
        const alike = this.bySound.get(sound);
        if (alike) alike.push(word);
        else this.bySound.set(sound, [word]);
      }
    }
    return (this.bySound.get(soundOf(typed)) ?? []).map((word) => [word, SOUND]);
  }

  /**
   * The words that begin with a text.
   * @param {string} prefix
   * @param {number} most how many of them
   */
  withPrefix(prefix, most = prefix.length > 1 ? MOST_WITH_PREFIX : MOST_WITH_FIRST_LETTER) {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < low + most && this.words[end]?.startsWith(prefix)) end += 1;
    return this.words.slice(low, end);
  }

  /**
   * The words nearest to a misspelt one, each with its number of slips: the fewest that any has.
   * @param {string} typed
   * @param {number} allowed the most slips
   * @param {(word: string) => boolean} [passes] what a word has to be
   * @returns {[word: string, slips: number][]}
   */
  nearest(typed, allowed, passes = () => true) {
    if (!allowed) return [];
    const mask = letterMask(typed);
    /** @type {[string, number][]} */
    const found = [];
    for (let length = typed.length - allowed; length <= typed.length + allowed; length += 1) {
      const row = this.ofLength(length);
      for (let i = 0; i < row.words.length; i += 1) {
        if (maskDifference(mask, row.masks[i]) > 2 * allowed) continue;
        const slips = editDistance(typed, row.words[i], allowed);
        if (slips <= allowed && passes(row.words[i])) found.push([row.words[i], slips]);
      }
    }
    // With one slip there is no need of two.
    const fewest = Math.min(...found.map(([, slips]) => slips));
    return found.filter(([, slips]) => slips === fewest);
  }

  /**
   * The words of a length, and which letters each has.
   * @param {number} length
   */
  ofLength(length) {
    let row = this.byLength.get(length);
    if (!row) {
      const words = this.words.filter((word) => word.length === length);
      row = { words, masks: words.map(letterMask) };
      this.byLength.set(length, row);
    }
    return row;
  }

  /**
   * Two known words that were run together: the longest first word that leaves one.
   * @param {string} typed
   */
  splitCompound(typed) {
    for (let cut = typed.length - SHORTEST_PART; cut >= SHORTEST_PART; cut -= 1) {
      const parts = [typed.slice(0, cut), typed.slice(cut)];
      if (parts.every((part) => this.has(part))) return parts;
    }
    return null;
  }
}

/**
 * Words by what their forms share.
 * @param {string[]} words
 */
function byStem(words) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const word of words) {
    const root = stem(word);
    found.set(root, [...(found.get(root) ?? []), word]);
  }
  return found;
}
