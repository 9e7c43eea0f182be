/* Answers "Where do you live?" from our own lists, just as ulo/geography does: text in, an answer
   out. It knows no page and asks no other network. The tests hold the two to the same answers. */

import { milesBetween } from "../shared/distance.js";
import { nameKey } from "../shared/text.js";
import { Answers, areaMatch, optionsOf } from "./answers.js";
import { parseCoordinates } from "./coordinates.js";
import { COMMAS, Gazetteer } from "./gazetteer.js";
import { Namesakes } from "./namesakes.js";
import { Outcodes } from "./outcodes.js";
import { PlaceLists } from "./place_lists.js";
import { PostcodeLookup } from "./postcode_lookup.js";

/** @typedef {import("./gazetteer.js").Area} Area */
/** @typedef {import("./gazetteer.js").Place} Place */
/** @typedef {import("./gazetteer.js").Point} Point */
/** @typedef {import("./place_lists.js").AnswersData} AnswersData */
/** @typedef {import("./place_lists.js").JsonLoader} JsonLoader */

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./answers.js").NotFound} NotFound */

const MOST_SUGGESTIONS = 3;
// A begun name stands for at most so many; more are no choice.
const MOST_BEGUN = 10;
const SHORTEST_BEGUN = 3;

export class Geocoder {
  /**
   * @param {AnswersData} data
   * @param {Area[]} areas
   * @param {PlaceLists} lists
   */
  constructor(data, areas, lists) {
    this.data = data;
    this.answers = new Answers(data.answers);
    this.gazetteer = new Gazetteer(data, areas, lists);
    this.namesakes = new Namesakes(this.answers, this.gazetteer);
    this.outcodes = new Outcodes(lists, data.outcode_letters);
    this.postcodes = new PostcodeLookup(data.postcodes, this.answers, this.gazetteer, this.outcodes);
  }

  /**
   * @param {JsonLoader} load fetches one of its lists
   * @param {Area[]} [knownAreas] where they are known already
   */
  static async open(load, knownAreas) {
    const lists = new PlaceLists(load, knownAreas);
    const [data, areas] = await Promise.all([lists.answers(), lists.areas()]);
    return new Geocoder(data, areas, lists);
  }

  /**
   * The place that is meant, the options where there are several, or why there is none. It rejects
   * where a list cannot be had.
   * @param {string} query
   * @returns {Promise<Answer>}
   */
  async lookup(query) {
    const spaced = query.trim().split(/\s+/).join(" ");
    const trimmed = spaced.replace(/^[ ,;.]+|[ ,;.]+$/g, "");
    const text = /^\([^()]*\)$/.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed;
    if (!/[\p{L}\p{N}]/u.test(text)) return this.answers.notFound("empty");
    if ([...text].length > this.data.longest) return this.answers.notFound("long");
    const { wording } = this.gazetteer;
    const point = parseCoordinates(text);
    if (point) return this.lookupCoordinates(text, point);
    if (wording.isNearMe(text)) return { ...this.answers.notFound("near-me"), isNearMe: true };
    const texts = [text, ...wording.shorterTexts(text)];
    for (const shorter of texts) {
      const answer = await this.lookupKnown(shorter);
      // Who chose one of several is not asked again.
      const options = answer?.kind === "choices" ? answer.options : [];
      const chosen = options.find(({ label }) => label === shorter);
      if (answer) return chosen ?? answer;
    }
    return (await this.lookupBegun(texts)) ?? this.lookupUnknown(texts);
  }

  /**
   * What a text names as it stands; null where it names nothing.
   * @param {string} text
   * @returns {Promise<Answer | null>}
   */
  async lookupKnown(text) {
    const postcode = this.postcodes.parse(text);
    // A name may look like a misread postcode, but none has a digit.
    if (postcode && /[0-9]/.test(text)) return this.postcodes.lookup(postcode);
    const places = await this.gazetteer.findPlaces(text);
    const area = this.gazetteer.findArea(text);
    if (places.length || area) return this.choose(text, places, area);
    if (postcode) return this.postcodes.lookup(postcode);
    return (
      (await this.lookupBesidePostcode(text)) ??
      this.lookupInformalRegion(text) ??
      this.lookupInArea(text)
    );
  }

  /* --- Coordinates and postcodes --- */

  /**
   * @param {string} text
   * @param {Point} point
   * @returns {Promise<Answer>}
   */
  async lookupCoordinates(text, [latitude, longitude]) {
    const place = await this.gazetteer.nearestPlace([latitude, longitude]);
    if (place) {
      const label = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
      const { area, pages } = this.namesakes.placeMatch(place);
      return { kind: "found", label, area, point: [latitude, longitude], pages };
    }
    const swapped = await this.gazetteer.nearestPlace([longitude, latitude]);
    if (swapped) {
      const axes = [longitude, latitude].map((axis) => String(Number(axis.toPrecision(6))));
      const mended = axes.join(", ");
      const { pages } = this.namesakes.placeMatch(swapped);
      return this.answers.notFound("swapped", { mended }, [
        { kind: "found", name: mended, label: mended, pages },
      ]);
    }
    const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return this.answers.notFound(onEarth ? "outside" : "no-point", { query: text });
  }

  /**
   * The outcode around a point; where these are not open data, the nearest town. Null where none is
   * near: abroad.
   * @param {Point} point
   * @returns {Promise<PlaceMatch | null>}
   */
  async nearestTo(point) {
    const { outcode, miles } = await this.outcodes.nearest(point);
    if (outcode && !this.gazetteer.isFar(miles, point[0])) return this.postcodes.match(outcode);
    const place = await this.gazetteer.nearestPlace(point);
    return place && this.namesakes.placeMatch(place);
  }

  /**
   * A postcode among other words. The town that they name, if any, is in the label.
   * @param {string} text
   * @returns {Promise<Answer | null>}
   */
  async lookupBesidePostcode(text) {
    const split = this.postcodes.split(text);
    if (!split) return null;
    const { postcode, rest } = split;
    const { isFull, outcode = "", problem } = postcode;
    const isKnown = isFull || problem || (await this.outcodes.find(outcode));
    if (!isKnown) return null;
    const found = await this.postcodes.lookup(postcode);
    const named = await this.lookupKnown(rest);
    if (named?.kind !== "found") return found;
    if (found.kind !== "found") return named;
    if (!named.name || !named.point || !found.point) return found;
    if (milesBetween(found.point, named.point) > this.data.apart) {
      const facts = { query: named.label, other: found.label };
      return this.answers.choices("apart", facts, [named, found]);
    }
    const [town] = named.label.split(",");
    return { ...found, label: `${town} ${found.label}` };
  }

  /* --- Names --- */

  /**
   * A name together with the area that it is in: "Northby, Eastshire".
   * @param {string} text
   * @returns {Promise<Answer | null>}
   */
  async lookupInArea(text) {
    for (const [name, around] of this.gazetteer.splitNameAndArea(text)) {
      const places = await this.gazetteer.findPlaces(name);
      const inside = places.filter((place) => this.gazetteer.isWithin(place.council, around));
      if (inside.length) return this.choose(name, inside);
      const inner = this.gazetteer.findArea(name);
      const isSmaller = inner?.kind === "council" || inner?.kind === "wider-area";
      if (inner && inner !== around && isSmaller) {
        if (this.gazetteer.isWithin(inner.id, around)) return areaMatch(inner);
      }
      const facts = { query: name, area: around.title };
      if (places.length) return this.answers.choices("elsewhere", facts, this.namesakes.options(places));
    }
    return null;
  }

  /**
   * Which of the places and the area of one name is meant. By the name of a city people mean it, not
   * a village far away: that can be asked for with its county.
   * @param {string} name
   * @param {Place[]} places
   * @param {Area} [area]
   */
  async choose(name, places, area) {
    const main = await this.gazetteer.mainPlace(name);
    if (main && places.includes(main)) return this.namesakes.choose(name, [main]);
    return this.namesakes.choose(name, places, area);
  }

  /**
   * What is no one area: an informal region, "East and West", the whole country, the internet,
   * abroad.
   * @param {string} text
   * @returns {Answer | null}
   */
  lookupInformalRegion(text) {
    const { everywhere, nowhere, abroad, spread } = this.data;
    const key = nameKey(text);
    const { country, wording } = this.gazetteer;
    const whole = country ? [country] : [];
    if (everywhere.includes(key) || nowhere.includes(key)) {
      const query = text[0].toUpperCase() + text.slice(1);
      const sentence = everywhere.includes(key) ? "wide" : "nowhere";
      return this.answers.notFound(sentence, { query }, whole.map(areaMatch));
    }
    if (Object.hasOwn(abroad, key)) return this.answers.notFound("abroad", { query: abroad[key] });
    let areas = Object.hasOwn(spread, key) ? spread[key].map((id) => this.gazetteer.area(id)) : [];
    // What stands behind a comma may be one area with "and" in its name.
    const isOneArea = this.gazetteer.findArea(text.split(",").slice(1).join(",")) !== undefined;
    const parts = isOneArea ? [] : wording.splitList(text);
    if (parts.length) {
      const listed = parts.map((part) => this.gazetteer.findArea(part));
      const known = listed.filter((area) => area !== undefined);
      if (known.length === listed.length) areas = [...new Set(known)];
    }
    if (country && areas.includes(country)) areas = whole;
    if (areas.length === 1) return this.namesakes.choose(text, [], areas[0]);
    if (!areas.length) return null;
    return this.answers.choices("spread", { query: text }, areas.map(areaMatch));
  }

  /* --- What is not known --- */

  /**
   * Northby is Northby Bridge: the places whose names begin with these words.
   * @param {string[]} texts
   * @returns {Promise<Answer | null>}
   */
  async lookupBegun(texts) {
    for (const text of texts) {
      const { places, areas } = await this.gazetteer.begunNames(text);
      const options = [...this.namesakes.options(places), ...areas.map(areaMatch)];
      if (nameKey(text).length < SHORTEST_BEGUN || options.length > MOST_BEGUN) continue;
      if (options.length === 1) return options[0];
      if (options.length) return this.answers.choices("begun", { query: text }, options);
    }
    return null;
  }

  /**
   * Why nothing is found, with the area that is named or with names that are like it.
   * @param {string[]} texts
   * @returns {Promise<NotFound>}
   */
  async lookupUnknown(texts) {
    const [query] = texts;
    for (const [name, around] of this.gazetteer.splitNameAndArea(texts[texts.length - 1])) {
      // Most of what is said to be in a whole country is misspelt.
      if (around.kind === "council" || around.kind === "wider-area") {
        const facts = { query: name, area: around.title };
        return this.answers.notFound("not-in", facts, [areaMatch(around)]);
      }
    }
    // What stands before a comma counts on its own, too: "Northbyt, Eastshire".
    const parts = new Set(texts.flatMap((text) => [text, text.split(COMMAS)[0]]));
    const similar = await this.gazetteer.similarNames([...parts], MOST_SUGGESTIONS);
    const suggestions = similar.flatMap(({ key, places, area }) =>
      optionsOf(this.namesakes.choose(key, places, area)),
    );
    const sentence = suggestions.length ? "spelling" : "unknown";
    return this.answers.notFound(sentence, { query }, suggestions);
  }
}
