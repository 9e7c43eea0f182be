/* The buttons that put a group on the reader's own list or take it off, in lists of groups and on
   the page of a group, and the way to that list. Without this file there are none. */

import { element, select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { PAGES, TOP } from "../shared/site_root.js";
import { MAX_GROUPS, onListChange, readList, saveList } from "./saved_list.js";

// A language without pages of groups leads to those of the main one.
const FOLDERS = [`${PAGES}orgs/`, `${TOP}orgs/`];
// The page of a group, not one of a letter, which is one sign long.
const GROUP_PAGE = /^([a-z0-9-]{2,})\/$/;
// So long after it was put in, a live region is known to those who listen.
const REGION_DELAY = 150;

const bar = select("[data-shortlist]", HTMLElement);
const way = select("nav", HTMLElement, bar);
/** @type {Record<string, string>} */
const words = JSON.parse(bar.dataset.shortlist ?? "{}");
/** @type {HTMLElement | null} */
let status = null;

/** @param {string} address */
function slugOf(address) {
  const folder = FOLDERS.find((start) => address.startsWith(start));
  return (folder && address.slice(folder.length).match(GROUP_PAGE)?.[1]) || "";
}

/** Gives each group in a list its button; it stands last, so that the name is read out first. */
function addButtons() {
  for (const link of document.querySelectorAll("main .row > :is(h2, h3, h4) > a")) {
    const row = link.closest(".row");
    const slug = link instanceof HTMLAnchorElement ? slugOf(link.href) : "";
    if (!row || !slug || row.querySelector("button[data-group]")) continue;
    const button = element("button");
    button.type = "button";
    button.className = "keep";
    button.dataset.group = slug;
    button.dataset.name = link.textContent ?? "";
    row.append(button);
  }
  showList();
}

/** Says on each button what it does now, and shows the way to the list if there is anything on it. */
function showList() {
  const listed = readList();
  for (const button of groupButtons()) {
    button.disabled = false;
    const { group = "", name = "", add, remove } = button.dataset;
    const isListed = listed.includes(group);
    const text = isListed ? (remove ?? words.remove) : (add ?? words.add);
    // What is said already stays: an observer of the page would be called for nothing.
    if (button.textContent === text) continue;
    button.textContent = text;
    button.classList.toggle("listed", isListed);
    if (add) continue;
    const label = isListed ? words.remove_named : words.add_named;
    button.setAttribute("aria-label", formatMessage(label, { name }));
  }
  way.hidden = !listed.length || document.querySelector("[data-list-page]") !== null;
  const link = select("a", HTMLElement, way);
  link.textContent = formatMessage(words.count, { n: listed.length });
}

/** @returns {NodeListOf<HTMLButtonElement>} */
const groupButtons = () => document.querySelectorAll("button[data-group]");

/** @param {HTMLButtonElement} button */
function toggle(button) {
  const { group = "", name = "" } = button.dataset;
  const before = readList();
  const isListed = before.includes(group);
  if (!isListed && before.length >= MAX_GROUPS) return say(words.full, { n: MAX_GROUPS });
  const after = isListed ? before.filter((slug) => slug !== group) : [...before, group];
  if (!saveList(after)) return say(words.blocked);
  say(isListed ? words.removed : words.added, { name }, "hide");
  // Nothing waits for it, and where it fails the list works all the same while there is a connection.
  import("./keep_list.js").then(({ keepList }) => keepList(after)).catch(() => {});
}

/**
 * Tells those who listen, and those who look what the button does not show them.
 * @param {string} message
 * @param {Record<string, string | number>} [facts]
 * @param {string} [className] how it looks
 */
function say(message, facts = {}, className = "") {
  status ??= makeStatus();
  const region = status;
  setTimeout(() => {
    region.textContent = formatMessage(message, facts);
    region.className = className;
  }, REGION_DELAY);
}

function makeStatus() {
  const made = element("p");
  made.setAttribute("role", "status");
  bar.prepend(made);
  return made;
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element && target.closest("button[data-group]");
  if (button instanceof HTMLButtonElement) toggle(button);
});
// Results of the search come late, and so does the list itself.
const late = document.querySelector("[data-list]");
if (late) new MutationObserver(addButtons).observe(late, { childList: true, subtree: true });
onListChange(showList);
addButtons();
