/* How well each group fits what was typed. docs/about/search.md explains the order of results to
   readers; the numbers behind it stand in WEIGHTS. */

import { SYNONYM_FIT } from "./concept_finder.js";
import { LEVELS } from "./reach.js";
import { groupsWith } from "./search_index.js";
import { allowedSlips } from "./vocabulary.js";

/** @typedef {import("./query_parser.js").ParsedQuery} ParsedQuery */
/** @typedef {import("./query_parser.js").Token} Token */
/** @typedef {import("./search_index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search_index.js").Postings} Postings */
/** @typedef {(group: number, score: number) => void} AddScore */
/** @typedef {[words: Postings | null, weight: number][]} Fields where words stand besides names */

/**
 * How well each group fits: an entry for each group.
 * @typedef {object} Scores
 * @property {Float32Array} total
 * @property {Float32Array} hits how many of the words that count it has
 * @property {Float32Array} people the part of the people in the text that lead it
 * @property {Float32Array} rank the hits, with more for these people
 * @property {Float32Array} nameFit how well the whole text fits its best name, 0 to 1
 * @property {number} needed how many words there are to have
 * @property {number} complete how many groups have all of them, of those that are for the place
 */

// What a word counts for by where it stands; and what makes a group that is surely there come before
// one that may be gone.
const WEIGHTS = {
  name: 7,
  town: 3,
  summary: 3,
  deeper: 1.2,
  concept: 5,
  both: 0.3,
  freshness: { confirmed: 1.08, recent: 1.05 },
};
// A word that was only guessed counts half, and what many groups have adds little. A group that is
// led by the people of the text, or named after them, comes before one that only mentions them.
const COMMUNITY_BONUS = 1;
const GUESSED_HIT = 0.5;
const COMMON_SCORE = 0.25;
// Sums of such numbers are never quite exact.
const TOLERANCE = 0.01;
const SHORTEST_JOINED_MISSPELT = 5;
const SLIP_PENALTY = 0.02;
// A name that has the words in their order fits better than one that has them in another, but is no
// whole name.
const IN_ORDER = 0.05;
const MOST_IN_ORDER = 0.89;
// A name that fits only without the place of the text is no better than other words, unless the
// group is there.
const ELSEWHERE = 0.6;
const HERE = LEVELS.indexOf("wider");

/**
 * Whether a group has all words that are needed.
 * @param {Scores} scores
 * @param {number} group
 */
export function hasAllWords({ hits, needed }, group) {
  return hits[group] >= needed - TOLERANCE;
}

/**
 * @param {SearchIndex} index
 * @param {ParsedQuery} parsed
 * @param {Uint8Array | null} levels how far each group reaches for the people of the place
 * @param {boolean} [isDeep] whether all words of the records count, too
 * @returns {Scores}
 */
export function scoreGroups(index, parsed, levels, isDeep = false) {
  /** @type {Fields} */
  const fields = [
    [index.summaryWords, WEIGHTS.summary],
    [index.townWords, WEIGHTS.town],
    [isDeep ? index.deeperWords : null, WEIGHTS.deeper],
  ];
  const total = new Float32Array(index.size);
  const hits = new Float32Array(index.size);
  for (const token of parsed.tokens) {
    for (const [group, score] of scoreToken(index, fields, token)) {
      total[group] += token.isCommon ? score * COMMON_SCORE : score;
      hits[group] += hitWeight(token);
    }
  }
  const wanted = parsed.tokens.reduce((sum, token) => sum + hitWeight(token), 0);
  const people = shareOfPeople(index, parsed.tokens);
  const rank = people.map((share) => COMMUNITY_BONUS * share);
  const nameFit = fitOfNames(index, parsed, levels);
  const scores = { total, hits, people, rank, nameFit, needed: wanted, complete: 0 };
  const everything = !parsed.tokens.length;
  const freshness = freshnessWeights(index);
  for (let group = 0; group < index.size; group += 1) {
    total[group] *= freshness[group];
    rank[group] += hits[group];
    const isHere = !levels || levels[group] > 0;
    if (isHere && hasAllWords(scores, group) && (total[group] || everything)) scores.complete += 1;
  }
  return scores;
}

/**
 * For each group the part of the people in the text that lead it, or are in its name.
 * @param {SearchIndex} index
 * @param {Token[]} tokens
 */
function shareOfPeople(index, tokens) {
  const shares = new Float32Array(index.size);
  const people = tokens.filter((token) =>
    token.concepts.some(({ concept }) => concept.facet === "led"),
  );
  for (const { candidates, concepts } of people) {
    /** @type {Set<number>} */
    const groups = new Set();
    for (const { concept } of concepts) {
      if (concept.facet === "led") for (const group of concept.groups) groups.add(group);
    }
    for (const [word] of candidates.filter(([other]) => index.lists.weight(other) === 1)) {
      for (const entry of index.nameWords.get(word) ?? []) groups.add(index.names[entry].group);
    }
    for (const group of groups) shares[group] += 1 / people.length;
  }
  return shares;
}

/** @param {SearchIndex} index */
function freshnessWeights(index) {
  const weights = new Float32Array(index.size).fill(1);
  for (const [freshness, weight] of Object.entries(WEIGHTS.freshness)) {
    for (const group of index.withFreshness(freshness)) weights[group] = weight;
  }
  return weights;
}

/**
 * What a word counts for among those that are wanted.
 * @param {Token} token
 */
function hitWeight(token) {
  if (token.isCommon) return 0;
  return token.certain || !token.candidates.length ? 1 : GUESSED_HIT;
}

/**
 * The score of each group that has a word, or something that it may stand for: the best of its
 * words or of its concepts, and a part of the other, so that a group for people with HIV comes
 * before those for people with any condition.
 * @param {SearchIndex} index
 * @param {Fields} fields
 * @param {Token} token
 */
function scoreToken(index, fields, token) {
  /** @type {Map<number, number>} */
  const byWord = new Map();
  const add = keepBest(byWord);
  for (const [word, fit] of token.candidates) scoreWord(index, fields, word, fit, add);
  for (const word of token.synonyms) scoreWord(index, fields, word, SYNONYM_FIT, add);
  for (const { words } of token.synonymPhrases) scorePhrase(index, fields, words, add);
  /** @type {Map<number, number>} */
  const scores = new Map();
  const addConcept = keepBest(scores);
  for (const { concept, fit, share } of token.concepts) {
    const rarity = Math.log(1 + index.size / (concept.groups.length || 1));
    for (const group of concept.groups) {
      addConcept(group, WEIGHTS.concept * fit * share * rarity);
    }
  }
  for (const [group, score] of byWord) {
    const other = scores.get(group) ?? 0;
    scores.set(group, Math.max(score, other) + WEIGHTS.both * Math.min(score, other));
  }
  return scores;
}

/**
 * @param {Map<number, number>} best
 * @returns {AddScore}
 */
function keepBest(best) {
  return (group, score) => {
    if (score > (best.get(group) ?? 0)) best.set(group, score);
  };
}

/**
 * Gives each group that has a word a score, by where it stands and how rare it is.
 * @param {SearchIndex} index
 * @param {Fields} fields
 * @param {string} word
 * @param {number} fit
 * @param {AddScore} add
 */
function scoreWord(index, fields, word, fit, add) {
  /** @param {number} count of the places where the word stands */
  const rarity = (count) => fit * Math.log(1 + index.size / count);
  const entries = index.nameWords.get(word) ?? [];
  const nameScore = WEIGHTS.name * rarity(entries.length);
  for (const entry of entries) add(index.names[entry].group, nameScore);
  for (const [postings, weight] of fields) {
    const groups = groupsWith(postings, word) ?? [];
    const score = weight * rarity(groups.length);
    for (const group of groups) add(group, score);
  }
}

/**
 * Gives each group that has all words of a phrase the score of the least of them.
 * @param {SearchIndex} index
 * @param {Fields} fields
 * @param {string[]} words
 * @param {AddScore} add
 */
function scorePhrase(index, fields, words, add) {
  const [first, ...rest] = words.map((word) => {
    /** @type {Map<number, number>} */
    const scores = new Map();
    scoreWord(index, fields, word, SYNONYM_FIT, keepBest(scores));
    return scores;
  });
  for (const [group, score] of first) {
    const others = rest.map((scores) => scores.get(group) ?? 0);
    if (others.every((other) => other > 0)) add(group, Math.min(score, ...others));
  }
}

/**
 * How well the whole text fits the best name of each group, 0 to 1.
 * @param {SearchIndex} index
 * @param {ParsedQuery} parsed
 * @param {Uint8Array | null} levels
 */
function fitOfNames(index, { allTokens, place }, levels) {
  const fit = new Float32Array(index.size);
  if (!allTokens.length) return fit;
  const sums = new Float32Array(index.names.length);
  const wanted = allTokens.reduce((sum, { weight }) => sum + weight, 0);
  const placeTokens = allTokens.filter((token) => token.isPlace);
  const withPlace = new Uint8Array(index.names.length);
  for (const token of allTokens) {
    for (const [entry, best] of fitOfEntries(index, token)) {
      sums[entry] += token.weight * best;
      if (token.isPlace) withPlace[entry] += 1;
    }
  }
  /** @param {number} group */
  const isThere = (group) =>
    (levels !== null && levels[group] >= HERE) ||
    (placeTokens.length > 0 &&
      placeTokens.every(({ text }) => index.townWords.get(text)?.includes(group)));
  /** @type {(group: number, value: number, hasPlace: boolean) => void} */
  const add = (group, value, hasPlace) => {
    const isElsewhere = place !== null && !hasPlace && !isThere(group);
    fit[group] = Math.max(fit[group], isElsewhere ? value * ELSEWHERE : value);
  };
  const text = ` ${allTokens.map((token) => token.text).join(" ")} `;
  index.names.forEach(({ group, words }, entry) => {
    if (!sums[entry]) return;
    const own = words.reduce((sum, word) => sum + index.lists.weight(word), 0);
    const value = Math.sqrt(Math.min(1, sums[entry] / own) * Math.min(1, sums[entry] / wanted));
    const inOrder = value < MOST_IN_ORDER && ` ${words.join(" ")} `.includes(text) ? IN_ORDER : 0;
    const hasPlace = placeTokens.length > 0 && withPlace[entry] === placeTokens.length;
    add(group, value + inOrder, hasPlace);
  });
  // Without its spaces, with its place left out, or nearly so.
  for (const tokens of [allTokens, allTokens.filter((token) => !token.isPlace)]) {
    const joined = tokens.map((token) => token.text).join("");
    for (const [name, slips] of joinedNamesLike(index, joined)) {
      for (const group of index.joinedNames.get(name) ?? []) {
        add(group, 1 - SLIP_PENALTY * slips, tokens === allTokens && placeTokens.length > 0);
      }
    }
  }
  return fit;
}

/**
 * The names that have a word, and how well it fits.
 * @param {SearchIndex} index
 * @param {Token} token
 */
function fitOfEntries(index, { candidates }) {
  /** @type {Map<number, number>} */
  const best = new Map();
  const add = keepBest(best);
  for (const [word, fit] of candidates) {
    for (const entry of index.nameWords.get(word) ?? []) add(entry, fit);
  }
  return best;
}

/**
 * The names that a text is, or nearly, each with its number of slips.
 * @param {SearchIndex} index
 * @param {string} text without its spaces
 * @returns {[name: string, slips: number][]}
 */
export function joinedNamesLike(index, text) {
  if (index.joinedNames.has(text)) return [[text, 0]];
  if (text.length < SHORTEST_JOINED_MISSPELT) return [];
  return index.joinedVocabulary.nearest(text, allowedSlips(text));
}
