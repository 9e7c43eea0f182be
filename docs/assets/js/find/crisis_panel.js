/* The lines of Help now, for who needs them: they are in the page, so that neither the index nor
   anything else has to come first. */

import { select } from "../shared/dom.js";
import { CrisisFinder } from "./crisis.js";

/** @typedef {import("./crisis.js").Crisis} Crisis */
/** @typedef {import("./search_state.js").SearchState} SearchState */

export class CrisisPanel {
  constructor() {
    const data = select("[data-crisis-phrases]", HTMLScriptElement).textContent ?? "";
    this.finder = new CrisisFinder(JSON.parse(data));
    this.panel = select("[data-crisis]", HTMLElement);
    this.heading = select("h2", HTMLElement, this.panel);
    this.status = select("[data-crisis-status]", HTMLElement);
    this.aside = select("[data-crisis-aside]", HTMLElement);
  }

  get isShown() {
    return !this.panel.hidden;
  }

  /**
   * What a search looks for where the reader needs help now: groups that may help, and none of the
   * words that were typed.
   * @param {SearchState} state
   * @returns {SearchState}
   */
  read(state) {
    const inText = this.finder.find(state.text);
    const inWhere = this.finder.find(state.where);
    const crisis = [inText, inWhere].find((found) => found && found !== "aside");
    const isAside = inText === "aside";
    if (!crisis || crisis === "aside") return { ...state, crisis: null, isAside };
    const where = inWhere && inWhere !== "aside" ? "" : state.where;
    return { ...state, where, crisis, isAside };
  }

  /**
   * Shows the lines that fit, or none. Who pressed the button finds them above all, with the focus
   * on their heading. While somebody types nothing moves but what is below the box, and a screen
   * reader is told.
   * @param {SearchState} state
   * @param {boolean} [typing]
   */
  show({ crisis, isAside }, typing = false) {
    const isNew = this.showKinds(crisis?.kinds ?? []);
    this.aside.hidden = !isAside;
    this.panel.hidden = !crisis;
    if (!crisis) {
      this.status.textContent = "";
      this.moveTo("below");
    } else if (typing) {
      if (isNew) this.announce();
    } else if (this.moveTo("above") || isNew) {
      this.status.textContent = "";
      this.heading.focus({ preventScroll: true });
      this.panel.scrollIntoView();
    }
  }

  /**
   * Whether other kinds were shown before.
   * @param {string[]} kinds
   */
  showKinds(kinds) {
    let isNew = false;
    for (const part of this.panel.querySelectorAll("[data-kind]")) {
      if (!(part instanceof HTMLElement)) continue;
      const hidden = !kinds.includes(part.dataset.kind ?? "");
      isNew ||= part.hidden !== hidden;
      part.hidden = hidden;
    }
    return isNew;
  }

  /**
   * Whether it was elsewhere.
   * @param {"above" | "below"} place where in regard to the boxes
   */
  moveTo(place) {
    const slot = select(`[data-crisis-slot="${place}"]`, HTMLElement);
    if (this.panel.parentElement === slot) return false;
    slot.append(this.panel);
    return true;
  }

  /** Reads out what is shown. */
  announce() {
    const parts = [...this.panel.querySelectorAll("h2, [data-kind]:not([hidden]) :is(h3, li)")];
    this.status.textContent = parts.map((part) => part.textContent?.trim()).join(" ");
  }
}
