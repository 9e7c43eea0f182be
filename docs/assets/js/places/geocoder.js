/* Answers "Where do you live?" from our own lists, just as ulo/geography does: text in, an answer
   out. It knows no page and asks no network. The tests hold the two to the same answers. */

import { closeMatches } from "../shared/spelling.js";
import { nameKey } from "../shared/text.js";
import { formatMessage } from "../shared/messages.js";
import { areaMatch } from "./answers.js";
import { parseCoordinates } from "./coordinates.js";
import { Gazetteer } from "./gazetteer.js";
import { parsePostcode } from "./postcodes.js";

/** @typedef {import("./gazetteer.js").Area} Area */
/** @typedef {import("./gazetteer.js").Place} Place */
/** @typedef {import("./gazetteer.js").PlacesData} PlacesData */
/** @typedef {import("./gazetteer.js").Point} Point */
/** @typedef {import("./postcodes.js").Postcode} Postcode */
/** @typedef {import("../shared/messages.js").Facts} Facts */

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Ambiguous} Ambiguous */
/** @typedef {import("./answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./answers.js").NotFound} NotFound */

/**
 * What is in districts.json: the page, or pages, that each outcode leads to.
 * @typedef {object} OutcodesData
 * @property {string[]} pages
 * @property {Record<string, number[]>} in_use
 * @property {string[]} ended
 * @property {string[]} without_place
 */

const MOST_SUGGESTIONS = 3;
// How alike an outcode has to be to be suggested.
const OUTCODE_CUTOFF = 0.6;

export class Geocoder {
  /** @param {{places: PlacesData, districts: OutcodesData}} lists */
  constructor({ places, districts }) {
    this.gazetteer = new Gazetteer(places);
    this.data = places;
    this.outcodes = districts;
    this.outcodesInUse = new Map(Object.entries(districts.in_use));
  }

  /**
   * Without `suggest` there are no suggestions by spelling, which take a while.
   * @param {string} query
   * @param {{suggest?: boolean}} [options]
   * @returns {Answer}
   */
  lookup(query, { suggest = true } = {}) {
    const words = query.trim().split(/\s+/);
    const text = words.join(" ").replace(/^[ ,;.]+|[ ,;.]+$/g, "");
    if (!/[\p{L}\p{N}]/u.test(text)) return this.notFound("empty");
    if ([...text].length > this.data.longest) return this.notFound("long");
    const point = parseCoordinates(text);
    if (point) return this.lookupCoordinates(text, point);
    const postcode = parsePostcode(text, this.data);
    // Co. Down looks like the postcode C0 0WN.
    const named =
      this.gazetteer.findPlaces(text).length > 0 || this.gazetteer.findArea(text) !== undefined;
    if (postcode && !named) return this.lookupPostcode(postcode, suggest);
    return this.lookupName(text) ?? this.lookupUnknown(text, suggest);
  }

  /**
   * @param {string} sentence its key
   * @param {Facts} [facts]
   * @param {PlaceMatch[]} [suggestions]
   * @returns {NotFound}
   */
  notFound(sentence, facts = {}, suggestions = []) {
    const text = formatMessage(this.data.answers[sentence], facts);
    return { kind: "not-found", sentence: text, suggestions };
  }

  /**
   * @param {string} sentence its key
   * @param {Facts} facts
   * @param {PlaceMatch[]} options
   * @returns {Ambiguous}
   */
  choices(sentence, facts, options) {
    const text = formatMessage(this.data.answers[sentence], facts);
    return { kind: "choices", sentence: text, options };
  }

  /* --- Coordinates and postcodes --- */

  /**
   * @param {string} text
   * @param {Point} point
   * @returns {Answer}
   */
  lookupCoordinates(text, [latitude, longitude]) {
    const place = this.gazetteer.nearestPlace([latitude, longitude]);
    if (place) {
      const label = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
      return { ...this.placeMatch(place), label, point: [latitude, longitude] };
    }
    const swapped = this.gazetteer.nearestPlace([longitude, latitude]);
    if (swapped) {
      const axes = [longitude, latitude].map((axis) => String(Number(axis.toPrecision(6))));
      const mended = axes.join(", ");
      const { pages } = this.placeMatch(swapped);
      return this.notFound("swapped", { mended }, [
        { kind: "found", name: mended, label: mended, pages },
      ]);
    }
    const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return this.notFound(onEarth ? "outside" : "no-point", { query: text });
  }

  /**
   * @param {Postcode} postcode
   * @param {boolean} suggest
   * @returns {Answer}
   */
  lookupPostcode({ text, outcode = "", problem, where }, suggest) {
    if (problem) {
      const known = problem === "northern-ireland" ? [this.gazetteer.area(problem)] : [];
      return this.notFound(problem, { query: text, where }, known.map(areaMatch));
    }
    if (this.outcodesInUse.has(outcode)) return this.outcodeMatch(outcode);
    const inUse = [...this.outcodesInUse.keys()];
    // Inner London has W1A, W1B and so on, and people write W1.
    const parts = inUse.filter(
      (longer) => /[A-Z]$/.test(longer) && longer.slice(0, -1) === outcode,
    );
    if (parts.length) {
      const options = parts.map((part) => this.outcodeMatch(part));
      return this.choices("parts", { query: outcode }, options);
    }
    if (this.outcodes.ended.includes(outcode)) return this.notFound("ended", { query: outcode });
    if (this.outcodes.without_place.includes(outcode)) {
      return this.notFound("post-only", { query: outcode });
    }
    const near = suggest ? closeMatches(outcode, inUse, MOST_SUGGESTIONS, OUTCODE_CUTOFF) : [];
    const suggestions = near.map((name) => ({ name, ...this.outcodeMatch(name) }));
    return this.notFound("no-district", { query: outcode }, suggestions);
  }

  /**
   * @param {string} outcode one that is in use
   * @returns {PlaceMatch}
   */
  outcodeMatch(outcode) {
    const numbers = this.outcodesInUse.get(outcode) ?? [];
    const ids = numbers.map((number) => this.outcodes.pages[number]);
    const pages = ids.map((id) => ({
      id,
      label: ids.length > 1 ? this.gazetteer.area(id).title : outcode,
    }));
    return { kind: "found", label: outcode, pages };
  }

  /* --- Names --- */

  /**
   * What a text names; null where it names nothing.
   * @param {string} text
   * @returns {Answer | null}
   */
  lookupName(text) {
    const places = this.gazetteer.findPlaces(text);
    const area = this.gazetteer.findArea(text);
    if (places.length || area) return this.choose(text, places, area);
    return this.lookupInformalRegion(text) ?? this.lookupNameInArea(text);
  }

  /**
   * A name together with the area that it is in: "Newport, Isle of Wight".
   * @param {string} text
   * @returns {Answer | null}
   */
  lookupNameInArea(text) {
    let unknown = null;
    for (const [name, around] of this.gazetteer.splitNameAndArea(text)) {
      const places = this.gazetteer.findPlaces(name);
      const inside = places.filter((place) => this.gazetteer.isWithin(place.council, around));
      if (inside.length) return this.choose(name, inside);
      const inner = this.gazetteer.findArea(name);
      if (inner && inner !== around && inner.kind === "council") {
        if (this.gazetteer.isWithin(inner.id, around)) return areaMatch(inner);
      }
      const facts = { query: name, area: around.title };
      if (places.length) return this.choices("elsewhere", facts, this.options(places));
      if (text.includes(",")) unknown ??= this.notFound("not-in", facts, [areaMatch(around)]);
    }
    return unknown;
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
      return this.notFound(sentence, { query }, [areaMatch(uk)]);
    }
    if (Object.hasOwn(abroad, key)) return this.notFound("abroad", { query: abroad[key] });
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
    return areas.length ? this.choices("spread", { query: text }, areas.map(areaMatch)) : null;
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
      return this.notFound("wide", { query: area.title }, [areaMatch(area)]);
    }
    // A town and the council around it are one answer; a town and an area elsewhere of the same
    // name are two.
    const elsewhere = area && !places.some((place) => this.gazetteer.isWithin(place.council, area));
    if (places.length === 1 && !elsewhere) return this.placeMatch(places[0]);
    const options = this.options(places);
    if (elsewhere && area.id !== "uk") options.push(areaMatch(area));
    const key = nameKey(text);
    const query = places.find((place) => nameKey(place.name) === key)?.name ?? text;
    return this.choices("several", { query }, options);
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

  /**
   * @param {string} text
   * @param {boolean} suggest
   * @returns {NotFound}
   */
  lookupUnknown(text, suggest) {
    if (!suggest) return this.notFound("unknown", { query: text });
    const keys = this.gazetteer.nearestKeys(text, MOST_SUGGESTIONS);
    const suggestions = keys.flatMap((key) => this.suggestionsFor(key));
    return this.notFound(suggestions.length ? "spelling" : "unknown", { query: text }, suggestions);
  }

  /**
   * Every place that a name stands for.
   * @param {string} key the name as it is looked up
   */
  suggestionsFor(key) {
    const { areasByName, placesByName } = this.gazetteer;
    const answer = this.choose(key, placesByName.get(key) ?? [], areasByName.get(key));
    if (answer.kind === "choices") return answer.options;
    return answer.kind === "not-found" ? answer.suggestions : [answer];
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
