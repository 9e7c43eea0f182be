/* Answers "Where do you live?" from our own lists, just as ulo/geography does: text in, an answer
   out. It knows no page and asks no other network. The tests hold the two to the same answers. */

import { milesBetween } from "../shared/distance.js";
import { nameKey } from "../shared/text.js";
import { Answers, areaMatch, optionsOf } from "./answers.js";
import { parseCoordinates } from "./coordinates.js";
import { COMMAS, Gazetteer } from "./gazetteer.js";
import { Outcodes } from "./outcodes.js";
import { PostcodeLookup } from "./postcode_lookup.js";
import { parsePostcode, splitPostcode } from "./postcodes.js";
import { isNearMe, shorterTexts } from "./wording.js";

/** @typedef {import("./gazetteer.js").Area} Area */
/** @typedef {import("./gazetteer.js").Place} Place */
/** @typedef {import("./gazetteer.js").Point} Point */
/** @typedef {import("./place_lists.js").AnswersData} AnswersData */
/** @typedef {import("./place_lists.js").PlaceLists} PlaceLists */

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
    this.outcodes = new Outcodes(lists, data.outcode_letters);
    this.postcodes = new PostcodeLookup(this.answers, this.gazetteer, this.outcodes);
  }

  /** @param {PlaceLists} lists */
  static async open(lists) {
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
    const point = parseCoordinates(text);
    if (point) return this.lookupCoordinates(text, point);
    if (isNearMe(text)) return { ...this.answers.notFound("near-me"), isNearMe: true };
    const texts = [text, ...shorterTexts(text)];
    for (const shorter of texts) {
      const answer = await this.lookupKnown(shorter);
      if (answer) return answer;
    }
    return (await this.lookupBegun(texts)) ?? this.lookupUnknown(texts);
  }

  /**
   * What a text names as it stands; null where it names nothing.
   * @param {string} text
   * @returns {Promise<Answer | null>}
   */
  async lookupKnown(text) {
    const postcode = parsePostcode(text, this.data);
    // Co. Down looks like the postcode C0 0WN, but no name has a digit.
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
      return { ...this.placeMatch(place), label, point: [latitude, longitude] };
    }
    const swapped = await this.gazetteer.nearestPlace([longitude, latitude]);
    if (swapped) {
      const axes = [longitude, latitude].map((axis) => String(Number(axis.toPrecision(6))));
      const mended = axes.join(", ");
      const { pages } = this.placeMatch(swapped);
      return this.answers.notFound("swapped", { mended }, [
        { kind: "found", name: mended, label: mended, pages },
      ]);
    }
    const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return this.answers.notFound(onEarth ? "outside" : "no-point", { query: text });
  }

  /**
   * The outcode around a point; in Northern Ireland, whose postcodes are not open data, the nearest
   * town. Null where none is near: abroad.
   * @param {Point} point
   * @returns {Promise<PlaceMatch | null>}
   */
  async nearestTo(point) {
    const { outcode, miles } = await this.outcodes.nearest(point);
    if (outcode && !this.gazetteer.isFar(miles, point[0])) return this.postcodes.match(outcode);
    const place = await this.gazetteer.nearestPlace(point);
    return place && this.placeMatch(place);
  }

  /**
   * A postcode among other words. The town that they name, if any, is in the label.
   * @param {string} text
   * @returns {Promise<Answer | null>}
   */
  async lookupBesidePostcode(text) {
    const split = splitPostcode(text, this.data);
    if (!split) return null;
    const { postcode, rest } = split;
    const isFull = postcode.text.includes(" ");
    const isKnown = isFull || postcode.problem || (await this.outcodes.find(postcode.outcode ?? ""));
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
   * A name together with the area that it is in: "Newport, Isle of Wight".
   * @param {string} text
   * @returns {Promise<Answer | null>}
   */
  async lookupInArea(text) {
    for (const [name, around] of this.gazetteer.splitNameAndArea(text)) {
      const places = await this.gazetteer.findPlaces(name);
      const inside = places.filter((place) => this.gazetteer.isWithin(place.council, around));
      if (inside.length) return this.choose(name, inside);
      const inner = this.gazetteer.findArea(name);
      if (inner && inner !== around && inner.kind === "council") {
        if (this.gazetteer.isWithin(inner.id, around)) return areaMatch(inner);
      }
      const facts = { query: name, area: around.title };
      if (places.length) return this.answers.choices("elsewhere", facts, this.options(places));
    }
    return null;
  }

  /**
   * What is no one area: an informal region, "Kent and Medway", the whole country, the internet,
   * abroad.
   * @param {string} text
   * @returns {Answer | null}
   */
  lookupInformalRegion(text) {
    const { everywhere, nowhere, abroad, spread } = this.data;
    const key = nameKey(text);
    const uk = this.gazetteer.area("uk");
    if (everywhere.includes(key) || nowhere.includes(key)) {
      const query = text[0].toUpperCase() + text.slice(1);
      const sentence = everywhere.includes(key) ? "wide" : "nowhere";
      return this.answers.notFound(sentence, { query }, [areaMatch(uk)]);
    }
    if (Object.hasOwn(abroad, key)) return this.answers.notFound("abroad", { query: abroad[key] });
    let areas = Object.hasOwn(spread, key) ? spread[key].map((id) => this.gazetteer.area(id)) : [];
    // A comma alone says where a place is ("Bury, Greater Manchester"); with "and" it is a list.
    if (/ and | ?& ?/i.test(text)) {
      const listed = text
        .split(/,? and |,? ?& ?|, ?/i)
        .map((part) => this.gazetteer.findArea(part));
      const known = listed.filter((area) => area !== undefined);
      if (known.length === listed.length) areas = [...new Set(known)];
    }
    if (areas.includes(uk)) areas = [uk];
    if (areas.length === 1) return this.choose(text, [], areas[0]);
    return areas.length ? this.answers.choices("spread", { query: text }, areas.map(areaMatch)) : null;
  }

  /**
   * Which of the places and the area of one name is meant.
   * @param {string} text
   * @param {Place[]} places
   * @param {Area} [area]
   * @returns {Answer}
   */
  choose(text, places, area) {
    // The village of Wales, near Rotherham, is not what people mean by Wales.
    if (area && (!places.length || area.kind === "nation")) {
      if (area.id !== "uk") return areaMatch(area);
      return this.answers.notFound("wide", { query: area.title }, [areaMatch(area)]);
    }
    // A town and the council around it are one answer; a town and an area elsewhere of the same
    // name are two.
    const elsewhere = area && !places.some((place) => this.gazetteer.isWithin(place.council, area));
    if (places.length === 1 && !elsewhere) return this.placeMatch(places[0]);
    const options = this.options(places);
    if (elsewhere && area.id !== "uk") options.push(areaMatch(area));
    const key = nameKey(text);
    const query = places.find((place) => nameKey(place.name) === key)?.name ?? text;
    return this.answers.choices("several", { query }, options);
  }

  /**
   * @param {Place} place
   * @returns {PlaceMatch}
   */
  placeMatch(place) {
    const label = this.gazetteer.qualifiedName(place);
    const pages = [{ id: place.page, label }];
    return {
      kind: "found",
      name: place.name,
      label,
      area: place.council,
      point: place.point,
      pages,
    };
  }

  /**
   * Places with labels that tell them apart, in the order of these.
   * @param {Place[]} places
   */
  options(places) {
    const found = places.map((place) => ({ place, answer: this.placeMatch(place) }));
    found.sort((one, other) => compareTexts(one.answer.label, other.answer.label));
    return found.map(({ place, answer }) => {
      const same = found.filter((other) => other.answer.label === answer.label);
      if (same.length === 1) return answer;
      return { ...answer, label: `${answer.label} (near ${place.beside})` };
    });
  }

  /* --- What is not known --- */

  /**
   * Hebden is Hebden Bridge: the places whose names begin with these words.
   * @param {string[]} texts
   * @returns {Promise<Answer | null>}
   */
  async lookupBegun(texts) {
    for (const text of texts) {
      const { places, areas } = await this.gazetteer.begunNames(text);
      const options = [...this.options(places), ...areas.map(areaMatch)];
      const isChoice = nameKey(text).length >= SHORTEST_BEGUN && options.length <= MOST_BEGUN;
      if (isChoice && options.length === 1) return options[0];
      if (isChoice && options.length) return this.answers.choices("begun", { query: text }, options);
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
        return this.answers.notFound("not-in", { query: name, area: around.title }, [areaMatch(around)]);
      }
    }
    // What stands before a comma counts on its own, too: "Leedes, England".
    const parts = new Set(texts.flatMap((text) => [text, text.split(COMMAS)[0]]));
    const similar = await this.gazetteer.similarNames([...parts], MOST_SUGGESTIONS);
    const suggestions = similar.flatMap(({ key, places, area }) =>
      optionsOf(this.choose(key, places, area)),
    );
    return this.answers.notFound(suggestions.length ? "spelling" : "unknown", { query }, suggestions);
  }
}

/**
 * @param {string} one
 * @param {string} other
 */
function compareTexts(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
