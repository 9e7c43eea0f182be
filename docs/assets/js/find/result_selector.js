/* Which groups and pages are shown, and in what order. */

import { fold } from "../shared/text.js";
import { applyFilters } from "./facets.js";
import { hasAllWords } from "./ranking.js";
import { LEVELS, NEAR_MILES } from "./reach.js";

/** @typedef {import("./facets.js").Filters} Filters */
/** @typedef {import("./library_search.js").Reading} Reading */
/** @typedef {import("./query_parser.js").ParsedQuery} ParsedQuery */
/** @typedef {import("./ranking.js").Scores} Scores */
/** @typedef {import("./reach.js").PlaceReach} PlaceReach */
/** @typedef {import("./reach.js").Reach} Reach */
/** @typedef {import("./search_index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */
/** @typedef {import("./search_state.js").Sort} Sort */

/**
 * How far a group reaches for the people of a place; or "named" for one that has the name that was
 * typed, wherever it is.
 * @typedef {typeof LEVELS[number] | "named"} Level
 */

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

// A name that fits so well stands before everything else; one that fits wholly, or but for a slip or
// two, is shown even if the group has closed.
const NAME_MATCH = 0.7;
const EXACT_NAME = 0.95;
// Of the words, a group has at least this part.
const LEAST_HITS = 0.5;
const INSIDE = LEVELS.indexOf("inside");
/** @type {(Level | null)[]} the last comes first */
const LEVEL_ORDER = [null, ...LEVELS, "named"];
// Where nobody knows how far it is, a group comes after those where somebody does.
const UNKNOWN_MILES = 10_000;
const FRESHNESS_ORDER = ["confirmed", "recent", "unconfirmed", "closed"];

export class ResultSelector {
  /**
   * @param {SearchIndex} index
   * @param {Reach} reach
   */
  constructor(index, reach) {
    this.index = index;
    this.reach = reach;
    this.data = index.data;
    /** The surer it is that a group is still there, the lower. */
    this.freshness = new Uint8Array(index.size);
    FRESHNESS_ORDER.forEach((freshness, rank) => {
      for (const group of index.withFreshness(freshness)) this.freshness[group] = rank;
    });
  }

  /**
   * The groups that are shown, in their order, and the pages about what was asked for.
   * @param {ParsedQuery} parsed
   * @param {Scores} scores
   * @param {object} request
   * @param {SearchPlace | null} request.place
   * @param {PlaceReach | null} request.reach how far groups reach for the people of the place
   * @param {Filters} request.filters
   * @param {Sort} request.sort
   * @param {boolean} request.includeClosed
   */
  select(parsed, scores, { place, reach, filters, sort, includeClosed }) {
    const { total, hits, nameFit, needed } = scores;
    const everything = !parsed.tokens.length;
    /** @param {number} group */
    const isWanted = (group) => {
      if (nameFit[group] >= EXACT_NAME) return true;
      const isHere = !reach || reach.levels[group] > 0;
      return isHere && (!this.index.closed[group] || includeClosed);
    };
    const wanted = this.data.names.map((_, group) => group).filter(isWanted);
    // Where none has so many of the words, those that have most are better than none.
    const most = wanted.reduce((best, group) => Math.max(best, hits[group]), 0);
    const enough = Math.min(needed * LEAST_HITS, most);
    let matching = wanted.filter(
      (group) =>
        everything ||
        nameFit[group] >= NAME_MATCH ||
        (total[group] > 0 && hits[group] >= enough),
    );
    // What was typed besides a place leads to nothing there: all groups of the place are left.
    const isInText = parsed.place !== null;
    const onlyPlace = !matching.length && isInText;
    if (onlyPlace) matching = wanted;
    const complete = matching.filter(
      (group) => hasAllWords(scores, group) || nameFit[group] >= NAME_MATCH,
    );
    const isPartial = !everything && needed > 0 && !complete.length && matching.length > 0;
    // All words first; where no group has them all, those with most of them: of the people that were
    // named, where there are any.
    const ofPeople = matching.filter((group) => scores.people[group] > 0);
    const some = ofPeople.length ? ofPeople : matching;
    const groups = everything ? matching : isPartial ? some : complete;
    const { kept, counts } = applyFilters(this.index, groups, filters);
    // What was typed is a name: the place in it is that of the group, wherever that works.
    /** @type {(group: number) => Level | null} */
    const levelOf = (group) => {
      if (!reach) return null;
      const isNamed = nameFit[group] >= EXACT_NAME && (isInText || reach.levels[group] > 0);
      return isNamed ? "named" : LEVELS[reach.levels[group]];
    };
    const results = kept.map((group) => this.groupResult(group, levelOf(group), place));
    const first = this.sorting(sort, reach);
    const best = this.compare(scores, everything || onlyPlace, place, reach);
    results.sort(
      (one, other) =>
        LEVEL_ORDER.indexOf(other.level) - LEVEL_ORDER.indexOf(one.level) ||
        first(one, other) ||
        best(one, other),
    );
    const pages = this.topicPages(parsed);
    return {
      results: mergePages(results, pages, parsed, nameFit),
      pages,
      groupCount: kept.length,
      levelCounts: countLevels(results),
      isNoneLocal: reach !== null && !kept.some((group) => reach.levels[group] >= INSIDE),
      counts,
      isPartial,
    };
  }

  /**
   * These groups and no others, whatever the filters: each was asked for by its own number.
   * @param {number[]} groups
   */
  selectThese(groups) {
    return {
      results: groups.map((group) => this.groupResult(group, null, null)),
      pages: [],
      groupCount: groups.length,
      levelCounts: {},
      isNoneLocal: false,
      counts: applyFilters(this.index, groups, {}).counts,
      isPartial: false,
    };
  }

  /**
   * What the reader wants to come first among the groups of a level, if not the best match.
   * @param {Sort} sort
   * @param {PlaceReach | null} reach
   * @returns {(one: GroupResult, other: GroupResult) => number}
   */
  sorting(sort, reach) {
    if (sort === "name") return (one, other) => one.group - other.group;
    if (sort !== "near" || !reach) return () => 0;
    /** @type {(result: GroupResult) => number} */
    const miles = ({ group }) =>
      this.reach.isMeasurable(group) ? reach.distances[group] : UNKNOWN_MILES;
    return (one, other) => miles(one) - miles(other);
  }

  /**
   * The order of the results of a level, the best match first; among those near by the nearest, but
   * for names that fit. Then by the words that a group has, and by its score. Where nothing but a
   * place was asked for: as on its page.
   * @param {Scores} scores
   * @param {boolean} everything whether no more than a place was asked for
   * @param {SearchPlace | null} place
   * @param {PlaceReach | null} reach
   * @returns {(one: GroupResult, other: GroupResult) => number}
   */
  compare({ total, rank, nameFit }, everything, place, reach) {
    /** @param {number} group */
    const tier = (group) => {
      if (everything) return 0;
      return nameFit[group] >= NAME_MATCH ? 100 + Math.round(nameFit[group] * 20) : rank[group];
    };
    const isPoint = place !== null && isWithinArea(place);
    /** @type {(result: GroupResult) => number} */
    const distance = ({ group, level }) => {
      if (level === "near") return Math.round(reach?.distances[group] ?? 0);
      const hasOrder = reach && isPoint && level === "own" && everything;
      if (!hasOrder) return 0;
      return this.reach.isMeasurable(group)
        ? Math.min(NEAR_MILES, Math.round(reach.distances[group]))
        : NEAR_MILES;
    };
    return (one, other) =>
      tier(other.group) - tier(one.group) ||
      distance(one) - distance(other) ||
      total[other.group] - total[one.group] ||
      (reach
        ? reach.sizes[one.group] - reach.sizes[other.group] ||
          this.freshness[one.group] - this.freshness[other.group]
        : 0) ||
      one.group - other.group;
  }

  /**
   * @param {number} group
   * @param {Level | null} level
   * @param {SearchPlace | null} place
   * @returns {GroupResult}
   */
  groupResult(group, level, place) {
    // As on place pages: how far it is to what is near, and within the area of a town.
    const isTold = level === "near" || (level === "own" && place !== null && isWithinArea(place));
    const miles = place && isTold ? this.reach.milesTo(place, group) : null;
    return {
      kind: "group",
      group,
      address: `orgs/${this.index.slug(group)}/`,
      title: this.data.titles[group] ?? this.data.names[group],
      level,
      miles: miles !== null && miles <= NEAR_MILES ? miles : null,
    };
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
 * Whether a place is a town or an outcode, of whose area other people live elsewhere.
 * @param {SearchPlace} place
 */
function isWithinArea({ page, area, precision }) {
  return page !== area || precision === "postcode-district";
}

/**
 * How many groups each level has.
 * @param {GroupResult[]} results
 * @returns {Partial<Record<Level, number>>}
 */
function countLevels(results) {
  /** @type {Partial<Record<Level, number>>} */
  const counts = {};
  for (const { level } of results) if (level) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
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
