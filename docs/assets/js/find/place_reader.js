/* Which place a text names among other words. Words that are names of places are taken for that
   only where something says so. It is loaded for texts in which a place may be. */

import { PlaceEvidence } from "./place_evidence.js";
import { joinWords, runsOf } from "./place_words.js";
import { CodePatterns, postcodeRuns, readPostcode } from "./postcode_reader.js";
import { LOST } from "./search_places.js";

/** @typedef {import("./place_evidence.js").KnownWords} KnownWords */
/** @typedef {import("./place_words.js").TextWord} TextWord */
/** @typedef {import("./search_places.js").SearchPlaces} SearchPlaces */

/** @typedef {import("./search_places.js").Finding} Finding */
/** @typedef {Finding & {start: number, end: number, isCode?: boolean}} Span where it stands */

// A shorter word that is misspelt is taken for no place.
const SHORTEST_MISSPELT = 5;
export class PlaceReader {
  /**
   * @param {SearchPlaces} places
   * @param {KnownWords} known
   */
  constructor(places, known) {
    this.places = places;
    this.known = known;
    this.evidence = new PlaceEvidence(places, known);
    this.codes = new CodePatterns(places.codePatterns, places.notPostcodes);
  }

  /**
   * The place that the words of a text name among others.
   * @param {TextWord[]} words
   * @param {boolean} typing whether the reader may still be typing: then nothing is asked
   * @returns {Promise<Span | null>}
   */
  async read(words, typing) {
    return this.withTail(words, typing ? this.findListed(words) : await this.find(words));
  }

  /**
   * @param {TextWord[]} words
   * @returns {Promise<Span | null>}
   */
  async find(words) {
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

  /* --- Postcodes --- */

  /**
   * @param {TextWord[]} words
   * @returns {Promise<Span | null>}
   */
  async findPostcode(words) {
    for (const { start, end } of postcodeRuns(words, this.codes, this.known.lists)) {
      try {
        const geocoder = await this.places.geocoder();
        const answer = await readPostcode(joinWords(words.slice(start, end)), geocoder);
        const isAlone = answer?.kind === "not-found" && !answer.problem;
        if (answer) {
          const found = this.places.findingOf(answer, isAlone);
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
    // Of some areas no postcode is known, but their towns are.
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
    // No name has a digit, and postcodes have been looked for.
    if (/[0-9]/.test(name)) return {};
    const place = this.places.named(name);
    const isListed = place !== undefined || this.places.needsGazetteer(name);
    if (!this.evidence.mayBePlace(words, start, end, isListed)) return {};
    if (place) return this.places.isCountry(place) ? {} : { place };
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
    const isAfterPreposition = this.known.lists.beforePlaces.has(words[start - 1]?.text);
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
    return this.places.findingOf(answer, false);
  }

  /**
   * An area whose name needs no list.
   * @param {TextWord[]} words
   * @returns {Span | null}
   */
  findListed(words) {
    for (const { start, end } of runsOf(words)) {
      const place = this.places.named(joinWords(words.slice(start, end)));
      const isPart = place && !this.places.isCountry(place);
      if (isPart && this.evidence.mayBePlace(words, start, end, true)) {
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
      if (!this.places.saysNearMe(joinWords(words.slice(start, end)))) continue;
      return { ...(await this.places.resolve("near me")), start, end, isCode: true };
    }
    return null;
  }

  /**
   * With what people write behind a place: "Northside area".
   * @param {TextWord[]} words
   * @param {Span | null} span
   * @returns {Span | null}
   */
  withTail(words, span) {
    if (!span) return null;
    let { end } = span;
    while (this.known.lists.afterPlaces.has(words[end]?.text)) end += 1;
    return { ...span, end };
  }
}
