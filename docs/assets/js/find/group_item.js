/* A group among the results. */

import { element, select } from "../shared/dom.js";
import { pluralise } from "../shared/messages.js";

/** @typedef {import("./result_selector.js").GroupResult} GroupResult */
/** @typedef {import("./search_index.js").IndexData} IndexData */
/** @typedef {import("./search_index.js").Row} Row */

/**
 * @typedef {object} ItemOptions
 * @property {HTMLElement} page with the templates
 * @property {string} root the top of the site
 * @property {string[]} marked the words that were looked for
 * @property {boolean} belowHeading whether a heading stands above the list
 * @property {IndexData["far"]} far the words for distances
 */

const SHORTEST_MARKED_WORD = 3;
const WORD = /([\p{L}\p{N}]+)/u;
const WORDS = /[\p{L}\p{N}]+/gu;

/**
 * A group by its name alone.
 * @param {GroupResult} group
 * @param {ItemOptions} options
 */
export function makeGroupItem({ address, title }, { page, root, marked, belowHeading }) {
  const item = select("li", HTMLElement, templateContent(page, "[data-row]"));
  if (belowHeading) item.children[0].replaceWith(element("h4", element("a")));
  const anchor = select("a", HTMLAnchorElement, item);
  anchor.href = root + address;
  // Not marked: some screen readers would part the name there.
  anchor.textContent = title;
  return item;
}

/**
 * Puts in what else is shown of a group: the same as in the lists of other pages.
 * @param {HTMLElement} item
 * @param {GroupResult} group
 * @param {Row} row
 * @param {ItemOptions} options
 */
export function fillGroupItem(item, { miles }, row, { page, marked, far }) {
  const [, text, facts, paper] = item.children;
  const [summary, freshness, freshnessText, where, contact, ...ways] = row;
  text.append(...markWords(summary, marked));
  paper.textContent = contact;
  const parts = [makeFact(page, "where", where)];
  if (miles !== null) {
    const away = Math.round(miles * (far.per_mile ?? 1));
    parts.push(makeFact(page, "miles", miles ? pluralise(far.miles, away) : far.here));
  }
  parts.push(...ways.map((way) => makeFact(page, way)));
  if (!ways.length && freshness !== "closed") parts.push(makeFact(page, "none"));
  facts.append(...parts.flatMap((part) => [part, spokenBreak(), " "]));
  facts.append(makeFact(page, freshness, freshnessText));
}

/**
 * @param {HTMLElement} page
 * @param {string} name
 * @param {string} [text] what its words are, if they are not in the page
 */
function makeFact(page, name, text = "") {
  const fact = select("span", HTMLElement, templateContent(page, `[data-fact="${name}"]`));
  fact.append(text);
  return fact;
}

/**
 * A copy of what is in a template of the page.
 * @param {HTMLElement} page
 * @param {string} selector
 */
function templateContent(page, selector) {
  const { content } = select(selector, HTMLTemplateElement, page);
  return /** @type {DocumentFragment} */ (content.cloneNode(true));
}

/** What stands between two parts for who listens. */
export function spokenBreak() {
  const made = element("span", ". ");
  made.className = "hide";
  return made;
}

/**
 * The words that were looked for, as they are and as they were understood.
 * @param {string} text
 * @param {string[]} corrected
 */
export function wordsToMark(text, corrected) {
  const words = [...(text.match(WORDS) ?? []), ...corrected].map((word) => word.toLowerCase());
  return words.filter((word) => word.length >= SHORTEST_MARKED_WORD);
}

/**
 * A text in parts, with the words that begin as one of these do marked.
 * @param {string} text
 * @param {string[]} marked
 */
function markWords(text, marked) {
  const parts = text.split(WORD).filter(Boolean);
  return parts.map((part) =>
    marked.some((word) => part.toLowerCase().startsWith(word)) ? element("mark", part) : part,
  );
}
