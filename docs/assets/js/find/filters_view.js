/* The filters beside the results, with live numbers, and the list of those that are chosen. */

import { element, select } from "../shared/dom.js";
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
 * The numbers beside the choices. Those that would find nothing are put behind "Show all".
 * @param {HTMLInputElement[]} boxes
 * @param {FacetCounts} counts
 * @param {FindWords} words
 */
export function showCounts(boxes, counts, words) {
  for (const box of boxes) {
    const number = box.parentElement?.querySelector("[data-count]");
    if (number) number.textContent = String(counts[box.name]?.[box.value] ?? 0);
  }
  for (const list of new Set(boxes.map((box) => box.closest("fieldset")))) {
    if (list) foldEmptyChoices(list, counts, words);
  }
}

/**
 * @param {HTMLFieldSetElement} fieldset
 * @param {FacetCounts} counts
 * @param {FindWords} words
 */
function foldEmptyChoices(fieldset, counts, words) {
  const shown = fieldset.querySelector("[data-choices]");
  const details = fieldset.querySelector("[data-none]");
  if (!(shown instanceof HTMLElement && details instanceof HTMLElement)) return;
  const hidden = details.querySelector("ul") ?? element("ul");
  if (!hidden.isConnected) details.append(hidden);
  /** @param {Element} item where the reader is, it stays; else what is chosen is shown */
  const isEmpty = (item) => {
    const box = select("input", HTMLInputElement, item);
    if (box === document.activeElement) return hidden.contains(box);
    return !box.checked && !counts[box.name]?.[box.value];
  };
  const items = inOrder([...shown.children, ...hidden.children]);
  const empty = items.filter(isEmpty);
  putInto(hidden, empty);
  putInto(
    shown,
    items.filter((item) => !empty.includes(item)),
  );
  // A list of nothing would be read out.
  shown.hidden = !shown.children.length;
  details.hidden = !empty.length;
  select("[data-number]", HTMLElement, details).textContent = formatMessage(words.empty, {
    n: empty.length,
  });
}

/**
 * Makes these the items of a list. One that stands in its place already is not touched: it may have
 * the focus.
 * @param {Element} list
 * @param {Element[]} items
 */
function putInto(list, items) {
  /** @type {Element | null} */
  let next = null;
  for (const item of [...items].reverse()) {
    if (item.parentElement !== list || item.nextElementSibling !== next) {
      list.insertBefore(item, next);
    }
    next = item;
  }
}

/** @type {WeakMap<Element, number>} the places of choices as the page came */
const places = new WeakMap();

/** @param {Element[]} items */
function inOrder(items) {
  for (const [place, item] of items.entries()) if (!places.has(item)) places.set(item, place);
  return items.sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
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
