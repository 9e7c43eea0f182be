/* What the results around a place say of how far groups reach. */

import { element } from "../shared/dom.js";
import { formatMessage, pluralise } from "../shared/messages.js";
import { spokenBreak } from "./group_item.js";

/** @typedef {import("./result_selector.js").GroupResult} GroupResult */
/** @typedef {import("./result_selector.js").Level} Level */
/** @typedef {import("./search_engine.js").SearchEngine} SearchEngine */
/** @typedef {import("./search_engine.js").SearchResponse} SearchResponse */
/** @typedef {import("./search_index.js").FindWords} FindWords */
/** @typedef {import("./search_places.js").SearchPlace} SearchPlace */

/**
 * What stands above the groups of a level: how far they reach, and how many they are in all.
 * @param {Level} level
 * @param {number} count
 * @param {SearchPlace} place
 * @param {SearchEngine} engine
 */
function levelHeading(level, count, { area, phrase }, { data, reach }) {
  const { levels } = data.say;
  const nation = reach.nation(area)?.title ?? "";
  const title = formatMessage(levels[level], { place: phrase, nation });
  const number = element("span", pluralise(data.groups, count));
  number.className = "part";
  return element("h3", title, spokenBreak(), number);
}

/**
 * The lists of the groups that are shown: one for each level, below its heading, or one of all.
 * @param {SearchResponse} found
 * @param {GroupResult[]} groups
 * @param {SearchEngine} engine
 * @param {(group: GroupResult, number: number, belowHeading: boolean) => HTMLElement} makeItem
 */
export function groupSections({ place, levelCounts }, groups, engine, makeItem) {
  /** @type {HTMLElement[]} */
  const parts = [];
  /** @type {Level | null} */
  let level = null;
  /** @type {HTMLElement | null} */
  let list = null;
  groups.forEach((group, number) => {
    if (!list || group.level !== level) {
      level = group.level;
      if (level && place) parts.push(levelHeading(level, levelCounts[level] ?? 0, place, engine));
      list = element("ul");
      list.className = "rows";
      parts.push(list);
    }
    list.append(makeItem(group, number, level !== null));
  });
  return parts;
}

/**
 * That no group is just for the people of the place, where that is so, and what there is instead.
 * @param {SearchResponse} found
 * @param {FindWords} words
 */
export function noneLocal({ place, isNoneLocal, groupCount, levelCounts, isAll }, { none }) {
  if (!place || !isNoneLocal || !groupCount || levelCounts.named) return "";
  const facts = { place: place.phrase };
  if (isAll) return formatMessage(none.known, facts);
  if (levelCounts.wider) return formatMessage(none.wider, facts);
  if (levelCounts.near) return formatMessage(none.near, facts);
  return levelCounts.nation || levelCounts.country ? formatMessage(none.far, facts) : "";
}
