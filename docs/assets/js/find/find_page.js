/* The page of the search: reads the address and the forms, and has the results shown. */

import { element, select } from "../shared/dom.js";
import { loadOnce } from "../shared/load_once.js";
import { TOP } from "../shared/site_root.js";
import { askAhead } from "./ask_ahead.js";
import { isComeBack, keepPlace, placeBefore, takeOverScrolling } from "./come_back.js";
import { CrisisPanel } from "./crisis_panel.js";
import { takeOver } from "../boxes/handover.js";
import { PAGE_SIZE, asSort, formatState, parseState } from "./search_state.js";

/** @typedef {import("./search_state.js").SearchState} SearchState */
/** @typedef {{typing?: boolean, asked?: boolean, keepFocus?: boolean}} RunOptions */

const VERSION = new URL(import.meta.url).search;
const ROOT = new URL("../", location.href).href;
// After a key the reader may still be typing.
const TYPING_PAUSE_IN_MS = 250;
// Whoever waits longer for the search sees the list of all groups meanwhile.
const LONG_WAIT_IN_MS = 10_000;
// On a narrower screen the form and the filters do not stand beside the results.
const NARROW = 832;

const page = select("[data-find]", HTMLElement);
const questionForm = select("[data-ask]", HTMLFormElement);
const textInput = select("[name=q]", HTMLInputElement, questionForm);
const whereInput = select("[name=where]", HTMLInputElement, questionForm);
const filterForm = select("[data-filters]", HTMLFormElement);
const sortChoice = select("[name=sort]", HTMLSelectElement, filterForm);
const filterBoxes = [...filterForm.querySelectorAll("input")].filter(({ name }) => name);
const heading = select("#results", HTMLElement, page);
const moreButton = select("[data-more]", HTMLButtonElement, page);
const fallback = select("[data-fallback]", HTMLElement);
let isOpen = false;
// Whether the search has asked which place the reader means.
let isPlaceAsked = false;
// Whether the newest entry of the history is a search whose words are still being typed: what is
// typed next stands in its place, and the search before it stays where Back finds it.
let isBeingTyped = false;
const crisisPanel = new CrisisPanel();
// What the page is called while it has no results.
const NO_RESULTS = { heading: heading.textContent, title: document.title };
// An answer that comes at once needs no word about waiting.
const PATIENCE_IN_MS = 400;

// The number of the newest search: what comes of an earlier one is not shown.
let turns = 0;

/* --- The state, the address and the forms --- */

function readAddress(query = location.search) {
  const state = parseState(query, (name, value) =>
    filterBoxes.some((box) => box.name === name && box.value === value),
  );
  return crisisPanel.read(state);
}

/** @param {SearchState} state */
const addressOf = (state) => formatState(state) || location.pathname;

/** @param {string} address */
const isHere = (address) => address === (location.search || location.pathname);

/** @returns {SearchState} */
function readForms(limit = PAGE_SIZE) {
  /** @type {Record<string, string[]>} */
  const filters = {};
  for (const box of filterBoxes) if (box.checked) (filters[box.name] ??= []).push(box.value);
  const [text, where] = [textInput.value, whereInput.value];
  const sort = asSort(sortChoice.value);
  return crisisPanel.read({ text, where, filters, sort, limit, unknownFilters: [] });
}

/** @param {SearchState} state */
function writeForms({ text, where, filters, sort }) {
  textInput.value = text;
  whereInput.value = where;
  sortChoice.value = sort;
  for (const box of filterBoxes) box.checked = (filters[box.name] ?? []).includes(box.value);
}

/**
 * @param {string} name
 * @param {string} value
 */
function removeFilter(name, value) {
  for (const box of filterBoxes) {
    if (box.name === name && box.value === value) box.checked = false;
  }
  go(readForms());
  heading.focus();
}

/* --- What the reader does --- */

/**
 * Shows the results of a state, which from then on stands in the address.
 * @param {SearchState} state
 * @param {RunOptions} [options]
 */
function go(state, options = {}) {
  const address = addressOf(state);
  const goesOn = isBeingTyped && (options.typing || options.asked);
  if (goesOn || state.crisis) history.replaceState(null, "", address);
  else if (!isHere(address)) history.pushState(null, "", address);
  isBeingTyped = Boolean(options.typing);
  return run(state, options);
}

/**
 * Help now comes first; then what the search finds. Whether all of it is shown.
 * @param {SearchState} state
 * @param {RunOptions} [options]
 */
async function run(state, options = {}) {
  crisisPanel.show(state, options.typing);
  turns += 1;
  const turn = turns;
  const isNewest = () => turn === turns;
  const timer = setTimeout(() => isNewest() && showWaiting(), PATIENCE_IN_MS);
  try {
    const view = await openEngine();
    if (!isNewest()) return false;
    isOpen = true;
    fallback.hidden = true;
    await view.run(state, { ...options, onAnswer: () => clearTimeout(timer) });
    isPlaceAsked = view.asksForPlace;
    return isNewest();
  } catch {
    const isReloading = await reloadIfNewBuild(options.typing);
    if (isNewest() && !isReloading) showFailure();
  } finally {
    clearTimeout(timer);
  }
  return false;
}

/** What shows results, once its script and the index are there. They are loaded late, so that the
    forms are there at once, and so that this script can say it where the search cannot be had. */
const openEngine = loadOnce(async () => {
  const { openSearch } = await import("./results_view.js");
  return openSearch({
    page,
    root: ROOT,
    version: VERSION,
    filterBoxes,
    addressOf,
    follow,
    removeFilter,
    showResults,
    showAll: (limit) => go(readForms(limit)),
    onMissing: () => reloadIfNewBuild(document.activeElement === textInput),
  });
});

/** @param {boolean} [typing] */
async function reloadIfNewBuild(typing = false) {
  const { reloadIfNew } = await import("./new_build.js");
  const query = formatState({ ...readForms(readAddress().limit), crisis: null });
  return reloadIfNew(page.dataset.index ?? "", query, typing);
}

/**
 * Follows a link to another state.
 * @param {SearchState} state
 */
function follow(state) {
  writeForms(state);
  go(state);
  heading.focus();
}

/**
 * On a narrow screen the form fills it: once there is an answer, one line stands in its place.
 * @param {boolean} isFolded
 */
function fold(isFolded) {
  for (const part of [questionForm, page]) part.classList.toggle("folded", isFolded);
}

/** @param {SearchState} state */
const foldFor = ({ text, where }) => fold(Boolean(text || where) && !crisisPanel.isShown);

/** Who has asked goes on at the answer, if not at Help now. On a wide screen it is in sight. */
function moveToResults() {
  if (innerWidth < NARROW && !crisisPanel.isShown) showResults();
}

function showResults() {
  page.scrollIntoView();
  heading.focus({ preventScroll: true });
}

/** The heading is never that of another question. */
function showWaiting() {
  heading.textContent = page.dataset.loading ?? "";
}

function showFailure() {
  const { broken = "" } = page.dataset;
  heading.textContent = NO_RESULTS.heading;
  document.title = NO_RESULTS.title;
  select("[data-status]", HTMLElement, page).textContent = broken;
  select("[data-notes]", HTMLElement, page).replaceChildren(element("p", broken));
  for (const part of ["[data-list]", "[data-works]"]) {
    select(part, HTMLElement, page).replaceChildren();
  }
  moreButton.hidden = true;
  fallback.hidden = false;
}

function listen() {
  /** @type {number | undefined} */
  let pause;
  questionForm.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    const state = readForms();
    go(state, { asked: true });
    foldFor(state);
    moveToResults();
  });
  textInput.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => go(readForms(), { typing: true }), TYPING_PAUSE_IN_MS);
  });
  select("[data-change]", HTMLButtonElement, page).addEventListener("click", () => {
    fold(false);
    (isPlaceAsked ? whereInput : textInput).focus();
  });
  const prepare = () => openEngine().then((view) => view.prepareForText());
  textInput.addEventListener("focus", () => prepare().catch(() => {}), { once: true });
  filterForm.addEventListener("submit", (event) => event.preventDefault());
  filterForm.addEventListener("change", () => go(readForms()));
  // The boxes are reset after this event.
  filterForm.addEventListener("reset", () => setTimeout(() => go(readForms())));
  moreButton.addEventListener("click", () => {
    go(readForms(readAddress().limit + PAGE_SIZE), { keepFocus: true });
  });
  // While a page is left, it may be too late.
  for (const sign of ["click", "pagehide"]) addEventListener(sign, keepPlace);
  addEventListener("popstate", () => {
    const state = readAddress();
    isBeingTyped = false;
    writeForms(state);
    run(state);
    foldFor(state);
  });
}

async function start() {
  page.hidden = false;
  select(".without", HTMLElement, fallback).hidden = true;
  // The list of all groups would jump away when results come. It is for those who wait for long.
  fallback.hidden = true;
  setTimeout(() => {
    if (!isOpen) fallback.hidden = false;
  }, LONG_WAIT_IN_MS);
  heading.textContent = page.dataset.loading ?? "";
  const { state, typing } = firstState();
  const top = isComeBack() && placeBefore();
  const goBackTo = top ? takeOverScrolling(top) : null;
  if (state.text.trim()) askAhead(ROOT + (page.dataset.terms ?? ""));
  if (state.where.trim()) askAhead(`${TOP}assets/js/places/geocoder.js${VERSION}`);
  if (state.crisis || !location.search) history.replaceState(null, "", addressOf(state));
  writeForms(state);
  isBeingTyped = typing;
  if (typing) textInput.focus();
  for (const box of filterBoxes) {
    const group = box.checked && box.closest("details");
    if (group) group.open = true;
  }
  listen();
  const answer = run(state, { typing });
  if (!typing) foldFor(state);
  if ((state.text || state.where) && !typing && !isComeBack()) moveToResults();
  await answer;
  if (!goBackTo) return;
  // Rows are as high as they were once they have their buttons.
  await import("../shortlist/add_buttons.js").catch(() => {});
  goBackTo();
}

/** What another page, or this one before it was loaded anew, handed over; else what is asked in the
    address. */
function firstState() {
  const state = readAddress();
  const handed = takeOver();
  if (!handed) return { state, typing: false };
  const { query, typing } = handed;
  const handedState = readAddress(query);
  const isMeant = !location.search || location.search === formatState(handedState);
  return isMeant ? { state: handedState, typing } : { state, typing: false };
}

/** After the first visit the search works without a connection, too. Loaded when all else is done:
    nothing on the page waits for it. */
async function keepOffline() {
  const { keepSearch } = await import("./keep_search.js");
  await keepSearch(page, VERSION);
}

start().then(() => keepOffline().catch(() => {}));
