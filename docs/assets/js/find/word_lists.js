/* Words that say little of what is looked for, or that lead to the name of a place. They come with
   the words of the search: schema/locales/en/search_words.yml says what each list is for. */

import { fold } from "../shared/text.js";

/**
 * The lists of words, each in a text.
 * @typedef {object} ListsData
 * @property {string} stop
 * @property {string} common
 * @property {string} relatives
 * @property {string} possessives
 * @property {string} having
 * @property {string} before_places
 * @property {string} perhaps_before_places
 * @property {string} after_places
 * @property {string} near_me
 * @property {string} leads_to_places
 * @property {string} links
 */

const STOP_WORD_WEIGHT = 0.25;
const COMMON_WORD_WEIGHT = 0.4;

export class WordLists {
  /** @param {Partial<ListsData>} data */
  constructor(data) {
    this.stop = setOf(data.stop);
    this.common = setOf(data.common);
    this.relatives = setOf(data.relatives);
    this.possessives = setOf(data.possessives);
    this.having = setOf(data.having);
    this.beforePlaces = setOf(data.before_places);
    this.perhapsBeforePlaces = setOf(data.perhaps_before_places);
    this.afterPlaces = setOf(data.after_places);
    this.nearMe = setOf(data.near_me);
    this.leadsToPlaces = new Set([...this.beforePlaces, ...setOf(data.leads_to_places)]);
    this.links = setOf(data.links);
  }

  /**
   * How much a word says of what is looked for.
   * @param {string} word
   */
  weight(word) {
    if (this.stop.has(word)) return STOP_WORD_WEIGHT;
    return this.common.has(word) ? COMMON_WORD_WEIGHT : 1;
  }
}

/** @param {string} [text] */
const setOf = (text = "") => new Set(text.split(" "));

/**
 * What is in capitals in a text that is not: a name, such as ME, AA or PIP. Folded.
 * @param {string} text
 * @returns {Set<string>}
 */
export function acronymsIn(text) {
  if (!/\p{Ll}/u.test(text)) return new Set();
  const words = text.match(/\p{L}+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 1 && word === word.toUpperCase()).map(fold));
}
