/* What the results are called: in the heading, in the title of the page, in the line that stands for
   the folded form, and for who listens. */

import { select } from "../shared/dom.js";
import { formatMessage, pluralise } from "../shared/messages.js";

/** @typedef {import("./filter_sheet.js").FilterSheet} FilterSheet */
/** @typedef {import("./search_engine.js").SearchResponse} SearchResponse */
/** @typedef {import("./search_index.js").FindWords} FindWords */
/** @typedef {import("./search_state.js").SearchState} SearchState */

// A screen reader is told the number of results once the reader has stopped typing.
const DELAY_IN_MS = 700;

export class Headline {
  /**
   * @param {HTMLElement} page
   * @param {FindWords} words
   * @param {FilterSheet} sheet
   */
  constructor(page, words, sheet) {
    this.page = page;
    this.words = words;
    this.sheet = sheet;
    this.heading = select("#results", HTMLElement, page);
    this.asked = select("[data-asked]", HTMLElement, page);
    this.status = select("[data-status]", HTMLElement, page);
    this.notes = select("[data-notes]", HTMLElement, page);
    // What the page is called, whatever is asked.
    this.title = document.title;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  /**
   * @param {SearchState} state
   * @param {SearchResponse} found
   */
  show({ text, where, crisis }, { groupCount, place, shown }) {
    clearTimeout(this.timer);
    if (crisis) {
      this.heading.textContent = this.page.dataset.crisisGroups ?? "";
      document.title = this.title;
      this.status.textContent = "";
      return;
    }
    const asked = shown ?? text.trim();
    const near = place && (where.trim() || !asked) ? place.title : "";
    const what = this.describe(asked && `"${asked}"`, near);
    const { results, all } = this.words;
    this.set(what ? pluralise(results, groupCount, { what }) : pluralise(all, groupCount));
  }

  /**
   * What was asked for, in one line; nothing of what somebody typed who needs help now.
   * @param {SearchState} state
   * @param {string | null} shown the text as it may be shown, if not as it was typed
   */
  showAsked({ text, where, crisis }, shown) {
    const parts = crisis ? [] : [shown ?? text.trim(), where.trim()];
    this.asked.textContent = parts.filter(Boolean).join(" · ");
  }

  /** @param {string} title the heading, which is that of the page, too */
  set(title) {
    clearTimeout(this.timer);
    this.heading.textContent = title;
    document.title = `${title} - ${document.title.split(" - ").pop()}`;
    // What asks something, or was not found, is read out with the number; and nothing twice.
    const notes = [...this.notes.querySelectorAll(":scope > p")].map((note) => note.textContent);
    this.timer = setTimeout(() => this.say([title, ...notes].join(". ")), DELAY_IN_MS);
  }

  /**
   * Has a sentence read out. Behind an open sheet nothing is.
   * @param {string} sentence
   */
  say(sentence) {
    const status = this.sheet.isOpen ? this.sheet.status : this.status;
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  /**
   * @param {string} what
   * @param {string} where
   */
  describe(what, where) {
    if (what && where) return formatMessage(this.words.near, { what, where });
    return where ? formatMessage(this.words.in, { where }) : what;
  }
}
