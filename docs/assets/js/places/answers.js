/* What the geocoder answers. */

import { formatMessage } from "../shared/messages.js";

/** @typedef {import("./gazetteer.js").Area} Area */
/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("../shared/messages.js").Facts} Facts */

/** @typedef {{id: string, label: string}} PageLink a page of a place */

/**
 * One place. An outcode can lie in several councils, each with its page.
 * @typedef {object} PlaceMatch
 * @property {"found"} kind
 * @property {string} [name]
 * @property {string} label
 * @property {string} [area] the id of the area that it lies in
 * @property {Point} [point] where it is, if it is a town or an outcode
 * @property {PageLink[]} pages
 */
/**
 * Several places of one name.
 * @typedef {{kind: "choices", sentence: string, options: PlaceMatch[]}} Ambiguous
 */
/**
 * No place.
 * @typedef {object} NotFound
 * @property {"not-found"} kind
 * @property {string} sentence why there is none, and what to do
 * @property {PlaceMatch[]} suggestions
 * @property {boolean} [isNearMe] whether the writer's own place is meant
 * @property {string} [problem] why a postcode leads to no place here: the key of the sentence
 */
/** @typedef {PlaceMatch | Ambiguous | NotFound} Answer */

/**
 * @param {Area} area
 * @returns {PlaceMatch}
 */
export function areaMatch({ id, title }) {
  return { kind: "found", name: title, label: title, area: id, pages: [{ id, label: title }] };
}

/**
 * Every place that an answer offers.
 * @param {Answer} answer
 */
export function optionsOf(answer) {
  if (answer.kind === "choices") return answer.options;
  return answer.kind === "not-found" ? answer.suggestions : [answer];
}

/** Answers in sentences of schema/locales/. */
export class Answers {
  /** @param {Record<string, string>} sentences by their keys */
  constructor(sentences) {
    this.sentences = sentences;
  }

  /**
   * @param {string} key
   * @param {Facts} [facts]
   * @param {PlaceMatch[]} [suggestions]
   * @returns {NotFound}
   */
  notFound(key, facts = {}, suggestions = []) {
    const sentence = formatMessage(this.sentences[key], facts);
    return { kind: "not-found", sentence, suggestions };
  }

  /**
   * @param {string} key
   * @param {Facts} facts
   * @param {PlaceMatch[]} options
   * @returns {Ambiguous}
   */
  choices(key, facts, options) {
    return { kind: "choices", sentence: formatMessage(this.sentences[key], facts), options };
  }
}
