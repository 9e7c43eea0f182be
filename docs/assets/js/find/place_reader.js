/* Which place the two boxes of the search name, and what is left of the first without it. Words
   that are names of places are taken for that only where something says so. */

import { saysNearMe } from "../places/wording.js";
import { PlaceEvidence } from "./place_evidence.js";
import {
  AFTER_PLACES,
  BEFORE_PLACES,
  cutWords,
  joinWords,
  runsOf,
  wordsOf,
} from "./place_words.js";
import { postcodeRuns, readPostcode } from "./postcode_reader.js";

/** @typedef {import("../places/answers.js").Answer} Answer */
/** @typedef {import("../places/answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./place_evidence.js").KnownWords} KnownWords */
/** @typedef {import("./place_words.js").TextWord} TextWord */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */
/** @typedef {import("./search_places.js").SearchPlaces} SearchPlaces */

/**
 * What only the reader can answer.
 * @typedef {object} PlaceQuestion
 * @property {string} sentence asks which place is meant, or says why there is none; empty where the
 *   list of places cannot be had
 * @property {PlaceMatch[]} choices
 * @property {boolean} isNearMe whether the place of the device would answer it
 */

/**
 * What a box says of a place: the place, or a question, or a word about it.
 * @typedef {object} Finding
 * @property {SearchPlace} [place]
 * @property {PlaceQuestion} [question]
 * @property {string} [note] what there is to say about it
 */

/** @typedef {Finding & {start: number, end: number, isCode?: boolean}} Span where it stands */

/**
 * @typedef {object} Reading
 * @property {SearchPlace | null} place
 * @property {boolean} isInText whether the first box names it
 * @property {PlaceQuestion | null} question
 * @property {string} note
 * @property {string} topic the first box without the place
 * @property {string[]} words the words of the first box, without postcodes
 * @property {Set<number>} placeWords which of them name the place
 */

const MOST_WORDS = 14;
// A shorter word that is misspelt is taken for no place.
const SHORTEST_MISSPELT = 5;
/** @type {PlaceQuestion} */
const LOST = { sentence: "", choices: [], isNearMe: false };

export class PlaceReader {
  /**
   * @param {SearchPlaces} places
   * @param {KnownWords} known
   */
  constructor(places, known) {
    this.places = places;
    this.known = known;
    this.evidence = new PlaceEvidence(places, known);
  }

  /**
   * @param {string} text what stands in the first box
   * @param {string} where what stands in the second
   * @param {boolean} typing whether the reader may still be typing: then nothing is asked
   * @returns {Promise<Reading>}
   */
  async read(text, where, typing) {
    const words = wordsOf(text).slice(0, MOST_WORDS);
    const asked = where.trim() ? await this.readWhere(where) : null;
    const span = asked ? null : withTail(words, await this.readText(words, typing));
    const found = asked ?? span ?? {};
    const left = words.flatMap((word, number) => {
      const isPlace = span !== null && number >= span.start && number < span.end;
      return isPlace && span.isCode ? [] : [{ text: word.text, isPlace }];
    });
    return {
      place: found.place ?? null,
      isInText: Boolean(span?.place),
      question: found.question ?? null,
      note: found.note ?? "",
      topic: span ? cutWords(text, words, span.start, span.end) : text.trim(),
      words: left.map((word) => word.text),
      placeWords: new Set(left.flatMap(({ isPlace }, number) => (isPlace ? [number] : []))),
    };
  }

  /**
   * The whole text of the box for the place.
   * @param {string} where
   * @returns {Promise<Finding>}
   */
  async readWhere(where) {
    const place = this.places.named(where);
    if (place) return { place };
    try {
      const geocoder = await this.places.geocoder();
      return this.findingOf(await geocoder.lookup(where), true);
    } catch {
      return { question: LOST };
    }
  }

  /**
   * The place that the words of a text name among others.
   * @param {TextWord[]} words
   * @param {boolean} typing
   * @returns {Promise<Span | null>}
   */
  async readText(words, typing) {
    if (typing) return this.findListed(words);
    await this.known.prepare(words.map(({ text }) => text));
    const span =
      (await this.findPostcode(words)) ??
      (await this.findName(words)) ??
      (await this.findNearMe(words)) ??
      (await this.findMisspelt(words));
    // Who types the name of a group is not asked which of the places in it is meant.
    const isName = span?.question && this.known.isGroup(words.map(({ text }) => text).join(""));
    return isName ? this.findListed(words) : span;
  }

  /**
   * What an answer of the geocoder says. Where it is not alone, only a place or a choice counts,
   * and what is known to lie outside of the United Kingdom.
   * @param {Answer | null} answer
   * @param {boolean} isAlone whether an answer of no place counts
   * @returns {Finding}
   */
  findingOf(answer, isAlone) {
    if (!answer) return {};
    if (answer.kind === "found") return { place: this.places.fromMatch(answer) };
    const { sentence: note } = answer;
    const choices = answer.kind === "choices" ? answer.options : answer.suggestions;
    const question = { sentence: note, choices, isNearMe: false };
    if (answer.kind === "choices") return { question };
    if (answer.problem === "northern-ireland") {
      return { place: this.places.fromMatch(choices[0]), note };
    }
    if (isAlone) return { question: { ...question, isNearMe: Boolean(answer.isNearMe) } };
    return answer.problem ? { note } : {};
  }

  /* --- Postcodes --- */

  /**
   * @param {TextWord[]} words
   * @returns {Promise<Span | null>}
   */
  async findPostcode(words) {
    for (const { start, end } of postcodeRuns(words)) {
      try {
        const geocoder = await this.places.geocoder();
        const answer = await readPostcode(joinWords(words.slice(start, end)), geocoder);
        const isAlone = answer?.kind === "not-found" && !answer.problem;
        if (answer) {
          const found = this.findingOf(answer, isAlone);
          return await this.withTown(words, { ...found, start, end, isCode: true });
        }
      } catch {
        return { question: LOST, start, end, isCode: true };
      }
    }
    return null;
  }

  /**
   * With the name of the town beside it, which says nothing more.
   * @param {TextWord[]} words
   * @param {Span} span
   * @returns {Promise<Span>}
   */
  async withTown(words, span) {
    const before = words.slice(0, span.start);
    const town = before.length ? await this.findName(before) : null;
    if (!town?.place || town.end !== span.start || span.question) return span;
    // No postcode of Northern Ireland is known, but its towns are.
    const place = span.note ? town.place : span.place;
    return { place, start: town.start, end: span.end, isCode: true };
  }

  /* --- Names --- */

  /**
   * The longest name, the last of several.
   * @param {TextWord[]} words
   * @returns {Promise<Span | null>}
   */
  async findName(words) {
    for (const { start, end } of runsOf(words)) {
      const found = await this.readName(words, start, end);
      if (found.place || found.question || found.note) return { ...found, start, end };
    }
    return null;
  }

  /**
   * @param {TextWord[]} words
   * @param {number} start
   * @param {number} end
   * @returns {Promise<Finding>}
   */
  async readName(words, start, end) {
    const name = joinWords(words.slice(start, end));
    const place = this.places.named(name);
    const isListed = place !== undefined || this.places.needsGazetteer(name);
    if (!this.evidence.mayBePlace(words, start, end, isListed)) return {};
    if (place) return place.area === "uk" ? {} : { place };
    if (!isListed && !this.evidence.isWorthLookingUp(words, start, end)) return {};
    try {
      return await this.lookUp(words, start, end, isListed);
    } catch {
      return isListed ? { question: LOST } : {};
    }
  }

  /**
   * @param {TextWord[]} words
   * @param {number} start
   * @param {number} end
   * @param {boolean} isListed
   * @returns {Promise<Finding>}
   */
  async lookUp(words, start, end, isListed) {
    const name = joinWords(words.slice(start, end));
    const geocoder = await this.places.geocoder();
    const isAfterPreposition = BEFORE_PLACES.has(words[start - 1]?.text);
    let answer = await geocoder.lookupKnown(name);
    if (!answer && end - start === 1) {
      const begun = await geocoder.lookupBegun([name]);
      if (begun?.kind === "found") answer = begun;
    }
    // "Battle" alone is no place, but Wells is: it has a page of its own.
    const isSmall = answer?.kind !== "found" || answer.pages[0].id === answer.area;
    const isOrdinary = end - start === 1 && this.places.ordinaryWords.has(name);
    if (isOrdinary && isSmall && !isListed && !isAfterPreposition) return {};
    if (answer?.kind === "not-found" && Object.hasOwn(geocoder.data.abroad, name)) {
      return { note: answer.sentence };
    }
    return this.findingOf(answer, false);
  }

  /**
   * An area whose name needs no list.
   * @param {TextWord[]} words
   * @returns {Span | null}
   */
  findListed(words) {
    for (const { start, end } of runsOf(words)) {
      const place = this.places.named(joinWords(words.slice(start, end)));
      if (place && place.area !== "uk" && this.evidence.mayBePlace(words, start, end, true)) {
        return { place, start, end };
      }
    }
    return null;
  }

  /**
   * @param {TextWord[]} words
   * @returns {Promise<Span | null>}
   */
  async findMisspelt(words) {
    for (let start = words.length - 1; start >= 0; start -= 1) {
      const { text } = words[start];
      if (text.length < SHORTEST_MISSPELT || this.known.has(text)) continue;
      const other = this.known.similar(text, start === words.length - 1);
      if (other === undefined) continue;
      const found = await this.readName([{ ...words[start], text: other }], 0, 1);
      if (found.place || found.question) return { ...found, start, end: start + 1 };
    }
    return null;
  }

  /**
   * "near me": only the device or the reader can tell.
   * @param {TextWord[]} words
   * @returns {Promise<Span | null>}
   */
  async findNearMe(words) {
    for (const { start, end } of runsOf(words)) {
      if (!saysNearMe(joinWords(words.slice(start, end)))) continue;
      return { ...(await this.readWhere("near me")), start, end, isCode: true };
    }
    return null;
  }
}

/**
 * With what people write behind a place: "Leeds area".
 * @param {TextWord[]} words
 * @param {Span | null} span
 * @returns {Span | null}
 */
function withTail(words, span) {
  if (!span) return null;
  let { end } = span;
  while (AFTER_PLACES.has(words[end]?.text)) end += 1;
  return { ...span, end };
}
