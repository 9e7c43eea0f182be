/* Which concepts (communities, activities, access) the words of a query name. */

/** @typedef {import("./query_parser.js").Token} Token */

/**
 * A community, an activity or a kind of access, with everything that people call it.
 * @typedef {object} Concept
 * @property {string} facet led, does or access
 * @property {string} id
 * @property {string} title
 * @property {string[][]} phrases the words of each of its names
 * @property {number[]} groups those that it is true of
 */

// What stands for the same in other words fits so well.
export const SYNONYM_FIT = 0.75;
const LEAST_FIT = 0.45;
const MOST_CANDIDATES = 12;
const MOST_CONCEPTS = 3;
// The parts of the words that concepts take in: of several words, all; of one, a little less.
export const WHOLE_SHARE = 1;
const SINGLE_WORD_SHARE = 0.85;
const CUTOFF = 0.7;

export class ConceptFinder {
  /** @param {Concept[]} concepts */
  constructor(concepts) {
    /** @type {Map<string, {concept: Concept, words: string[]}[]>} */
    this.byFirstWord = new Map();
    for (const concept of concepts) {
      for (const words of concept.phrases) {
        const begun = this.byFirstWord.get(words[0]);
        if (begun) begun.push({ concept, words });
        else this.byFirstWord.set(words[0], [{ concept, words }]);
      }
    }
  }

  /**
   * Whether a name of a concept begins with a word.
   * @param {string} word
   */
  isFirstWord(word) {
    return this.byFirstWord.has(word);
  }

  /**
   * The concepts that runs of words name, the longest first; each word keeps those that it is a
   * part of.
   * @param {Token[]} tokens
   * @param {boolean} skipStopWords whether stop words alone name no concept
   */
  find(tokens, skipStopWords) {
    /** @type {{run: Token[], concept: Concept, fit: number, length: number}[]} */
    const runs = [];
    /** @type {(run: Token[], concept: Concept, fit: number, length: number) => void} */
    const add = (run, concept, fit, length) => {
      if (skipStopWords && run.every((token) => token.isStopWord)) return;
      runs.push({ run, concept, fit, length });
    };
    tokens.forEach((token, start) => {
      for (const [word, fit] of meanings(token)) {
        for (const { concept, words } of this.byFirstWord.get(word) ?? []) {
          const run = tokens.slice(start, start + words.length);
          const least = Math.min(
            fit,
            ...words.slice(1).map((other, i) => fitOf(run[i + 1], other)),
          );
          if (least >= LEAST_FIT) add(run, concept, least, words.length);
        }
      }
      for (const { text } of token.synonymPhrases) {
        const [firstWord] = text.split(" ");
        for (const { concept, words } of this.byFirstWord.get(firstWord) ?? []) {
          if (words.join(" ") === text) add([token], concept, SYNONYM_FIT, 1);
        }
      }
    });
    /** @type {Map<Concept, number>} */
    const found = new Map();
    for (const { run, concept, fit, length } of runs) {
      const share = length > 1 ? WHOLE_SHARE : SINGLE_WORD_SHARE;
      for (const token of run) {
        if (length === 1 || !this.isOwnPeople(token, concept, run)) {
          token.concepts.push({ concept, fit, share });
        }
      }
      found.set(concept, Math.max(found.get(concept) ?? 0, fit * length));
    }
    // One that takes in more of the words leaves those behind that take in fewer.
    const cutoff = Math.max(...found.values()) * CUTOFF;
    return [...found]
      .filter(([concept, value]) => concept.facet !== "access" && value >= cutoff)
      .sort(([, a], [, b]) => b - a)
      .map(([concept]) => concept)
      .slice(0, MOST_CONCEPTS);
  }

  /**
   * Whether a word of a name is people of its own, and another word of it says the concept alone:
   * of "deaf women" a group that is only for women has not both.
   * @param {Token} token
   * @param {Concept} concept
   * @param {Token[]} run
   */
  isOwnPeople({ text }, concept, run) {
    /** @type {(word: string, test: (other: Concept) => boolean) => boolean} */
    const names = (word, test) =>
      (this.byFirstWord.get(word) ?? []).some(
        ({ concept: other, words }) => words.length === 1 && test(other),
      );
    return (
      !names(text, (other) => other === concept) &&
      names(text, (other) => other.facet === "led") &&
      run.some((other) => names(other.text, (named) => named === concept))
    );
  }
}

/**
 * The words that a token may stand for in the name of a concept.
 * @param {Token} token
 * @returns {[word: string, fit: number][]}
 */
function meanings({ candidates, synonyms }) {
  /** @type {[string, number][]} */
  const others = synonyms.map((word) => [word, SYNONYM_FIT]);
  return [...candidates.slice(0, MOST_CANDIDATES), ...others];
}

/**
 * How well a token fits a word of the name of a concept.
 * @param {Token | undefined} token
 * @param {string} word
 */
function fitOf(token, word) {
  return (token && new Map(meanings(token)).get(word)) ?? 0;
}
