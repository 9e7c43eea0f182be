/* The part of the search that finds groups by their numbers and addresses, wherever they are. Its
   list is fetched when somebody first types one. */

import { loadOnce } from "../shared/load_once.js";
import { groupsWithIdentifier, readIdentifier } from "./identifiers.js";
import { NOTHING_FOUND } from "./nothing_found.js";

/** @typedef {import("./identifiers.js").IdentifierData} IdentifierData */
/** @typedef {import("./identifiers.js").IdentifierForms} IdentifierForms */
/** @typedef {import("./result_selector.js").ResultSelector} ResultSelector */
/** @typedef {import("./search_engine.js").GroupsResponse} GroupsResponse */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */

export class IdentifierSearch {
  /**
   * @param {string} address of the list
   * @param {IdentifierForms} forms
   * @param {JsonLoader} load
   * @param {ResultSelector} selector
   */
  constructor(address, forms, load, selector) {
    this.forms = forms;
    this.selector = selector;
    this.loadList = loadOnce(() => load(address));
  }

  /**
   * The groups that have the number or the address that a text is; null where it is none.
   * @param {string} text
   * @returns {Promise<GroupsResponse | null>}
   */
  async find(text) {
    const identifier = readIdentifier(text, this.forms);
    if (!identifier) return null;
    const data = /** @type {IdentifierData} */ (await this.loadList());
    return {
      ...NOTHING_FOUND,
      ...this.selector.selectThese(groupsWithIdentifier(identifier, data)),
      identifier: identifier.kind,
      topic: text,
    };
  }
}
