/* The part of the search that finds groups by their numbers and addresses, wherever they are. Its
   list is fetched when somebody first types one. */

import { groupsWithIdentifier, readIdentifier } from "./identifiers.js";

/** @typedef {import("./identifiers.js").IdentifierData} IdentifierData */
/** @typedef {import("./result_selector.js").ResultSelector} ResultSelector */
/** @typedef {import("./search_engine.js").GroupsResponse} GroupsResponse */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */

export class IdentifierSearch {
  /**
   * @param {string} address of the list
   * @param {JsonLoader} load
   * @param {ResultSelector} selector
   */
  constructor(address, load, selector) {
    this.address = address;
    this.load = load;
    this.selector = selector;
    /** @type {Promise<unknown> | null} */
    this.loading = null;
  }

  /**
   * The groups that have the number or the address that a text is; null where it is none.
   * @param {string} text
   * @returns {Promise<GroupsResponse | null>}
   */
  async find(text) {
    const identifier = readIdentifier(text);
    if (!identifier) return null;
    this.loading ??= this.load(this.address).catch((error) => {
      this.loading = null;
      throw error;
    });
    const data = /** @type {IdentifierData} */ (await this.loading);
    return {
      ...this.selector.selectThese(groupsWithIdentifier(identifier, data)),
      identifier: identifier.kind,
      guides: [],
      unfamiliar: [],
      said: [],
      shown: null,
      isAll: false,
      corrections: [],
      place: null,
      question: null,
      placeChoices: [],
      placeNote: "",
      topic: text,
      readings: async () => [],
    };
  }
}
