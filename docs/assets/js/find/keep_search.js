/* Keeps the search on this device for when there is no connection. */

import { keepOffline } from "../shared/offline.js";
import { PAGES, TOP } from "../shared/site_root.js";

// All that it needs; what these import is in them.
const SCRIPTS = (
  "find/find_page find/results_view find/identifier_search find/keep_search find/library_search " +
  "find/new_build find/place_question find/place_reader places/geocoder places/near_me " +
  "shortlist/add_buttons shortlist/keep_list"
).split(" ");

/**
 * @param {HTMLElement} page the part that shows results
 * @param {string} version of all scripts
 */
export async function keepSearch(page, version) {
  const { index = "", offline = "" } = page.dataset;
  await keepOffline("find", version + index, [
    `${PAGES.slice(TOP.length)}find/`,
    "help-now/",
    "help-now/easy/",
    ...SCRIPTS.map((name) => `assets/js/${name}.js${version}`),
    ...offline.split(" "),
  ]);
}
