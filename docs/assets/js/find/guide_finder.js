/* Finds the guide that somebody asks for, in the words that a guide says people use for it. */

import { foldedWords } from "../shared/text.js";
import { stem } from "../shared/word_forms.js";

/** @typedef {import("./search_index.js").IndexData} IndexData */
/** @typedef {import("./result_selector.js").PageResult} PageResult */

export class GuideFinder {
  /**
   * @param {IndexData["guides"]} guides
   * @param {Set<string>} links words that people leave out, or put in, as they like
   */
  constructor(guides, links) {
    this.entries = guides.flatMap(([address, title, ...asked]) =>
      [title, ...asked].map((phrase) => ({
        /** @type {PageResult} */
        page: { kind: "guide", address, title },
        roots: foldedWords(phrase)
          .filter((word) => !links.has(word))
          .map(stem),
      })),
    );
  }

  /**
   * The guide of which a text says most: all words of its title, or of what it is asked for by. One
   * or none.
   * @param {string[]} words
   */
  find(words) {
    const said = new Set(words.map(stem));
    const found = this.entries.filter(({ roots }) => roots.every((root) => said.has(root)));
    found.sort((one, other) => other.roots.length - one.roots.length);
    return found.slice(0, 1).map(({ page }) => page);
  }
}
