/* Shows results, and live numbers beside the filters. */

import { element, link, select } from "../shared/dom.js";
import { formatMessage, pluralise } from "../shared/messages.js";
import { filterTitle, showChosenFilters, showCounts } from "./filters_view.js";
import { fillGroupItem, makeGroupItem, wordsToMark } from "./group_item.js";
import { groupSections, noneLocal } from "./levels_view.js";
import { SearchEngine } from "./search_engine.js";
import { PAGE_SIZE } from "./search_state.js";
import { wordNotes } from "./word_notes.js";

/** @typedef {import("./result_selector.js").GroupResult} GroupResult */
/** @typedef {import("./result_selector.js").PageResult} PageResult */
/** @typedef {import("./search_engine.js").SearchResponse} SearchResponse */
/** @typedef {import("./library_search.js").Reading} Reading */
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
 */

// A screen reader is told the number of results once the reader has stopped typing.
const STATUS_DELAY_IN_MS = 700;
// Results are shown once so many have come whole; what the others say comes after.
const FIRST_SHOWN = 3;

/**
 * Lets the page answer the reader before the work goes on.
 * @returns {Promise<void>}
 */
const pause = () => new Promise((goOn) => setTimeout(goOn));

/** @param {string} address */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/**
 * Loads the main index.
 * @param {FindPage} context
 */
export async function openSearch(context) {
  const { page, root, version } = context;
  /** @type {IndexFile} */
  const data = await fetchJson(page.dataset.index ?? "");
  // The names of the files of the search change with their content; those of the gazetteer do not.
  /** @type {JsonLoader} */
  const load = (address) =>
    fetchJson(`${root}${address}${address.startsWith("places/") ? version : ""}`);
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
    this.status = select("[data-status]", HTMLElement, this.page);
    this.notes = select("[data-notes]", HTMLElement, this.page);
    this.list = select("[data-list]", HTMLElement, this.page);
    this.works = select("[data-works]", HTMLElement, this.page);
    this.moreButton = select("[data-more]", HTMLButtonElement, this.page);
    this.chosenList = select("[data-chosen]", HTMLElement, this.page);
    this.heading = select("#results", HTMLElement, this.page);
    // The number of the newest search: an earlier one that comes later is not shown.
    this.turn = 0;
    /** @type {number | undefined} */
    this.statusTimer = undefined;
  }

  /**
   * @param {SearchState} state
   * @param {boolean} [typing]
   */
  search({ text, where, filters }, typing = false) {
    const includeClosed = Boolean(filters.closed);
    return this.engine.findGroups({ text, where, filters, includeClosed, typing });
  }

  /**
   * Searches, and shows what was found. With `keepFocus` the first of the new results is where the
   * reader goes on.
   * @param {SearchState} state
   * @param {{typing?: boolean, keepFocus?: boolean}} [options]
   */
  async run(state, { typing = false, keepFocus = false } = {}) {
    this.turn += 1;
    const { turn } = this;
    const found = await this.search(state, typing);
    const groups = found.results.filter((result) => result.kind === "group");
    const shown = groups.slice(0, state.limit);
    const rows = shown.map(({ group }) => this.engine.rows.row(group));
    const whole = Promise.all(rows);
    // What fails is said at the end.
    whole.catch(() => {});
    await Promise.all(rows.slice(0, FIRST_SHOWN));
    const ways = found.groupCount || typing ? [] : await this.waysOn(state, found.shown);
    if (turn !== this.turn) return;
    const before = this.list.querySelectorAll(".row").length;
    this.showNotes(state, found, ways);
    this.showGroups(state, found, shown, rows);
    showChosenFilters(this.chosenList, state.filters, this.context, this.words);
    showCounts(this.context.filterBoxes, found.counts, this.words);
    this.showMoreButton(groups.length - shown.length);
    this.announce(state, found);
    if (!typing) this.showMorePages(state, turn, found.readings);
    if (keepFocus) {
      const next = this.list.querySelectorAll(".row")[before]?.querySelector("a");
      next?.focus();
    }
    await whole;
  }

  /** @param {number} left how many groups are not shown */
  showMoreButton(left) {
    this.moreButton.hidden = left <= 0;
    this.moreButton.textContent = formatMessage(this.words.more, { n: Math.min(PAGE_SIZE, left) });
  }

  /**
   * What there is to read, who does such work, and who works with such a partner: fetched when the
   * groups are there, and shown behind them, so that nothing moves when it comes.
   * @param {SearchState} state
   * @param {number} turn
   * @param {() => Promise<Reading[]>} readings
   */
  async showMorePages({ text }, turn, readings) {
    const found = await Promise.all([readings(), this.engine.findWorkPages(text).catch(() => [])]);
    if (turn === this.turn) this.works.replaceChildren(...this.pageList(found.flat()));
  }

  /**
   * @param {SearchState} state
   * @param {SearchResponse} found
   */
  announce({ text, where }, found) {
    const { groupCount, place } = found;
    const asked = found.shown ?? text.trim();
    const near = place && (where.trim() || !asked) ? place.title : "";
    const what = this.describe(asked && `"${asked}"`, near);
    const { results, all } = this.words;
    const title = what ? pluralise(results, groupCount, { what }) : pluralise(all, groupCount);
    this.heading.textContent = title;
    document.title = `${title} - ${document.title.split(" - ").pop()}`;
    clearTimeout(this.statusTimer);
    this.statusTimer = setTimeout(() => {
      this.status.textContent = [title, noneLocal(found, this.words)].filter(Boolean).join(". ");
    }, STATUS_DELAY_IN_MS);
  }

  /**
   * @param {string} what
   * @param {string} where
   */
  describe(what, where) {
    if (what && where) return formatMessage(this.words.near, { what, where });
    return where ? formatMessage(this.words.in, { where }) : what;
  }

  /* --- Above the results --- */

  /**
   * @param {SearchState} state
   * @param {SearchResponse} found
   * @param {HTMLElement[]} ways
   */
  showNotes(state, found, ways) {
    /** @type {HTMLElement[]} */
    const notes = wordNotes(found, this.words).map((note) => element("p", note));
    const sentence = noneLocal(found, this.words);
    if (sentence) notes.push(element("p", sentence));
    for (const filter of state.unknownFilters) {
      notes.push(element("p", formatMessage(this.words.unknown, { filter })));
    }
    if (found.placeError) notes.push(element("p", found.placeError));
    for (const { address, title } of found.guides) {
      notes.push(element("p", `${this.words.guide} `, link(this.context.root + address, title)));
    }
    notes.push(...this.pageList(found.pages));
    const { placeChoices } = found;
    if (placeChoices?.length) {
      const links = placeChoices.map(({ label }) =>
        element("li", this.stateLink({ ...state, where: label, limit: PAGE_SIZE }, label)),
      );
      notes.push(element("p", this.words.choices), element("ul", ...links));
    }
    this.notes.replaceChildren(...notes, ...ways);
  }

  /** @param {PageResult[]} pages */
  pageList(pages) {
    if (!pages.length) return [];
    const items = pages.map(({ address, title, kind }) =>
      element("li", link(this.context.root + address, title), ` (${this.words.kinds[kind]})`),
    );
    const list = element("ul", ...items);
    list.className = "pages";
    return [element("p", this.words.things), list];
  }

  /**
   * No results is not the end: without a filter, everywhere, the list of all, or tell us. Each way
   * says how much it brings.
   * @param {SearchState} state
   * @param {string | null} shown the text as it may be shown, if not as it was typed
   */
  async waysOn(state, shown) {
    const { words, engine } = this;
    const { root } = this.context;
    const ways = [];
    for (const { state: other, words: sentence, facts } of this.widerStates(state)) {
      const { groupCount } = await this.search(other);
      if (!groupCount) continue;
      const count = pluralise(engine.data.groups, groupCount);
      const text = formatMessage(sentence, { ...facts, count });
      ways.push(element("li", this.stateLink({ ...other, limit: PAGE_SIZE }, text)));
    }
    ways.push(element("li", link(`${root}orgs/`, words.browse)));
    ways.push(element("li", link(`${root}add/`, words.tell)));
    const asked = shown ?? state.text.trim();
    const what = asked ? `"${asked}"` : state.where;
    return [element("p", formatMessage(words.nothing, { what })), element("ul", ...ways)];
  }

  /**
   * The state without each of its filters, and without its place.
   * @param {SearchState} state
   */
  widerStates(state) {
    const wider = Object.entries(state.filters).flatMap(([facet, values]) =>
      values.map((value) => {
        const left = values.filter((other) => other !== value);
        return {
          state: { ...state, filters: { ...state.filters, [facet]: left } },
          words: this.words.drop,
          facts: { filter: filterTitle(this.context.filterBoxes, facet, value) },
        };
      }),
    );
    if (!state.where || !state.text) return wider;
    const { where } = state;
    const everywhere = { state: { ...state, where: "" }, words: this.words.anywhere };
    return [...wider, { ...everywhere, facts: { where } }];
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
  showGroups({ text }, found, groups, rows) {
    const used = found.corrections.map(([, word]) => word);
    const marked = wordsToMark(text, used);
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
