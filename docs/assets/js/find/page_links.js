/* One line among the groups that leads to pages about what was asked for: a place, people, what
   groups do, something to read. */

import { element, link, select } from "../shared/dom.js";
import { fold } from "../shared/text.js";

/** @typedef {import("./result_selector.js").PageResult} PageResult */
/** @typedef {import("./search_index.js").FindWords} FindWords */

const MOST_LINKS = 3;
// The groups, which most people look for, come first.
const GROUPS_BEFORE = 5;

/**
 * The best few: those of the name that was typed, then the first of each kind, then the others.
 * @param {PageResult[]} pages
 * @param {string} text
 */
export function bestPages(pages, text) {
  const name = fold(text);
  /** @param {PageResult} page @param {number} at */
  const rank = (page, at) => {
    if (name && fold(page.title) === name) return 0;
    return pages.findIndex(({ kind }) => kind === page.kind) === at ? 1 : 2;
  };
  return pages
    .map((page, at) => ({ page, rank: rank(page, at) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_LINKS)
    .map(({ page }) => page);
}

/**
 * A sentence with a list of links behind it; nothing without pages.
 * @param {PageResult[]} pages
 * @param {string} root the top of the site
 * @param {FindWords} words
 */
export function pageLinks(pages, root, words) {
  if (!pages.length) return [];
  const items = pages.map(({ address, title, kind }) =>
    element("li", link(root + address, title), ` (${words.kinds[kind]})`),
  );
  const list = element("ul", ...items);
  list.className = "pages";
  return [element("p", words.things), list];
}

/**
 * Makes a place for such a line behind the fifth group, or the last where there are fewer: a list
 * that goes on is parted there. What comes later is only filled in, so that nothing is moved then.
 * @param {HTMLElement} groups
 */
export function putAmongGroups(groups) {
  const about = element("div");
  about.className = "about";
  about.hidden = true;
  const rows = groups.querySelectorAll(".row");
  const last = rows[Math.min(GROUPS_BEFORE, rows.length) - 1];
  const list = last?.parentElement;
  if (!list) {
    groups.prepend(about);
    return;
  }
  list.after(about);
  if (!last.nextElementSibling) return;
  const rest = /** @type {HTMLElement} */ (list.cloneNode());
  while (last.nextElementSibling) rest.append(last.nextElementSibling);
  about.after(rest);
}

/**
 * @param {HTMLElement} groups
 * @param {HTMLElement[]} parts
 */
export function fillAbout(groups, parts) {
  const about = select(".about", HTMLElement, groups);
  about.replaceChildren(...parts);
  about.hidden = !parts.length;
}
