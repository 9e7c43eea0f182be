/* Which groups and pages are shown, and in what order. */

import { fold } from "../shared/text.js";
import { applyFilters } from "./facets.js";
import { hasAllWords } from "./ranking.js";
import { LEVELS } from "./reach.js";

/** @typedef {import("./facets.js").Filters} Filters */
/** @typedef {import("./library_search.js").Reading} Reading */
/** @typedef {import("./query_parser.js").ParsedQuery} ParsedQuery */
/** @typedef {import("./ranking.js").Scores} Scores */
/** @typedef {import("./reach.js").Reach} Reach */
/** @typedef {import("./search_index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */

/** @typedef {"none" | "country" | "nation" | "wider" | "own" | "near"} Level */

/**
 * @typedef {object} GroupResult
 * @property {"group"} kind
 * @property {number} group
 * @property {string} address
 * @property {string} title
 * @property {Level | null} level how far it reaches for the people of the place
 * @property {number | null} miles
 */

/**
 * @typedef {object} PageResult
 * @property {"people" | "activity" | "place" | "page" | "work" | Reading["kind"]} kind
 * @property {string} address
 * @property {string} title
 */

// A name that fits so well stands before everything else; one that fits wholly is shown even if the
// group has closed.
const NAME_MATCH = 0.7;
const EXACT_NAME = 0.95;
// Of the words, a group has at least this part.
const LEAST_HITS = 0.5;

export class ResultSelector {
  /**
   * @param {SearchIndex} index
   * @param {Reach} reach
   */
  constructor(index, reach) {
    this.index = index;
    this.reach = reach;
    this.data = index.data;
  }

  /**
   * The groups that are shown, in their order, and the pages about what was asked for.
   * @param {ParsedQuery} parsed
   * @param {Scores} scores
   * @param {Uint8Array | null} levels
   * @param {object} request
   * @param {SearchPlace | undefined} request.place the one that was asked for in its own box
   * @param {Filters} request.filters
   * @param {boolean} request.includeClosed
   */
  select(parsed, scores, levels, { place, filters, includeClosed }) {
    const { total, hits, nameFit, needed } = scores;
    const everything = !parsed.tokens.length;
    /** @param {number} group */
    const isMatch = (group) =>
      everything ||
      nameFit[group] >= NAME_MATCH ||
      (total[group] > 0 && hits[group] >= needed * LEAST_HITS);
    /** @param {number} group */
    const isWanted = (group) => {
      if (nameFit[group] >= EXACT_NAME) return true;
      const isHere = !place || (levels !== null && levels[group] > 0);
      return isHere && (!this.index.closed[group] || includeClosed);
    };
    const matching = [];
    for (let group = 0; group < this.index.size; group += 1) {
      if (isMatch(group) && isWanted(group)) matching.push(group);
    }
    const complete = matching.filter(
      (group) => hasAllWords(scores, group) || nameFit[group] >= NAME_MATCH,
    );
    const isPartial = !everything && needed > 0 && !complete.length && matching.length > 0;
    // All words first; where no group has them all, those with most of them.
    const groups = everything || isPartial ? matching : complete;
    const { kept, counts } = applyFilters(this.index, groups, filters);
    kept.sort(this.compare(scores, place ? levels : null));
    const near = place && levels ? this.nearby(place, kept, levels, isMatch) : [];
    const results = [...kept.map((group) => this.groupResult(group, levels)), ...near];
    const pages = this.topicPages(parsed);
    return {
      results: mergePages(results, pages, parsed, nameFit),
      pages,
      groupCount: kept.length,
      counts,
      isPartial,
    };
  }

  /**
   * The order of results: by level where a place was asked for, by the words that a group has, by
   * its score, by its name.
   * @param {Scores} scores
   * @param {Uint8Array | null} levels
   * @returns {(one: number, other: number) => number}
   */
  compare({ total, hits, nameFit }, levels) {
    /** @param {number} group */
    const tier = (group) =>
      nameFit[group] >= NAME_MATCH ? 100 + Math.round(nameFit[group] * 20) : hits[group];
    return (one, other) =>
      (levels ? levels[other] - levels[one] : 0) ||
      tier(other) - tier(one) ||
      total[other] - total[one] ||
      one - other;
  }

  /**
   * @param {number} group
   * @param {Uint8Array | null} levels
   * @returns {GroupResult}
   */
  groupResult(group, levels) {
    return {
      kind: "group",
      group,
      address: `orgs/${this.index.slug(group)}/`,
      title: this.data.titles[group] ?? this.data.names[group],
      level: levels && LEVELS[levels[group]],
      miles: null,
    };
  }

  /**
   * Groups that fit and are near the place, but for other people: they may welcome somebody from
   * here.
   * @param {SearchPlace} place
   * @param {number[]} kept
   * @param {Uint8Array} levels
   * @param {(group: number) => boolean} isMatch
   * @returns {GroupResult[]}
   */
  nearby(place, kept, levels, isMatch) {
    const shown = new Set(kept);
    const groups = this.reach.nearest(
      place,
      (group) => isMatch(group) && !shown.has(group) && !levels[group] && !this.index.closed[group],
    );
    return groups.map((group) => ({
      ...this.groupResult(group, levels),
      level: "near",
      miles: this.reach.milesTo(place, group),
    }));
  }

  /**
   * The pages about what was asked for.
   * @param {ParsedQuery} parsed
   * @returns {PageResult[]}
   */
  topicPages(parsed) {
    /** @type {PageResult[]} */
    const pages = parsed.concepts.map(({ facet, id, title }) =>
      facet === "led"
        ? { kind: "people", address: `people/${id}/`, title }
        : { kind: "activity", address: `activities/${id}/`, title },
    );
    if (parsed.place) {
      const { page, title } = parsed.place;
      pages.unshift({ kind: "place", address: `places/${page}/`, title });
    }
    const text = parsed.allTokens.map((token) => token.text).join(" ");
    for (const [address, title] of this.data.pages) {
      if (text && fold(title) === text) pages.push({ kind: "page", address, title });
    }
    return pages;
  }
}

/**
 * All in one list: pages first where they are all that was asked for, but behind a group of that
 * name; else last.
 * @param {GroupResult[]} results
 * @param {PageResult[]} pages
 * @param {ParsedQuery} parsed
 * @param {Float32Array} nameFit
 */
function mergePages(results, pages, { isTopic }, nameFit) {
  if (!isTopic || pages.length !== 1) return [...results, ...pages];
  const named = results.length > 0 && nameFit[results[0].group] >= NAME_MATCH ? 1 : 0;
  return [...results.slice(0, named), ...pages, ...results.slice(named)];
}
