/* The filters beside the results, with live numbers, and the list of those that are chosen. */

import { element } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";

/** @typedef {import("./facets.js").FacetCounts} FacetCounts */
/** @typedef {import("./facets.js").Filters} Filters */
/** @typedef {import("./search_index.js").FindWords} FindWords */

/**
 * The title of a filter; its value where the page does not have it.
 * @param {HTMLInputElement[]} boxes
 * @param {string} facet
 * @param {string} value
 */
export function filterTitle(boxes, facet, value) {
  const box = boxes.find((other) => other.name === facet && other.value === value);
  return box?.parentElement?.querySelector("[data-title]")?.textContent ?? value;
}

/**
 * The numbers beside the choices. One that would leave nothing cannot be chosen, but can be taken
 * away.
 * @param {HTMLInputElement[]} boxes
 * @param {FacetCounts} counts
 */
export function showCounts(boxes, counts) {
  for (const box of boxes) {
    const number = box.parentElement?.querySelector("[data-count]");
    if (!number) continue;
    const count = counts[box.name]?.[box.value] ?? 0;
    number.textContent = String(count);
    box.disabled = !count && !box.checked;
  }
}

/**
 * Lists the chosen filters, each as a button that takes it away.
 * @param {HTMLElement} list
 * @param {Filters} filters
 * @param {object} options
 * @param {HTMLInputElement[]} options.filterBoxes
 * @param {(name: string, value: string) => void} options.removeFilter
 * @param {FindWords} words
 */
export function showChosenFilters(list, filters, { filterBoxes, removeFilter }, words) {
  const items = Object.entries(filters).flatMap(([facet, values]) =>
    values.map((value) => {
      const filter = filterTitle(filterBoxes, facet, value);
      const button = element("button", formatMessage(words.remove, { filter }));
      button.type = "button";
      button.addEventListener("click", () => removeFilter(facet, value));
      return element("li", button);
    }),
  );
  list.hidden = !items.length;
  list.setAttribute("aria-label", words.chosen);
  list.replaceChildren(...items);
}
