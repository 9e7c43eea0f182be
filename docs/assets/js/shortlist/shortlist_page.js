/* The page of the reader's own list, and of a list that somebody sent as an address. */

import { element, link, select } from "../shared/dom.js";
import { formatMessage, pluralise } from "../shared/messages.js";
import { PAGES } from "../shared/site_root.js";
import { loadGroups } from "./group_facts.js";
import { keepList } from "./keep_list.js";
import { listAddress, sendAddresses, slugsIn } from "./list_text.js";
import { MAX_GROUPS, canSave, onListChange, readList, saveList } from "./saved_list.js";

/** @typedef {import("./group_facts.js").ListedGroup} ListedGroup */

const PAGE = `${PAGES}shortlist/`;

const page = select("[data-list-page]", HTMLElement);
const words = JSON.parse(page.dataset.words ?? "{}");
const status = select("[data-status]", HTMLElement, page);
const list = select("[data-list]", HTMLElement, page);
const empty = select("[data-empty]", HTMLElement, page);
const filled = select("[data-filled]", HTMLElement, page);
const shared = select("[data-shared]", HTMLElement, page);
const confirmation = select("[data-confirm]", HTMLElement, page);
const template = select("[data-item]", HTMLTemplateElement, page);

/** The list in the address, if there is one: then that is shown. */
let sent = slugsIn(location.search);

/** The slugs of the rows that stand on the page. */
let shown = "";

const current = () => sent ?? readList();

/** @param {string} selector */
const button = (selector) => select(selector, HTMLButtonElement, page);

/** @param {string} message @param {Record<string, string | number>} [facts] */
function say(message, facts = {}) {
  status.textContent = formatMessage(message, facts);
}

/** Shows the list as it is now. */
async function show() {
  const slugs = current();
  const focused = [...list.children].findIndex((row) => row.contains(document.activeElement));
  /** @type {ListedGroup[]} */
  let groups = [];
  try {
    groups = await loadGroups(slugs);
  } catch {
    say(words.broken);
    return;
  }
  // It may have changed while we waited.
  if (slugs.join() !== current().join()) return;
  if (shown !== slugs.join()) {
    shown = slugs.join();
    list.replaceChildren(...groups.map((group, n) => makeRow(group, n, groups.length)));
    if (focused >= 0) focusRow(Math.min(focused, groups.length - 1));
  }
  empty.hidden = groups.length > 0;
  filled.hidden = !groups.length;
  showShared();
  showWaysToSend(groups);
  followMoves(groups);
}

/**
 * @param {ListedGroup} group
 * @param {number} position
 * @param {number} total
 */
function makeRow({ slug, facts }, position, total) {
  const row = select("li", HTMLElement, /** @type {DocumentFragment} */ (template.content.cloneNode(true)));
  const name = facts?.name ?? slug.replaceAll("-", " ");
  row.dataset.slug = slug;
  const heading = select("h2", HTMLElement, row);
  const ways = select("dl", HTMLElement, row);
  if (facts) {
    heading.append(link(`${PAGES}orgs/${slug}/`, name));
    select("[data-summary]", HTMLElement, row).textContent = facts.summary;
    select("[data-facts]", HTMLElement, row).textContent = `${facts.where}. ${facts.freshness}.`;
    if (facts.ways.length) ways.append(...facts.ways.map(makeWay));
    else ways.remove();
    select("[data-none]", HTMLElement, row).hidden = facts.ways.length > 0;
    select("[data-page]", HTMLElement, row).textContent = `${PAGES}orgs/${slug}/`;
  } else {
    heading.textContent = name;
    select("[data-summary]", HTMLElement, row).textContent = words.gone;
    for (const part of row.querySelectorAll("[data-facts], dl, [data-none], [data-page]")) part.remove();
    if (!sent) row.append(makeRemoveButton(slug, name));
  }
  for (const order of row.querySelectorAll("button")) {
    const isUp = order.dataset.move === "up";
    if (!order.dataset.move) continue;
    order.hidden = sent !== null || (isUp ? position === 0 : position === total - 1);
    order.setAttribute("aria-label", formatMessage(isUp ? words.up_named : words.down_named, { name }));
  }
  return row;
}

/**
 * A group that is no longer there has no page; so its button cannot come from its link.
 * @param {string} slug
 * @param {string} name
 */
function makeRemoveButton(slug, name) {
  const made = element("button");
  made.type = "button";
  made.className = "keep";
  made.dataset.group = slug;
  made.dataset.name = name;
  return made;
}

/** @param {import("./group_facts.js").ContactWay} way */
function makeWay([label, text, address]) {
  const value = element("dd", address ? link(address, text) : text);
  return element("div", element("dt", label), value);
}

function showShared() {
  const own = readList();
  shared.hidden = !sent;
  const others = (sent ?? []).filter((slug) => !own.includes(slug));
  button("[data-take]").hidden = !others.length;
  select("[data-clear-part]", HTMLElement, page).hidden = sent !== null;
}

/** @param {ListedGroup[]} groups */
function showWaysToSend(groups) {
  const { email, text } = sendAddresses(groups, PAGES, words);
  select("[data-email]", HTMLAnchorElement, page).href = email;
  select("[data-text]", HTMLAnchorElement, page).href = text;
}

/** @param {number} position */
function focusRow(position) {
  const place = list.children[position]?.querySelector("a, button") ?? select("h1", HTMLElement, document);
  if (place instanceof HTMLElement) place.focus();
}

/**
 * Groups that have moved stand on the list under their new slugs from now on.
 * @param {ListedGroup[]} groups
 */
function followMoves(groups) {
  const slugs = groups.map(({ slug }) => slug);
  if (!sent && slugs.join() !== readList().join()) saveList(slugs);
}

/**
 * Puts a group one place further up or down, and keeps the focus on it.
 * @param {string} slug
 * @param {number} step
 */
async function move(slug, step) {
  const slugs = readList();
  const from = slugs.indexOf(slug);
  const to = from + step;
  if (from < 0 || to < 0 || to >= slugs.length) return;
  slugs.splice(to, 0, ...slugs.splice(from, 1));
  saveList(slugs);
  await show();
  const row = list.children[to];
  const wanted = row.querySelector(`[data-move="${step < 0 ? "up" : "down"}"]:not([hidden])`);
  const usable = wanted ?? row.querySelector("[data-move]:not([hidden])");
  if (usable instanceof HTMLElement) usable.focus();
  say(words.moved, { name: row.querySelector("h2")?.textContent ?? "", n: to + 1, all: slugs.length });
}

/** Takes the groups that somebody sent onto the reader's own list, which is then shown. */
function takeSent() {
  const own = readList();
  const added = (sent ?? []).filter((slug) => !own.includes(slug));
  const room = MAX_GROUPS - own.length;
  if (added.length > room) return say(words.too_many, { n: MAX_GROUPS });
  sent = null;
  if (!saveList([...own, ...added])) return say(words.blocked);
  showOwn();
  keepPages();
  say(words.taken, { count: pluralise(words.counts, added.length) });
}

/** Shows the reader's own list instead of one that somebody sent. */
function showOwn() {
  sent = null;
  history.replaceState(null, "", PAGE);
  show();
  select("h1", HTMLElement, document).focus();
}

/** @param {boolean} isAsking */
function ask(isAsking) {
  confirmation.hidden = !isAsking;
  button("[data-clear]").setAttribute("aria-expanded", String(isAsking));
  (isAsking ? button("[data-keep-all]") : button("[data-clear]")).focus();
}

function clear() {
  ask(false);
  saveList([]);
  keepPages();
  select("h1", HTMLElement, document).focus();
  say(words.cleared);
}

/** Nothing waits for it, and where it fails the list works all the same. */
function keepPages() {
  keepList(readList()).catch(() => {});
}

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(currentAddress());
    say(words.copied);
  } catch {
    say(words.not_copied);
  }
}

function share() {
  // Who closes the sheet again wants nothing more.
  navigator.share({ title: document.title, url: currentAddress() }).catch(() => {});
}

const currentAddress = () => listAddress(PAGE, current());

list.addEventListener("click", ({ target }) => {
  const pressed = target instanceof Element && target.closest("[data-move]");
  const row = pressed && pressed.closest("li");
  if (row) move(row.dataset.slug ?? "", pressed.getAttribute("data-move") === "up" ? -1 : 1);
});
button("[data-take]").addEventListener("click", takeSent);
button("[data-own]").addEventListener("click", showOwn);
button("[data-print]").addEventListener("click", () => print());
button("[data-copy-list]").addEventListener("click", copyAddress);
button("[data-share]").addEventListener("click", share);
button("[data-clear]").addEventListener("click", () => ask(confirmation.hidden === true));
button("[data-keep-all]").addEventListener("click", () => ask(false));
button("[data-clear-all]").addEventListener("click", clear);
button("[data-share]").hidden = !navigator.share;
button("[data-copy-list]").hidden = !navigator.clipboard;
select("[data-blocked]", HTMLElement, page).hidden = canSave();
onListChange(show);
page.hidden = false;
show().then(keepPages);
