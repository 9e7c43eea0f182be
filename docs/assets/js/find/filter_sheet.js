/* The filters on a narrow screen: a sheet over the results. On a wide one they stand beside them. */

import { select } from "../shared/dom.js";
import { pluralise } from "../shared/messages.js";

/** @typedef {import("./search_index.js").FindWords} FindWords */

export class FilterSheet {
  /**
   * @param {HTMLElement} page
   * @param {FindWords} words
   * @param {() => void} onShow goes to the results
   */
  constructor(page, words, onShow) {
    this.words = words;
    this.form = select("[data-filters]", HTMLFormElement, page);
    this.place = select(".found", HTMLElement, page);
    this.dialog = select("[data-sheet]", HTMLDialogElement, page);
    this.body = select("[data-body]", HTMLElement, this.dialog);
    this.status = select("[data-sheet-status]", HTMLElement, this.dialog);
    this.showButton = select("[data-show]", HTMLButtonElement, this.dialog);
    this.openButton = select("[data-open-filters]", HTMLButtonElement, page);
    this.openButton.addEventListener("click", () => this.open());
    this.dialog.addEventListener("close", () => this.place.prepend(this.form));
    const closeButton = select("[data-close]", HTMLButtonElement, this.dialog);
    closeButton.addEventListener("click", () => this.dialog.close());
    this.showButton.addEventListener("click", () => {
      this.dialog.close();
      onShow();
    });
    // Where the screen is turned and they have room beside the results, the sheet is not wanted.
    const isHidden = () => !this.openButton.getClientRects().length;
    addEventListener("resize", () => this.isOpen && isHidden() && this.dialog.close());
  }

  get isOpen() {
    return this.dialog.open;
  }

  open() {
    select(".all", HTMLDetailsElement, this.form).open = true;
    this.body.append(this.form);
    this.status.textContent = "";
    this.dialog.showModal();
  }

  /**
   * @param {number} groups how many are found
   * @param {Record<string, string[]>} filters those that are chosen
   */
  show(groups, filters) {
    const chosen = Object.values(filters).flat().length;
    this.openButton.textContent = pluralise(this.words.filters, chosen);
    this.showButton.textContent = pluralise(this.words.show, groups);
  }
}
