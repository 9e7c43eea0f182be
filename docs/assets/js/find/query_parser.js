/* Reads what somebody typed: which words count, what they may stand for, which concepts
   (communities, activities, access) they name. */

import { ConceptFinder, WHOLE_SHARE } from "./concept_finder.js";
import { Synonyms } from "./synonyms.js";

/** @typedef {import("./concept_finder.js").Concept} Concept */
/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */
/** @typedef {import("./word_lists.js").WordLists} WordLists */

/**
 * A word of the query.
 * @typedef {object} Token
 * @property {string} text
 * @property {[word: string, fit: number][]} candidates the known words that it may stand for
 * @property {boolean} certain whether it is clear what is meant
 * @property {number} weight
 * @property {boolean} isStopWord
 * @property {boolean} isPlace whether it is a part of the name of a place
 * @property {boolean} isCommon whether so many groups have it that it counts little
 * @property {string[]} synonyms
 * @property {{text: string, words: string[]}[]} synonymPhrases
 * @property {{concept: Concept, fit: number, share: number}[]} concepts
 */

/**
 * @typedef {object} ParsedQuery
 * @property {Token[]} allTokens
 * @property {Token[]} tokens those that count
 * @property {Concept[]} concepts
 * @property {SearchPlace | null} place
 * @property {boolean} isTopic whether concepts or a place are all that was asked for
 * @property {Token[]} unknown
 * @property {string[]} unfamiliar the words that stand for nothing, and were left out
 * @property {[typed: string, used: string][]} corrections
 */

/**
 * @typedef {object} ParseOptions
 * @property {boolean} typing whether the reader may still be typing the last word
 * @property {SearchPlace | null} [place] the one that some of the words name
 * @property {Set<number>} [placeWords] which of them
 * @property {boolean} [isPlaceKnown] whether a place is known by other means
 * @property {boolean} [isForeign] whether words may be of another language: then none is corrected
 * @property {Set<string>} [acronyms] words in capitals, which are names even where they are common
 *   words: ME
 */

// Two words that are one when joined fit so well; a word is certain that fits better than this.
const JOINED_FIT = 0.95;
const CERTAIN_FIT = 0.7;
const SPELT_RIGHT_FIT = 0.8;
// Shorter words joined are no misspelt one.
const SHORTEST_MISSPELT_JOINED = 6;
const ENDING = /(?:e?s|e?d|ing|er|ly)$/;

export class QueryParser {
  /**
   * @param {object} known
   * @param {Vocabulary} known.vocabulary
   * @param {Concept[]} known.concepts
   * @param {WordLists} known.lists words that say little
   * @param {string[][]} known.alike lines of words and phrases that mean the same
   * @param {Record<string, string[]>[]} known.implied what people type by what is found besides
   * @param {(word: string) => number} known.frequency how common a word is
   * @param {Iterable<string>} [known.everyday] words that are no misspellings of others
   * @param {Iterable<string>} [known.joining] words of other languages that say little
   */
  constructor({ vocabulary, concepts, lists, alike, implied, frequency, everyday, joining }) {
    this.vocabulary = vocabulary;
    this.conceptFinder = new ConceptFinder(concepts);
    this.frequency = frequency;
    this.everyday = new Set(everyday);
    this.lists = lists;
    this.stopWords = new Set([...lists.stop, ...(joining ?? [])]);
    this.synonyms = new Synonyms(alike, implied, lists.stop);
  }

  /**
   * @param {string[]} words folded
   * @param {ParseOptions} options
   * @returns {ParsedQuery}
   */
  parse(words, options) {
    const { place = null, isPlaceKnown = false } = options;
    const allTokens = this.tokenise(words, options);
    this.joinWords(allTokens);
    this.synonyms.addTo(allTokens);
    const left = allTokens.filter((token) => !token.isPlace);
    // ME is an illness where it stands alone.
    const skipStopWords = left.some((token) => !token.isStopWord);
    const concepts = this.conceptFinder.find(left, skipStopWords);
    const telling = left.filter((token) => token.concepts.length || !token.isStopWord);
    this.markCommonWords(telling, allTokens);
    // One word that stands for nothing leaves the others as good as they were.
    const hasPlace = place !== null || isPlaceKnown;
    const understood = telling.filter(isUnderstood);
    const isEnough = hasPlace || understood.some((token) => !token.isCommon);
    const wanted = isEnough ? understood : telling;
    const allCommon = wanted.every((token) => token.isCommon);
    if (!place && allCommon) for (const token of wanted) token.isCommon = false;
    let tokens = place && allCommon ? [] : wanted;
    if (!tokens.length && !hasPlace) tokens = left;
    return {
      allTokens,
      tokens,
      concepts,
      place,
      isTopic: place ? !tokens.length : isTopic(tokens),
      unknown: telling.filter((token) => !token.certain && !token.isCommon),
      unfamiliar: telling.filter((token) => !isUnderstood(token)).map(({ text }) => text),
      corrections: tokens
        .filter((token) => !token.certain && token.candidates.length)
        .map((token) => [token.text, token.candidates[0][0]]),
    };
  }

  /**
   * Whether a word says who or what is looked for, as a concept or in other words for it.
   * @param {string} word
   */
  isTopic(word) {
    return this.conceptFinder.isFirstWord(word) || this.synonyms.others.has(word);
  }

  /**
   * The words, those run together parted, each with what it may stand for; the surest first, of
   * two the more common: "suport" is support before it is sport.
   * @param {string[]} words
   * @param {ParseOptions} options
   * @returns {Token[]}
   */
  tokenise(words, { typing, isForeign = false, placeWords, acronyms = new Set() }) {
    const parted = words.flatMap((word, number) => {
      const isPlace = Boolean(placeWords?.has(number));
      const parts = isPlace ? [word] : [this.splitIfUnknown(word)].flat();
      return parts.map((text) => ({ text, isPlace }));
    });
    return parted.map(({ text, isPlace }, number) => {
      const isLast = number === parted.length - 1;
      const isPrefix = isLast && text.length > 1 && (typing || !this.vocabulary.has(text));
      const candidates = this.candidates(text, { isPrefix, typing, isForeign });
      return {
        text,
        candidates,
        certain: candidates.length > 0 && candidates[0][1] > CERTAIN_FIT,
        weight: this.lists.weight(text),
        isStopWord: this.stopWords.has(text) && !acronyms.has(text),
        isPlace,
        isCommon: false,
        synonyms: [],
        synonymPhrases: [],
        concepts: [],
      };
    });
  }

  /**
   * What a word may stand for, the surest first; of two the more common.
   * @param {string} text
   * @param {{isPrefix: boolean, typing?: boolean, isForeign?: boolean}} options
   */
  candidates(text, { isPrefix, typing, isForeign = false }) {
    const isRight = isForeign || this.isEveryday(text);
    return [...this.vocabulary.candidates(text, isPrefix, typing)]
      .filter(([, fit]) => !isRight || fit > SPELT_RIGHT_FIT)
      .sort(([one, a], [other, b]) => b - a || this.frequency(other) - this.frequency(one));
  }

  /** @param {string} word */
  knows(word) {
    return this.vocabulary.has(word) || this.stopWords.has(word) || this.isEveryday(word);
  }

  /**
   * Whether a word, or what it is made of, is one of everyday English.
   * @param {string} word
   */
  isEveryday(word) {
    if (this.everyday.has(word)) return true;
    const root = word.replace(ENDING, "");
    return root !== word && [root, `${root}e`].some((base) => this.everyday.has(base));
  }

  /** @param {string} word */
  splitIfUnknown(word) {
    if (this.isEveryday(word) || this.synonyms.words.has(word)) return word;
    const candidates = this.vocabulary.candidates(word, false);
    const known = [...candidates.values()].some((fit) => fit > SPELT_RIGHT_FIT);
    return known ? word : (this.vocabulary.splitCompound(word) ?? word);
  }

  /**
   * "mind out" is MindOut, and "bi polar" is bipolar.
   * @param {Token[]} tokens
   */
  joinWords(tokens) {
    for (let number = 0; number + 1 < tokens.length; number += 1) {
      const pair = [tokens[number], tokens[number + 1]];
      for (const word of this.joined(pair)) {
        for (const token of pair) {
          const listed = token.candidates.some(([other]) => other === word);
          if (!listed) token.candidates.unshift([word, JOINED_FIT]);
          token.certain = true;
          token.isStopWord = false;
        }
      }
    }
  }

  /**
   * The words that two may be when joined.
   * @param {Token[]} pair
   */
  joined(pair) {
    const text = pair.map((token) => token.text).join("");
    if (this.vocabulary.has(text)) return [text];
    if (pair.some((token) => this.isEveryday(token.text))) return [];
    const isShort = text.length < SHORTEST_MISSPELT_JOINED;
    if (isShort || pair.every((token) => token.certain)) return [];
    return this.vocabulary.nearest(text, 1).map(([word]) => word);
  }

  /**
   * "Support" is common by itself, but not in "peer support".
   * @param {Token[]} tokens
   * @param {Token[]} allTokens
   */
  markCommonWords(tokens, allTokens) {
    const { common, having, possessives, relatives } = this.lists;
    for (const token of tokens) {
      const at = allTokens.indexOf(token);
      const after = allTokens[at + 1];
      const isRelative =
        relatives.has(token.text) &&
        (allTokens.slice(0, at).some(({ text }) => possessives.has(text)) ||
          (after !== undefined && having.has(after.text)));
      const inPhrase = token.concepts.some(({ share }) => share === WHOLE_SHARE);
      token.isCommon = isRelative || (common.has(token.text) && !inPhrase);
    }
  }
}

/**
 * Whether a word stands for anything that we know.
 * @param {Token} token
 */
function isUnderstood({ candidates, synonyms, synonymPhrases, concepts }) {
  return [candidates, synonyms, synonymPhrases, concepts].some((meanings) => meanings.length > 0);
}

/** @param {Token[]} tokens */
function isTopic(tokens) {
  return tokens.length > 0 && tokens.every((token) => token.concepts.length > 0 || token.isCommon);
}
