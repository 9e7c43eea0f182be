/* Reads both boxes of the search: the place first, then the other words, in words that we know. */

import { loadOnce } from "../shared/load_once.js";
import { cutWords, pointsToPlace, wordsOf } from "./place_words.js";
import { joinedNamesLike } from "./ranking.js";
import { acronymsIn } from "./word_lists.js";

/** @typedef {import("./phrasebook.js").Reading} WordReading */
/** @typedef {import("./place_words.js").TextWord} TextWord */
/** @typedef {import("./search_places.js").PlaceQuestion} PlaceQuestion */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */
/** @typedef {import("./query_parser.js").ParseOptions} ParseOptions */
/** @typedef {import("./search_engine.js").SearchEngine} SearchEngine */

/**
 * @typedef {object} PlaceReading
 * @property {SearchPlace | null} place
 * @property {boolean} isInText whether the first box names it
 * @property {PlaceQuestion | null} question
 * @property {string} note
 * @property {string} topic the first box without the place
 * @property {string[]} words the words of the first box, without postcodes
 * @property {Set<number>} placeWords which of them name the place
 */

/** @typedef {PlaceReading & WordReading} RequestReading */

const MOST_WORDS = 14;

export class RequestReader {
  /** @param {SearchEngine} engine with the words that it knows */
  constructor(engine) {
    this.engine = engine;
    // Not those of the records, which come later: with more words a text would be read otherwise.
    const { vocabulary } = engine.parser;
    this.vocabulary = vocabulary;
    this.lists = engine.index.lists;
    // Most texts name no place.
    this.loadPlaceReader = loadOnce(() => this.makePlaceReader());
  }

  async makePlaceReader() {
    const { engine, lists, vocabulary } = this;
    const { PlaceReader } = await import("./place_reader.js");
    return new PlaceReader(engine.places, {
      lists,
      has: (word) => vocabulary.has(word),
      // Without everyday words and those of other languages, a village is seen in many of them.
      prepare: async (words) => {
        const isNew = words.some((word) => !vocabulary.has(word) && !lists.stop.has(word));
        if (isNew && !engine.wording) await engine.loadWording();
      },
      isEveryday: (word) => engine.parser.isEveryday(word),
      isTopic: (word) => engine.parser.isTopic(word) || engine.phrasebook.words.has(word),
      isGroup: (name) => joinedNamesLike(engine.index, name).length > 0,
      similar: (word, isLast) => engine.parser.candidates(word, { isPrefix: isLast })[0]?.[0],
    });
  }

  /**
   * The place in either box, and what is left of the first.
   * @param {string} text
   * @param {string} where
   * @param {boolean} typing
   * @returns {Promise<PlaceReading>}
   */
  async readPlace(text, where, typing) {
    const words = wordsOf(text).slice(0, MOST_WORDS);
    const asked = where.trim() ? await this.engine.places.resolve(where) : null;
    const mayBeInText = !asked && words.some((word) => this.mayNamePlace(word));
    const reader = mayBeInText ? await this.loadPlaceReader() : null;
    const span = reader && (await reader.read(words, typing));
    const found = asked ?? span ?? {};
    // A postcode says nothing of groups, unless one is called B3.
    const isName = this.engine.index.joinedNames.has(words.map((word) => word.text).join(""));
    const left = words.flatMap((word, number) => {
      const isPlace = span !== null && number >= span.start && number < span.end;
      return isPlace && span.isCode && !isName ? [] : [{ text: word.text, isPlace }];
    });
    return {
      place: found.place ?? null,
      isInText: Boolean(span?.place),
      question: found.question ?? null,
      note: found.note ?? "",
      topic: span ? cutWords(text, words, span.start, span.end, this.lists) : text.trim(),
      words: left.map((word) => word.text),
      placeWords: new Set(left.flatMap(({ isPlace }, number) => (isPlace ? [number] : []))),
    };
  }

  /** @param {TextWord} word */
  mayNamePlace({ text }) {
    const { places } = this.engine;
    return (
      pointsToPlace(text, this.lists) ||
      places.words.has(text) ||
      places.placeStarts.has(text) ||
      places.ordinaryWords.has(text) ||
      !(this.vocabulary.has(text) || this.lists.stop.has(text))
    );
  }

  /**
   * @param {string} text
   * @param {string} where
   * @param {boolean} typing
   * @returns {Promise<RequestReading>}
   */
  async read(text, where, typing) {
    const { engine } = this;
    const places = await this.readPlace(text, where, typing);
    let reading = { ...places, ...this.readWords(places) };
    const parsed = engine.parser.parse(reading.words, this.parseOptions(reading, typing, text));
    if (!typing && (await engine.loadForUnknown(parsed))) {
      reading = { ...places, ...this.readWords(places) };
    }
    if (places.place || places.question || typing || !reading.said.length) return reading;
    // What others say may be a place, too: Londres.
    const again = await this.readPlace(reading.words.join(" "), "", false);
    return again.place ? { ...reading, ...again } : reading;
  }

  /**
   * @param {RequestReading} reading
   * @param {boolean} typing
   * @param {string} text
   * @returns {ParseOptions}
   */
  parseOptions({ place, isInText, placeWords, isForeign }, typing, text) {
    return {
      typing,
      place: isInText ? place : null,
      placeWords,
      isPlaceKnown: place !== null && !isInText,
      isForeign,
      acronyms: acronymsIn(text),
    };
  }

  /**
   * What was typed, in words that we know; but the names of groups and places are left as they are.
   * @param {{words: string[], placeWords: Set<number>}} typed folded
   * @returns {WordReading & {placeWords: Set<number>}}
   */
  readWords({ words, placeWords }) {
    const { index, phrasebook, parser, wording } = this.engine;
    if (index.joinedNames.has(words.join(""))) {
      return { words, placeWords, said: [], isForeign: false, shown: null };
    }
    const start = placeWords.size ? Math.min(...placeWords) : words.length;
    const end = start + placeWords.size;
    // Until everyday words are there, any word may be right.
    const isRight = (/** @type {string} */ word) => !wording || parser.knows(word);
    const before = phrasebook.read(words.slice(0, start), isRight);
    const after = phrasebook.read(words.slice(end), isRight);
    const read = [...before.words, ...words.slice(start, end), ...after.words];
    const isHidden = before.shown !== null || after.shown !== null;
    return {
      words: read,
      placeWords: new Set([...placeWords].map((word) => word - start + before.words.length)),
      said: [...new Set([...before.said, ...after.said])],
      isForeign: before.isForeign || after.isForeign,
      shown: isHidden ? read.join(" ") : null,
    };
  }
}
