/* Shows results, and live numbers beside the filters. */

import { element, link, select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { FilterSheet } from "./filter_sheet.js";
import { showChosenFilters, showCounts } from "./filters_view.js";
import { fillGroupItem, makeGroupItem, wordsToMark } from "./group_item.js";
import { Headline } from "./headline.js";
import { groupSections, noneLocal } from "./levels_view.js";
import { bestPages, fillAbout, pageLinks, putAmongGroups } from "./page_links.js";
import { PrintAll } from "./print_all.js";
import { SearchEngine } from "./search_engine.js";
import { requestFor } from "./search_request.js";
import { PAGE_SIZE } from "./search_state.js";
import { waysOn } from "./ways_on.js";
import { WithoutPhone } from "./without_phone.js";
import { wordNotes } from "./word_notes.js";

/** @typedef {import("./result_selector.js").GroupResult} GroupResult */
/** @typedef {import("./result_selector.js").PageResult} PageResult */
/** @typedef {import("./search_engine.js").GroupsResponse} GroupsResponse */
/** @typedef {import("./search_engine.js").SearchResponse} SearchResponse */
/** @typedef {import("./search_index.js").IndexFile} IndexFile */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */
/** @typedef {import("./search_index.js").Row} Row */
/** @typedef {import("./search_state.js").SearchState} SearchState */

/**
 * What the results need of their page.
 * @typedef {object} FindPage
 * @property {HTMLElement} page the part that shows results
 * @property {string} root the top of the site
 * @property {string} version of all scripts
 * @property {HTMLInputElement[]} filterBoxes
 * @property {(state: SearchState) => string} addressOf
 * @property {(state: SearchState) => void} follow goes on to another state
 * @property {(name: string, value: string) => void} removeFilter
 * @property {() => void} showResults goes to their heading
 * @property {(limit: number) => Promise<boolean>} showAll whether they are all there
 * @property {() => void} onMissing is told that a file of this build is gone
 */

// Results are shown once so many have come whole; what the others say comes after.
const FIRST_SHOWN = 3;

/**
 * Lets the page answer the reader before the work goes on.
 * @returns {Promise<void>}
 */
const pause = () => new Promise((goOn) => setTimeout(goOn));

/**
 * @param {string} address
 * @param {() => void} onMissing
 */
async function fetchJson(address, onMissing) {
  const response = await fetch(address);
  if (response.status === 404) onMissing();
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/**
 * Loads the main index.
 * @param {FindPage} context
 */
export async function openSearch(context) {
  const { page, root, version, onMissing } = context;
  /** @type {IndexFile} */
  const data = await fetchJson(page.dataset.index ?? "", onMissing);
  // The names of the files of the search change with their content; those of the gazetteer do not.
  /** @type {JsonLoader} */
  const load = (address) =>
    fetchJson(`${root}${address}${address.startsWith("places/") ? version : ""}`, onMissing);
  const engine = await SearchEngine.open(data, load, pause);
  return new ResultsView(context, engine);
}

export class ResultsView {
  /**
   * @param {FindPage} context
   * @param {SearchEngine} engine
   */
  constructor(context, engine) {
    this.context = context;
    this.page = context.page;
    this.engine = engine;
    this.words = engine.data.say;
    this.notes = select("[data-notes]", HTMLElement, this.page);
    this.list = select("[data-list]", HTMLElement, this.page);
    this.works = select("[data-works]", HTMLElement, this.page);
    this.moreButton = select("[data-more]", HTMLButtonElement, this.page);
    this.chosenList = select("[data-chosen]", HTMLElement, this.page);
    this.nearest = select("[name=sort] [value=near]", HTMLOptionElement, this.page);
    this.sheet = new FilterSheet(this.page, this.words, context.showResults);
    this.withoutPhone = new WithoutPhone(this.sheet.form, context.filterBoxes);
    this.headline = new Headline(this.page, this.words, this.sheet);
    this.printAll = new PrintAll(this);
    // The number of the newest search: an earlier one that comes later is not shown.
    this.turn = 0;
    // Whether the newest search found no place that it could go by.
    this.asksForPlace = false;
  }

  /** Whoever goes to the box will type: what reads it is fetched meanwhile. */
  prepareForText() {
    this.engine.loadTerms().catch(() => {});
  }

  /**
   * @param {SearchState} state
   * @param {boolean} [typing]
   */
  async search(state, typing = false) {
    return this.engine.findGroups(await requestFor(this.engine, state, typing));
  }

  /**
   * Searches, and shows what was found. With `keepFocus` the first of the new results is where the
   * reader goes on.
   * @param {SearchState} state
   * @param {{typing?: boolean, keepFocus?: boolean, onAnswer?: () => void}} [options]
   */
  async run(state, { typing = false, keepFocus = false, onAnswer = () => {} } = {}) {
    this.turn += 1;
    const { turn } = this;
    const found = await this.search(state, typing);
    this.headline.showAsked(state, found.shown);
    this.sheet.show(found.groupCount, state.filters);
    this.withoutPhone.mark();
    this.nearest.disabled = !found.place;
    this.asksForPlace = Boolean(found.question);
    if (found.question) {
      const { showQuestion } = await import("./place_question.js");
      await showQuestion(found, found.question, state, this);
      return;
    }
    const groups = found.results.filter((result) => result.kind === "group");
    const shown = groups.slice(0, state.limit);
    const rows = shown.map(({ group }) => this.engine.rows.row(group));
    const whole = Promise.all(rows);
    // What fails is said at the end.
    whole.catch(() => {});
    await Promise.all(rows.slice(0, FIRST_SHOWN));
    const ways =
      found.groupCount || typing ? [] : await waysOn(this, state, this.nothingFor(state, found));
    if (turn !== this.turn) return;
    const before = this.list.querySelectorAll(".row").length;
    onAnswer();
    this.showNotes(state, found, ways);
    this.showGroups(state, found, shown, rows);
    putAmongGroups(this.list);
    this.showPages(state, found);
    showChosenFilters(this.chosenList, state.filters, this.context, this.words);
    showCounts(this.context.filterBoxes, found.counts, this.words);
    this.showEnd(shown.length, groups.length);
    this.headline.show(state, found);
    if (!typing) this.showMorePages(state, turn, found);
    if (keepFocus) {
      const next = this.list.querySelectorAll(".row")[before]?.querySelector("a");
      next?.focus();
    }
    await whole;
  }

  /**
   * The pages about what was asked for; the guide that stands above the groups is not among them.
   * @param {SearchState} state
   * @param {SearchResponse} found
   * @param {PageResult[]} [read] what is in the library
   */
  showPages({ text, crisis }, { pages }, read = []) {
    if (crisis) return;
    const best = bestPages([...pages, ...read], text);
    fillAbout(this.list, pageLinks(best, this.context.root, this.words));
  }

  /**
   * @param {SearchState} state
   * @param {SearchResponse} found
   */
  nothingFor({ text, where, crisis }, { identifier, shown }) {
    if (identifier) return this.words.unheard[identifier];
    const asked = shown ?? text.trim();
    const what = asked && !crisis ? `"${asked}"` : where;
    return formatMessage(this.words.nothing, { what });
  }

  /**
   * The ways on from the last group.
   * @param {number} shown
   * @param {number} groups how many are found
   */
  showEnd(shown, groups) {
    this.printAll.show(shown, groups);
    const left = groups - shown;
    this.moreButton.hidden = left <= 0;
    this.moreButton.textContent = formatMessage(this.words.more, { n: Math.min(PAGE_SIZE, left) });
  }

  /**
   * What there is to read, and behind the groups who does such work or works with such a partner:
   * fetched when the groups are there, so that nothing moves when it comes.
   * @param {SearchState} state
   * @param {number} turn
   * @param {GroupsResponse} found
   */
  async showMorePages(state, turn, found) {
    const { text, crisis } = state;
    const asksForWork = text.trim() && !crisis;
    const works = asksForWork ? this.engine.findWorkPages(text).catch(() => []) : [];
    const read = await found.readings();
    if (turn === this.turn) this.showPages(state, found, read);
    const links = pageLinks(await works, this.context.root, this.words);
    if (turn === this.turn) this.works.replaceChildren(...links);
  }

  /* --- Above the results --- */

  /**
   * @param {SearchState} state
   * @param {SearchResponse} found
   * @param {HTMLElement[]} ways
   */
  showNotes(state, found, ways) {
    /** @type {HTMLElement[]} */
    const notes = state.crisis
      ? []
      : wordNotes(found, this.words).map((note) => element("p", note));
    const sentence = noneLocal(found, this.words);
    if (sentence) notes.push(element("p", sentence));
    for (const filter of state.unknownFilters) {
      notes.push(element("p", formatMessage(this.words.unknown, { filter })));
    }
    if (found.placeNote) notes.push(element("p", found.placeNote));
    for (const { address, title } of found.guides) {
      notes.push(element("p", `${this.words.guide} `, link(this.context.root + address, title)));
    }
    this.notes.replaceChildren(...notes, ...ways);
  }

  /**
   * A link to another state of this page.
   * @param {SearchState} state
   * @param {string} text
   */
  stateLink(state, text) {
    const made = link(this.context.addressOf(state), text);
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.context.follow(state);
    });
    return made;
  }

  /* --- The results --- */

  /**
   * @param {SearchState} state
   * @param {SearchResponse} found
   * @param {GroupResult[]} groups
   * @param {Promise<Row>[]} rows
   */
  showGroups({ text, crisis }, found, groups, rows) {
    const used = found.corrections.map(([, word]) => word);
    const marked = wordsToMark(crisis ? "" : text, used);
    const { root } = this.context;
    const options = { page: this.page, root, marked, far: this.engine.data.far };
    const sections = groupSections(found, groups, this.engine, (group, number, belowHeading) => {
      const item = makeGroupItem(group, { ...options, belowHeading });
      rows[number].then(
        (row) => fillGroupItem(item, group, row, { ...options, belowHeading }),
        () => {},
      );
      return item;
    });
    this.list.replaceChildren(...sections);
  }
}
