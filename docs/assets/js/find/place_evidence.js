/* Whether words are the name of a place, by what stands around them: many villages are called like
   things that people look for. */

/** @typedef {import("./place_words.js").TextWord} TextWord */
/** @typedef {import("./search_places.js").SearchPlaces} SearchPlaces */
/** @typedef {import("./word_lists.js").WordLists} WordLists */

/**
 * What the search knows of words.
 * @typedef {object} KnownWords
 * @property {WordLists} lists
 * @property {(word: string) => boolean} has
 * @property {(words: string[]) => Promise<void>} prepare loads what is known of such words
 * @property {(word: string) => boolean} isEveryday whether it is a word of everyday English
 * @property {(word: string) => boolean} isTopic whether it says who or what is looked for
 * @property {(name: string) => boolean} isGroup whether a group is called so, or nearly; the name
 *   is without its spaces
 * @property {(word: string, isLast: boolean) => string | undefined} similar the known word that a
 *   misspelt one is likely to be, or that the last one begins
 */

export class PlaceEvidence {
  /**
   * @param {SearchPlaces} places
   * @param {KnownWords} known
   */
  constructor(places, known) {
    this.places = places;
    this.known = known;
  }

  /**
   * Whether words may be a place here, by what stands around them.
   * @param {TextWord[]} words
   * @param {number} start
   * @param {number} end
   * @param {boolean} isListed whether an area has this name
   */
  mayBePlace(words, start, end, isListed) {
    const { text } = words[start];
    const { beforePlaces, common, perhapsBeforePlaces } = this.known.lists;
    // The key of a name is without it.
    if (words[end - 1].text === "the") return false;
    const before = words[start - 1]?.text;
    const isOrdinary = this.places.ordinaryWords.has(text);
    if (beforePlaces.has(before)) return isListed || isOrdinary || !this.known.isTopic(text);
    if (end - start > 1) return isListed || !isOrdinary;
    if (this.known.isTopic(text)) return isListed && perhapsBeforePlaces.has(before);
    if (!isOrdinary) return true;
    if (words.length === 1) return isListed || !this.known.has(text);
    // "Reading groups" read; "carers Reading" are there.
    const isAtEdge = start === 0 || end === words.length;
    const isTopicBeside = words.some((word) => word.text !== text && this.known.isTopic(word.text));
    const after = words[end]?.text;
    const isArea = this.places.named(text) !== undefined;
    return isArea && isAtEdge && isTopicBeside && !common.has(after) && !this.isStop(before);
  }

  /**
   * Whether words may be in the gazetteer: each list of it takes a while to come.
   * @param {TextWord[]} words
   * @param {number} start
   * @param {number} end
   */
  isWorthLookingUp(words, start, end) {
    const run = words.slice(start, end).map(({ text }) => text);
    const first = run[0];
    const last = run[run.length - 1];
    const { beforePlaces, common } = this.known.lists;
    if (this.isStop(first) || this.isStop(last) || common.has(last)) return false;
    const isOrdinary = run.length === 1 && this.places.ordinaryWords.has(first);
    if (this.known.isTopic(first) && !isOrdinary) return false;
    if (isOrdinary || beforePlaces.has(words[start - 1]?.text)) return true;
    // Two areas may be joined by "and".
    const parts = run.join(" ").split(" and ");
    if (parts.length > 1 && parts.every((part) => this.places.named(part))) return true;
    const name = run.join(" ");
    const isUnknown = (/** @type {string} */ word) =>
      this.places.isArea(word) || !(this.known.has(word) || this.known.isEveryday(word));
    return this.places.hasPlace(name) || run.some(isUnknown);
  }

  /** @param {string | undefined} word */
  isStop(word) {
    return word !== undefined && this.known.lists.stop.has(word);
  }
}
