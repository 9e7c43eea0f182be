/* What the engine is asked for: what the reader typed, or groups that may help somebody who needs
   help now, of whose words only a place counts. */

/** @typedef {import("./search_engine.js").SearchEngine} SearchEngine */
/** @typedef {import("./search_state.js").SearchState} SearchState */

/**
 * @param {SearchEngine} engine
 * @param {SearchState} state
 * @param {boolean} typing
 */
export async function requestFor(engine, { text, where, filters, sort, crisis }, typing) {
  const request = { text, where, filters, sort, includeClosed: Boolean(filters.closed), typing };
  if (!crisis?.search) return request;
  return { ...request, text: crisis.search, where: where || (await placeIn(engine, text)) };
}

/**
 * The place that words name, as it was typed.
 * @param {SearchEngine} engine
 * @param {string} text
 */
async function placeIn(engine, text) {
  await engine.loadTerms();
  // As if it were still being typed: no list of places is fetched for such words.
  const { words, placeWords } = await engine.requests.readPlace(text, "", true);
  return [...placeWords].map((number) => words[number]).join(" ");
}
