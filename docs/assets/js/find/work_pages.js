/* The pages about a kind of work, a partner or a kind of partner that a text names, and about such
   work with such partners: "peer research councils". */

import { fold, foldedWords } from "../shared/text.js";
import { stem } from "../shared/word_forms.js";

/** @typedef {import("./result_selector.js").PageResult} PageResult */
/** @typedef {import("./search_index.js").WorksData} WorksData */

const MOST_SHOWN = 3;

export class WorkPages {
  /**
   * @param {WorksData} data
   * @param {Set<string>} stopWords
   */
  constructor({ works, crossings }, stopWords) {
    this.stopWords = stopWords;
    this.works = works;
    /** @type {Map<string, PageResult>} by the addresses of the two lists that a list is in both of */
    this.crossings = new Map(
      crossings.map(([kind, partners, address, title]) => [
        `${kind} ${partners}`,
        { kind: "work", address, title },
      ]),
    );
    /** @type {Map<string, string[]>} addresses by what names their pages, in stems */
    this.named = new Map();
    for (const [address, , ...phrases] of works) {
      for (const phrase of phrases) {
        const key = this.stemsOf(phrase).join(" ");
        this.named.set(key, [...(this.named.get(key) ?? []), address]);
      }
    }
  }

  /**
   * Such work with such partners, where that is all that the text says; else what it names: alone,
   * or in several words among others.
   * @param {string} typed
   * @returns {PageResult[]}
   */
  find(typed) {
    const crossed = this.crossed(typed);
    if (crossed.length) return crossed;
    const text = fold(typed);
    /** @param {string} phrase */
    const isNamed = (phrase) =>
      phrase === text || (phrase.includes(" ") && ` ${text} `.includes(` ${phrase} `));
    return this.works
      .filter(([, , ...phrases]) => phrases.some(isNamed))
      .slice(0, MOST_SHOWN)
      .map(([address, title]) => ({ kind: "work", address, title }));
  }

  /**
   * The lists for a text that is a kind of work and a kind of partner, in either order.
   * @param {string} typed
   */
  crossed(typed) {
    const words = this.stemsOf(typed);
    /** @type {Set<PageResult>} */
    const found = new Set();
    for (let cut = 1; cut < words.length; cut += 1) {
      const [start, end] = [words.slice(0, cut), words.slice(cut)].map(
        (part) => this.named.get(part.join(" ")) ?? [],
      );
      for (const one of start) {
        for (const other of end) {
          const page =
            this.crossings.get(`${one} ${other}`) ?? this.crossings.get(`${other} ${one}`);
          if (page) found.add(page);
        }
      }
    }
    return [...found].slice(0, MOST_SHOWN);
  }

  /** @param {string} text */
  stemsOf(text) {
    return foldedWords(text)
      .filter((word) => !this.stopWords.has(word))
      .map(stem);
  }
}
