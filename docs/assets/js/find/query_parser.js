/* Reads what somebody typed: which words count, what they may stand for, which concepts
   (communities, activities, access) and which place they name. */

import { ConceptFinder, WHOLE_SHARE } from "./concept_finder.js";
import { Synonyms } from "./synonyms.js";
import {
  COMMON_WORDS,
  HAVING,
  PLACE_PREPOSITIONS,
  POSSESSIVES,
  RELATIVES,
  STOP_WORDS,
  wordWeight,
} from "./word_lists.js";

/** @typedef {import("./concept_finder.js").Concept} Concept */
/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */

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
 * @property {string[]} [rest] the words besides the name of a place that the gazetteer knows
 */

/**
 * @typedef {object} ParseOptions
 * @property {boolean} typing whether the reader may still be typing the last word
 * @property {boolean} findPlace whether to look for the name of a place
 * @property {boolean} [isPlaceKnown] whether a place is known by other means
 * @property {boolean} [isForeign] whether words may be of another language: then none is corrected
 * @property {Set<string>} [acronyms] words in capitals, which are names even where they are common
 *   words: ME
 */

// Two words that are one when joined fit so well; a word is certain that fits better than this.
const JOINED_FIT = 0.95;
const CERTAIN_FIT = 0.7;
const SPELT_RIGHT_FIT = 0.8;
// A shorter word that is misspelt is taken for no place; shorter words joined are no misspelt one.
const SHORTEST_MISSPELT_PLACE = 5;
const SHORTEST_MISSPELT_JOINED = 6;
const LONGEST_PLACE_NAME = 6;
const ENDING = /(?:e?s|e?d|ing|er|ly)$/;

export class QueryParser {
  /**
   * @param {object} known
   * @param {Vocabulary} known.vocabulary
   * @param {Concept[]} known.concepts
   * @param {{named: (name: string) => SearchPlace | undefined}} known.places
   * @param {string[][]} known.alike lines of words and phrases that mean the same
   * @param {Record<string, string[]>[]} known.implied what people type by what is found besides
   * @param {(word: string) => number} known.frequency how common a word is
   * @param {Iterable<string>} [known.everyday] words that are no misspellings of others
   * @param {Iterable<string>} [known.joining] words of other languages that say little
   */
  constructor({ vocabulary, concepts, places, alike, implied, frequency, everyday, joining }) {
    this.vocabulary = vocabulary;
    this.places = places;
    this.conceptFinder = new ConceptFinder(concepts);
    this.frequency = frequency;
    this.everyday = new Set(everyday);
    this.stopWords = new Set([...STOP_WORDS, ...(joining ?? [])]);
    this.synonyms = new Synonyms(alike, implied);
  }

  /**
   * @param {string[]} words folded
   * @param {ParseOptions} options
   * @returns {ParsedQuery}
   */
  parse(words, { typing, findPlace, isPlaceKnown = false, isForeign = false, acronyms = new Set() }) {
    const allTokens = this.tokenise(words, { typing, isForeign, acronyms });
    this.joinWords(allTokens);
    this.synonyms.addTo(allTokens);
    const place = findPlace ? this.findPlace(allTokens) : null;
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
      unknown: [...telling, ...allTokens.filter((token) => token.isPlace)].filter(
        (token) => !token.certain && !token.isCommon,
      ),
      unfamiliar: telling.filter((token) => !isUnderstood(token)).map(({ text }) => text),
      corrections: tokens
        .filter((token) => !token.certain && token.candidates.length)
        .map((token) => [token.text, token.candidates[0][0]]),
    };
  }

  /**
   * The same with a place that was found by other means than its name in the main index.
   * @param {ParsedQuery} parsed
   * @param {SearchPlace} place
   * @param {string[]} words
   * @returns {ParsedQuery}
   */
  withPlace(parsed, place, words) {
    const tokens = parsed.tokens.every((token) => token.isCommon) ? [] : parsed.tokens;
    const known = new Set(parsed.allTokens.map(({ text }) => text));
    const rest = words.filter((word) => known.has(word));
    return { ...parsed, tokens, place, isTopic: !tokens.length, rest };
  }

  /**
   * The words, those run together parted, each with what it may stand for; the surest first, of
   * two the more common: "suport" is support before it is sport.
   * @param {string[]} words
   * @param {{typing: boolean, isForeign: boolean, acronyms: Set<string>}} options
   * @returns {Token[]}
   */
  tokenise(words, { typing, isForeign, acronyms }) {
    const parted = words.flatMap((word) => this.splitIfUnknown(word));
    return parted.map((text, number) => {
      const isLast = number === parted.length - 1;
      const isPrefix = isLast && text.length > 1 && (typing || !this.vocabulary.has(text));
      let candidates = [...this.vocabulary.candidates(text, isPrefix, typing)];
      if (isForeign || this.isEveryday(text))
        candidates = candidates.filter(([, fit]) => fit > SPELT_RIGHT_FIT);
      candidates.sort(
        ([one, a], [other, b]) => b - a || this.frequency(other) - this.frequency(one),
      );
      return {
        text,
        candidates,
        certain: candidates.length > 0 && candidates[0][1] > CERTAIN_FIT,
        weight: wordWeight(text),
        isStopWord: this.stopWords.has(text) && !acronyms.has(text),
        isPlace: false,
        isCommon: false,
        synonyms: [],
        synonymPhrases: [],
        concepts: [],
      };
    });
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
   * The longest run of words that is the name of a place; its tokens are marked.
   * @param {Token[]} tokens
   */
  findPlace(tokens) {
    for (let length = Math.min(LONGEST_PLACE_NAME, tokens.length); length > 0; length -= 1) {
      for (let start = tokens.length - length; start >= 0; start -= 1) {
        const run = tokens.slice(start, start + length);
        const place = this.places.named(textOf(run)) ?? this.misspeltPlace(run);
        if (!place || place.area === "uk") continue;
        const isConcept = length === 1 && this.conceptFinder.isFirstWord(run[0].text);
        const follows = start > 0 && PLACE_PREPOSITIONS.has(tokens[start - 1].text);
        if (isConcept && !follows) continue;
        for (const token of run) token.isPlace = true;
        return place;
      }
    }
    return null;
  }

  /** @param {Token[]} run */
  misspeltPlace(run) {
    const [token] = run;
    const isLong = token.text.length >= SHORTEST_MISSPELT_PLACE;
    if (run.length > 1 || token.certain || !isLong) return null;
    for (const [word] of token.candidates) {
      const place = this.places.named(word);
      if (place) return place;
    }
    return null;
  }

  /**
   * "Support" is common by itself, but not in "peer support".
   * @param {Token[]} tokens
   * @param {Token[]} allTokens
   */
  markCommonWords(tokens, allTokens) {
    for (const token of tokens) {
      const at = allTokens.indexOf(token);
      const after = allTokens[at + 1];
      const isRelative =
        RELATIVES.has(token.text) &&
        (allTokens.slice(0, at).some(({ text }) => POSSESSIVES.has(text)) ||
          (after !== undefined && HAVING.has(after.text)));
      const inPhrase = token.concepts.some(({ share }) => share === WHOLE_SHARE);
      token.isCommon = isRelative || (COMMON_WORDS.has(token.text) && !inPhrase);
    }
  }
}

/** @param {Token[]} tokens */
const textOf = (tokens) => tokens.map(({ text }) => text).join(" ");

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
