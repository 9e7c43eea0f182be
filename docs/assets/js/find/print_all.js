/* Prints all groups that were found, and not only those that are shown. */

import { select } from "../shared/dom.js";
import { formatMessage, pluralise } from "../shared/messages.js";

/** @typedef {import("./results_view.js").ResultsView} ResultsView */

export class PrintAll {
  /** @param {ResultsView} view */
  constructor(view) {
    this.view = view;
    this.words = view.words;
    this.groups = 0;
    this.button = select("[data-print]", HTMLButtonElement, view.page);
    // What is only on paper, for who prints in another way.
    this.part = select("[data-part]", HTMLElement, view.page);
    this.button.addEventListener("click", () => this.print());
  }

  /**
   * @param {number} shown
   * @param {number} groups how many are found
   */
  show(shown, groups) {
    this.groups = groups;
    this.button.hidden = !groups;
    this.button.textContent = pluralise(this.words.print, groups);
    const facts = { shown, n: groups };
    this.part.textContent = shown < groups ? formatMessage(this.words.print_part, facts) : "";
  }

  async print() {
    this.view.headline.say(pluralise(this.words.print_loading, this.groups));
    if (await this.view.context.showAll(this.groups)) print();
  }
}
