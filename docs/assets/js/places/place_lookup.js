/* The box "Where do you live?": each form with data-where leads to the page of a place, by lists
   that it fetches from this site when it is first used. What is written into it goes nowhere.
   Without this file the box stays hidden. */

import { element, link, select } from "../shared/dom.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./answers.js").PageLink} PageLink */
/** @typedef {import("./geocoder.js").Geocoder} Geocoder */

// An answer that comes at once needs no word about waiting.
const PATIENCE_IN_MS = 400;
// All files of one version: a browser may have kept older ones.
const VERSION = new URL(import.meta.url).search;

/** @type {Promise<Geocoder> | null} */
let loading = null;
// Older browsers remember that a script failed to load: another try needs another address.
let retryVersion = VERSION;

/**
 * The geocoder, fetched once; after a failure the next call tries again.
 *
 * It is loaded late because the box stands on many pages, and most readers never use it.
 * @param {string} folder where its lists are
 */
function loadGeocoder(folder) {
  loading ??= fetchGeocoder(folder).catch((error) => {
    loading = null;
    retryVersion += "&";
    throw error;
  });
  return loading;
}

/** @param {string} folder */
async function fetchGeocoder(folder) {
  /** @type {typeof import("./geocoder.js")} */
  const { Geocoder } = await import(`./geocoder.js${retryVersion}`);
  return Geocoder.open((file) => fetchJson(folder + file));
}

/** @param {string} address */
async function fetchJson(address) {
  const response = await fetch(address + VERSION);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

class PlaceLookup {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.input = select("input", HTMLInputElement, form);
    this.status = select("[role=status]", HTMLElement, form);
    this.results = select("[data-results]", HTMLElement, form);
    /** Whoever asks again waits for no earlier answer: each time has a mark of its own. */
    this.turn = Symbol("turn");
    form.addEventListener("focusin", () => this.geocoder().catch(() => {}), { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.clear();
    });
    // Who comes back by the back button finds the box as it was before, without the sentence that
    // led away.
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.removeAnswer();
    });
    form.hidden = false;
  }

  geocoder() {
    return loadGeocoder(this.words.where ?? "");
  }

  async ask() {
    const turn = this.removeAnswer();
    const { loading: waiting = "", failed = "" } = this.words;
    const timer = setTimeout(() => this.announce(waiting), PATIENCE_IN_MS);
    const geocoder = await this.geocoder().catch(() => null);
    const answer = await geocoder?.lookup(this.input.value).catch(() => null);
    clearTimeout(timer);
    // Whoever has asked again, or cleared the box, waits for no earlier answer.
    if (turn !== this.turn) return;
    if (!geocoder || !answer) this.announce(failed);
    else if (answer.kind === "not-found" && answer.isNearMe) await this.offer(geocoder, answer);
    else this.show(answer);
  }

  /**
   * Who wrote "near me" may have the device say where that is.
   * @param {Geocoder} geocoder
   * @param {import("./answers.js").NotFound} answer
   */
  async offer(geocoder, { sentence }) {
    const { turn } = this;
    /** @type {typeof import("./near_me.js") | null} */
    const script = await import(`./near_me.js${retryVersion}`).catch(() => null);
    if (turn !== this.turn) return;
    const offer = script?.makeLocateButton(geocoder, {
      announce: (text) => {
        if (turn === this.turn) this.announce(text);
      },
      onFound: (match) => {
        if (turn === this.turn) this.show(match);
      },
    });
    this.showError(sentence);
    if (offer) this.results.replaceChildren(offer);
  }

  /** @param {Answer} answer */
  show(answer) {
    if (answer.kind === "found") {
      const { label, pages } = answer;
      if (pages.length > 1) this.showLinks(fillQuery(this.words.split, label), pages);
      else this.open(pages[0]);
      return;
    }
    const found = answer.kind === "choices" ? answer.options : answer.suggestions;
    const pages = found.flatMap(pagesOf);
    if (answer.kind === "choices" && pages.every((page) => page.id === pages[0].id)) {
      this.open(pages[0]);
    } else if (pages.length) {
      this.showLinks(answer.sentence, pages);
    } else {
      this.showError(answer.sentence);
    }
  }

  /** @param {PageLink} page */
  open({ id, label }) {
    this.announce(fillQuery(this.words.opening, label));
    location.assign(this.addressOf(id));
  }

  /** @param {string} id */
  addressOf(id) {
    return `${this.words.where}${id}/`;
  }

  /**
   * Links to choose from. The focus goes to their heading, so that it is read out, once, and the
   * links come next.
   * @param {string} sentence
   * @param {PageLink[]} pages
   */
  showLinks(sentence, pages) {
    const heading = element("h2", sentence);
    heading.tabIndex = -1;
    const list = element("ul");
    for (const { id, label } of pages) {
      list.append(element("li", link(this.addressOf(id), label)));
    }
    this.announce("");
    this.results.replaceChildren(heading, list);
    heading.focus();
  }

  /**
   * Why there is nothing. The focus stays where it is: the status is read out, and belongs to the
   * input from now on.
   * @param {string} sentence
   */
  showError(sentence) {
    this.announce(sentence);
    this.input.setAttribute("aria-invalid", "true");
  }

  /** @param {string} sentence */
  announce(sentence) {
    this.status.textContent = sentence;
  }

  /** Takes every answer away, and begins a new turn. */
  removeAnswer() {
    this.announce("");
    this.results.replaceChildren();
    this.input.removeAttribute("aria-invalid");
    this.turn = Symbol("turn");
    return this.turn;
  }

  clear() {
    this.removeAnswer();
    this.input.value = "";
    this.input.focus();
  }
}

/**
 * @param {string | undefined} sentence
 * @param {string} query
 */
function fillQuery(sentence = "", query) {
  return sentence.replace("{query}", () => query);
}

/**
 * The pages of a place among others.
 * @param {PlaceMatch} found
 * @returns {PageLink[]}
 */
function pagesOf({ label, pages }) {
  if (pages.length === 1) return [{ id: pages[0].id, label }];
  return pages.map((page) => ({ id: page.id, label: `${label}, ${page.label}` }));
}

for (const form of document.querySelectorAll("form[data-where]")) {
  if (form instanceof HTMLFormElement) new PlaceLookup(form);
}
