/* The box "Where do you live?": each form with data-where leads to the page of a place, by lists that it fetches from
   this site when it is first used. What is written into it goes nowhere. Without this file the box stays hidden. */

// An answer that comes at once needs no word about waiting.
const PATIENCE = 400;
// All files of one version: a browser may have kept older ones.
const version = new URL(import.meta.url).search;

let loading = null;
// A browser remembers that a script failed to load: another try needs another address.
let again = version;

/** The geocoder with its lists, fetched once; after a failure the next call tries again. */
function load(addresses) {
  loading ??= fetchAll(addresses).catch((error) => {
    loading = null;
    again += "&";
    throw error;
  });
  return loading;
}

async function fetchAll({ places, districts }) {
  const [{ answer }, ...lists] = await Promise.all([import(`./gazetteer.js${again}`), fetched(places), fetched(districts)]);
  const known = { places: lists[0], districts: lists[1] };
  return (text) => answer(text, known);
}

async function fetched(address) {
  const response = await fetch(address + version);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

class Box {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.input = form.querySelector("input");
    this.status = form.querySelector("[role=status]");
    this.results = form.querySelector("[data-results]");
    form.addEventListener("focusin", () => load(form.dataset).catch(() => {}), { once: true });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.ask(); });
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") this.clear(); });
    // Who comes back by the back button finds the box as it was before, without the sentence that led away.
    addEventListener("pageshow", (event) => { if (event.persisted) this.empty(); });
    form.hidden = false;
  }

  async ask() {
    const turn = this.empty();
    const slow = setTimeout(() => this.tell(this.words.loading), PATIENCE);
    const answer = await load(this.form.dataset).catch(() => null);
    clearTimeout(slow);
    // Whoever has asked again, or cleared the box, waits for no earlier answer.
    if (turn !== this.turn) return;
    if (answer) this.show(answer(this.input.value)); else this.tell(this.words.failed);
  }

  show({ kind, label, pages, sentence, options, suggestions }) {
    if (kind === "found" && pages.length > 1) return this.list(fill(this.words.split, label), pages);
    if (kind === "found") return this.open(pages[0]);
    const listed = (options ?? suggestions).flatMap(linked);
    if (kind === "choices" && listed.every((page) => page.id === listed[0].id)) return this.open(listed[0]);
    return listed.length ? this.list(sentence, listed) : this.fault(sentence);
  }

  open({ id, label }) {
    this.tell(fill(this.words.opening, label));
    location.assign(this.address(id));
  }

  address(id) {
    return `${this.words.where}${id}/`;
  }

  /** Links to choose from. The focus goes to their heading, so that it is read out, once, and the links come next. */
  list(sentence, pages) {
    const heading = element("h2", sentence);
    heading.tabIndex = -1;
    const list = element("ul");
    for (const { id, label } of pages) {
      const link = element("a", label);
      link.href = this.address(id);
      list.append(element("li", link));
    }
    this.tell("");
    this.results.replaceChildren(heading, list);
    heading.focus();
  }

  /** Why there is nothing. The focus stays where it is: the status is read out, and belongs to the input from now on. */
  fault(sentence) {
    this.tell(sentence);
    this.input.setAttribute("aria-invalid", "true");
  }

  tell(sentence) {
    this.status.textContent = sentence;
  }

  /** Takes every answer away, and begins a new turn. */
  empty() {
    this.tell("");
    this.results.replaceChildren();
    this.input.removeAttribute("aria-invalid");
    this.turn = Symbol("turn");
    return this.turn;
  }

  clear() {
    this.empty();
    this.input.value = "";
    this.input.focus();
  }
}

const fill = (sentence, query) => sentence.replace("{query}", () => query);

/** The pages of a place among others. */
const linked = ({ label, pages }) => pages.map((page) => ({ id: page.id, label: pages.length > 1 ? `${label}, ${page.label}` : label }));

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

for (const form of document.querySelectorAll("form[data-where]")) new Box(form);
