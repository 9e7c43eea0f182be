/* Reads what somebody typed: which words count, what they may stand for, which concepts
   (communities, activities, access) and which place they name. */

import { ConceptFinder, WHOLE_SHARE } from "./concept_finder.js";
import {
  COMMON_WORDS,
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
 * @property {[typed: string, used: string][]} corrections
 * @property {string[]} [rest] the words besides the name of a place that the gazetteer knows
 */

/**
 * @typedef {object} ParseOptions
 * @property {boolean} typing whether the reader may still be typing the last word
 * @property {boolean} findPlace whether to look for the name of a place
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
const LONGEST_SYNONYM = 3;

export class QueryParser {
  /**
   * @param {object} known
   * @param {Vocabulary} known.vocabulary
   * @param {Concept[]} known.concepts
   * @param {{named: (name: string) => SearchPlace | undefined}} known.places
   * @param {string[][]} known.synonyms lines of words and phrases that mean the same
   * @param {(word: string) => number} known.frequency how common a word is
   */
  constructor({ vocabulary, concepts, places, synonyms, frequency }) {
    this.vocabulary = vocabulary;
    this.places = places;
    this.conceptFinder = new ConceptFinder(concepts);
    this.frequency = frequency;
    /** @type {Map<string, string[]>} */
    this.synonyms = new Map();
    for (const line of synonyms) {
      for (const phrase of line) {
        const others = line.filter((other) => other !== phrase);
        this.synonyms.set(phrase, [...(this.synonyms.get(phrase) ?? []), ...others]);
      }
    }
  }

  /**
   * @param {string[]} words folded
   * @param {ParseOptions} options
   * @returns {ParsedQuery}
   */
  parse(words, { typing, findPlace, acronyms = new Set() }) {
    const allTokens = this.tokenise(words, typing, acronyms);
    this.joinWords(allTokens);
    this.addSynonyms(allTokens);
    const place = findPlace ? this.findPlace(allTokens) : null;
    const left = allTokens.filter((token) => !token.isPlace);
    // ME is an illness where it stands alone.
    const skipStopWords = left.some((token) => !token.isStopWord);
    const concepts = this.conceptFinder.find(left, skipStopWords);
    const telling = left.filter((token) => token.concepts.length || !token.isStopWord);
    this.markCommonWords(telling, allTokens);
    const allCommon = telling.every((token) => token.isCommon);
    if (!place && allCommon) for (const token of telling) token.isCommon = false;
    let tokens = place && allCommon ? [] : telling;
    if (!tokens.length && !place) tokens = left;
    return {
      allTokens,
      tokens,
      concepts,
      place,
      isTopic: place ? !tokens.length : isTopic(tokens),
      unknown: [...tokens, ...allTokens.filter((token) => token.isPlace)].filter(
        (token) => !token.certain && !token.isCommon,
      ),
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
   * @param {boolean} typing
   * @param {Set<string>} acronyms
   * @returns {Token[]}
   */
  tokenise(words, typing, acronyms) {
    const parted = words.flatMap((word) => this.splitIfUnknown(word));
    return parted.map((text, number) => {
      const isLast = number === parted.length - 1;
      const isPrefix = isLast && text.length > 1 && (typing || !this.vocabulary.has(text));
      const candidates = [...this.vocabulary.candidates(text, isPrefix)];
      candidates.sort(
        ([one, a], [other, b]) => b - a || this.frequency(other) - this.frequency(one),
      );
      return {
        text,
        candidates,
        certain: candidates.length > 0 && candidates[0][1] > CERTAIN_FIT,
        weight: wordWeight(text),
        isStopWord: STOP_WORDS.has(text) && !acronyms.has(text),
        isPlace: false,
        isCommon: false,
        synonyms: [],
        synonymPhrases: [],
        concepts: [],
      };
    });
  }

  /** @param {string} word */
  splitIfUnknown(word) {
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
    const isShort = text.length < SHORTEST_MISSPELT_JOINED;
    if (isShort || pair.every((token) => token.certain)) return [];
    return this.vocabulary.nearest(text, 1).map(([word]) => word);
  }

  /**
   * Every word gets the words and phrases that people use for the same thing.
   * @param {Token[]} tokens
   */
  addSynonyms(tokens) {
    tokens.forEach((token, start) => {
      for (let length = LONGEST_SYNONYM; length > 0; length -= 1) {
        const run = tokens.slice(start, start + length);
        if (run.length < length) continue;
        const own = this.synonyms.get(textOf(run));
        const ofCorrection =
          length === 1 && !token.certain && token.candidates.length
            ? this.synonyms.get(token.candidates[0][0])
            : undefined;
        for (const part of run) {
          // What somebody means by a word is better than a word that only looks like it.
          if (own && !part.certain) Object.assign(part, { candidates: [], certain: true });
          for (const other of own ?? ofCorrection ?? []) addSynonym(part, other);
        }
      }
    });
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
      const before = allTokens[allTokens.indexOf(token) - 1];
      const isRelative =
        RELATIVES.has(token.text) && before !== undefined && POSSESSIVES.has(before.text);
      const inPhrase = token.concepts.some(({ share }) => share === WHOLE_SHARE);
      token.isCommon = isRelative || (COMMON_WORDS.has(token.text) && !inPhrase);
    }
  }
}

/** @param {Token[]} tokens */
const textOf = (tokens) => tokens.map(({ text }) => text).join(" ");

/** @param {Token[]} tokens */
function isTopic(tokens) {
  return tokens.length > 0 && tokens.every((token) => token.concepts.length > 0 || token.isCommon);
}

/**
 * @param {Token} token
 * @param {string} other a word or a phrase
 */
function addSynonym(token, other) {
  if (!other.includes(" ")) token.synonyms.push(other);
  else {
    const words = other.split(" ").filter((word) => !STOP_WORDS.has(word));
    token.synonymPhrases.push({ text: other, words });
  }
}
