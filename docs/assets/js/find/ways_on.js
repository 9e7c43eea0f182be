/* No results is not the end: without a filter, everywhere, the list of all, or tell us. */

import { element, link } from "../shared/dom.js";
import { formatMessage, pluralise } from "../shared/messages.js";
import { filterTitle } from "./filters_view.js";
import { PAGE_SIZE } from "./search_state.js";

/** @typedef {import("./results_view.js").ResultsView} ResultsView */
/** @typedef {import("./search_state.js").SearchState} SearchState */

/**
 * The sentence that nothing was found, and ways on; each says how much it brings.
 * @param {ResultsView} view
 * @param {SearchState} state
 * @param {string} nothing the sentence
 */
export async function waysOn(view, state, nothing) {
  const { words, engine } = view;
  const { root } = view.context;
  const ways = [];
  for (const { state: other, words: sentence, facts } of widerStates(view, state)) {
    const { groupCount } = await view.search(other);
    if (!groupCount) continue;
    const count = pluralise(engine.data.groups, groupCount);
    const text = formatMessage(sentence, { ...facts, count });
    ways.push(element("li", view.stateLink({ ...other, limit: PAGE_SIZE }, text)));
  }
  ways.push(element("li", link(`${root}orgs/`, words.browse)));
  ways.push(element("li", link(`${root}add/`, words.tell)));
  return [element("p", nothing), element("ul", ...ways)];
}

/**
 * The state without each of its filters, and without its place.
 * @param {ResultsView} view
 * @param {SearchState} state
 */
function widerStates({ context, words }, state) {
  const wider = Object.entries(state.filters).flatMap(([facet, values]) =>
    values.map((value) => {
      const left = values.filter((other) => other !== value);
      return {
        state: { ...state, filters: { ...state.filters, [facet]: left } },
        words: words.drop,
        facts: { filter: filterTitle(context.filterBoxes, facet, value) },
      };
    }),
  );
  if (!state.where || !state.text) return wider;
  const { where } = state;
  const everywhere = { state: { ...state, where: "" }, words: words.anywhere };
  return [...wider, { ...everywhere, facts: { where } }];
}
