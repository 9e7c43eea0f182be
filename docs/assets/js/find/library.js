/* Fetches the list of what there is to read, and what finds something in it, when somebody first
   looks for words: behind the groups, which come first. */

import { loadOnce } from "../shared/load_once.js";

/** @typedef {import("./library_search.js").Reading} Reading */
/** @typedef {import("./query_parser.js").Token} Token */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */
/** @typedef {import("./search_index.js").LibraryData} LibraryData */

export class Library {
  /**
   * @param {string} address of the list
   * @param {JsonLoader} load
   */
  constructor(address, load) {
    this.address = address;
    this.load = load;
    this.open = loadOnce(() => this.fetch());
  }

  /**
   * What there is to read about a text; nothing where the list cannot be had, and then it is tried
   * again.
   * @param {string[]} words
   * @param {Token[]} tokens
   * @param {(word: string) => number} weight how much a word says
   * @returns {Promise<Reading[]>}
   */
  async find(words, tokens, weight) {
    if (!words.length) return [];
    const library = await this.open().catch(() => null);
    return library?.find(words.join(" "), tokens, weight) ?? [];
  }

  async fetch() {
    const [script, data] = await Promise.all([
      import("./library_search.js"),
      this.load(this.address),
    ]);
    return new script.LibrarySearch(/** @type {LibraryData} */ (data));
  }
}
