/* The filters beside the results. */

/** @typedef {import("./search_index.js").SearchIndex} SearchIndex */
/** @typedef {Record<string, string[]>} Filters the chosen values of each facet */
/** @typedef {Record<string, Record<string, number>>} FacetCounts by facet and choice */

const FACETS = [
  "touch",
  "online",
  "come",
  "active",
  "led",
  "for",
  "does",
  "reach",
  "way",
  "access",
  "fresh",
];

/**
 * The groups that pass all filters, and how many would pass with each choice.
 * @param {SearchIndex} index
 * @param {number[]} groups
 * @param {Filters} filters
 * @returns {{kept: number[], counts: FacetCounts}}
 */
export function applyFilters(index, groups, filters) {
  // How many filters a group fails, and one of those that it fails.
  const failures = new Uint8Array(index.size);
  const failed = new Uint8Array(index.size);
  FACETS.forEach((facet, number) => {
    const passing = groupsWithAny(index, facet, filters[facet] ?? []);
    if (!passing) return;
    for (const group of groups) {
      if (passing.has(group)) continue;
      failures[group] += 1;
      failed[group] = number;
    }
  });
  const found = new Set(groups);
  /** @type {FacetCounts} */
  const counts = {};
  FACETS.forEach((facet, number) => {
    /** @param {number} group whether it passes all filters but those of this facet */
    const passes = (group) =>
      found.has(group) && (!failures[group] || (failures[group] === 1 && failed[group] === number));
    counts[facet] = {};
    for (const [choice, members] of index.facets[facet] ?? []) {
      counts[facet][choice] = members.filter(passes).length;
    }
  });
  return { kept: groups.filter((group) => !failures[group]), counts };
}

/**
 * The groups that have any of these choices; null where nothing that is known was chosen.
 * @param {SearchIndex} index
 * @param {string} facet
 * @param {string[]} choices
 */
function groupsWithAny(index, facet, choices) {
  const known = choices.filter((choice) => index.facets[facet]?.has(choice));
  if (!known.length) return null;
  return new Set(known.flatMap((choice) => index.facets[facet].get(choice) ?? []));
}
