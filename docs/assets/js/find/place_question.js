/* Where the search has to know first which place is meant: the question, what to choose from, and
   the other ways on. */

import { element, link } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { PAGE_SIZE } from "./search_state.js";

/** @typedef {import("./search_places.js").PlaceQuestion} PlaceQuestion */
/** @typedef {import("./results_view.js").ResultsView} ResultsView */
/** @typedef {import("./search_engine.js").SearchResponse} SearchResponse */
/** @typedef {import("./search_state.js").SearchState} SearchState */

/**
 * The heading of a question.
 * @param {PlaceQuestion} question
 * @param {import("./search_index.js").PlaceWords} words
 */
function questionTitle({ choices, sentence, isNearMe }, words) {
  if (isNearMe) return words.here;
  if (!sentence) return words.lost;
  return choices.length ? words.which : words.unknown;
}

/**
 * Asks which place is meant, in place of results.
 * @param {SearchResponse} found
 * @param {PlaceQuestion} question
 * @param {SearchState} asked
 * @param {ResultsView} view
 */
export async function showQuestion({ topic, shown }, question, asked, view) {
  const { turn } = view;
  const state = { ...asked, text: topic };
  const { place: words, browse } = view.words;
  const { root } = view.context;
  const sentence = question.sentence || words.lost_text;
  /** @type {HTMLElement[]} */
  const parts = [element("p", sentence)];
  if (question.choices.length) {
    const choices = question.choices.map(({ label }) =>
      element("li", view.stateLink({ ...state, where: label, limit: PAGE_SIZE }, label)),
    );
    parts.push(element("ul", ...choices));
  }
  if (question.isNearMe) parts.push(...(await makeOffer(state, view)));
  const everywhere = { ...state, where: "", limit: PAGE_SIZE };
  const ways = [link(`${root}places/`, words.list)];
  if (state.text) {
    const text = formatMessage(words.everywhere, { what: shown ?? topic });
    ways.unshift(view.stateLink(everywhere, text));
  } else {
    ways.push(link(`${root}orgs/`, browse));
  }
  parts.push(element("p", words.ways), element("ul", ...ways.map((way) => element("li", way))));
  if (turn !== view.turn) return;
  view.notes.replaceChildren(...parts);
  view.list.replaceChildren();
  view.works.replaceChildren();
  view.showEnd(0, 0);
  view.headline.set(questionTitle(question, words));
}

/**
 * The button for the place of the device, with a line that says how it goes.
 * @param {SearchState} state
 * @param {ResultsView} view
 */
async function makeOffer(state, { engine, context }) {
  const [geocoder, script] = await Promise.all([
    engine.places.geocoder(),
    // Without it, the reader still can write a place.
    import("../places/near_me.js").catch(() => null),
  ]);
  const status = element("p");
  status.setAttribute("role", "status");
  const offer = script?.makeLocateButton(geocoder, {
    announce: (sentence) => {
      status.textContent = sentence;
    },
    onFound: ({ label }) => context.follow({ ...state, where: label, limit: PAGE_SIZE }),
  });
  return offer ? [offer, status] : [];
}
