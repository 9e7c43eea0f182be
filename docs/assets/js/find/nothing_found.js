/* The answer of the search that finds nothing: others add to it what they have found. */

/** @type {import("./search_engine.js").GroupsResponse} */
export const NOTHING_FOUND = {
  results: [],
  pages: [],
  guides: [],
  groupCount: 0,
  levelCounts: {},
  isNoneLocal: false,
  isAll: false,
  counts: {},
  isPartial: false,
  corrections: [],
  unfamiliar: [],
  said: [],
  shown: null,
  place: null,
  question: null,
  placeChoices: [],
  placeNote: "",
  topic: "",
  readings: async () => [],
};
