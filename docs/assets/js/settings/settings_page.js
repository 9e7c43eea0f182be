/* The page of settings: each choice counts at once, on this page as on all others, and is kept on
   this device only. The page itself is the preview. Without this file the form stays hidden. */

import { select } from "../shared/dom.js";
import { storageKey } from "../shared/storage_key.js";

/** @typedef {Record<string, string>} Preferences the chosen value of each setting */

const STORAGE_KEY = storageKey("looks");

const root = document.documentElement;
const form = select("[data-looks]", HTMLFormElement);
const status = select("[role=status]", HTMLElement, form);
const radios = [...form.querySelectorAll("input")].filter(({ type }) => type === "radio");
const names = [...new Set(radios.map(({ name }) => name))];

/** @param {string} name */
const radiosOf = (name) => radios.filter((radio) => radio.name === name);

/** @returns {Preferences} */
function readForm() {
  const checked = radios.filter(({ checked, value }) => checked && value);
  return Object.fromEntries(checked.map(({ name, value }) => [name, value]));
}

/**
 * Keeps the choices, or forgets them where there are none. False where the browser does not let us.
 * @param {Preferences} chosen
 */
function store(chosen) {
  try {
    if (Object.keys(chosen).length) localStorage.setItem(STORAGE_KEY, JSON.stringify(chosen));
    else localStorage.removeItem(STORAGE_KEY);
    return true;
  } catch {
    return false;
  }
}

/**
 * Shows the choices; what the reader has just chosen stays where it was on the screen.
 * @param {Preferences} chosen
 * @param {Element} used
 */
function show(chosen, used) {
  const before = used.getBoundingClientRect().top;
  for (const name of names) {
    if (chosen[name]) root.dataset[name] = chosen[name];
    else delete root.dataset[name];
  }
  const colour = getComputedStyle(root).getPropertyValue("--bar").trim();
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
    meta.setAttribute("content", colour);
  }
  scrollBy({ top: used.getBoundingClientRect().top - before, behavior: "instant" });
}

/**
 * @param {string | undefined} text
 * @param {boolean} stored
 */
function announce(text, stored) {
  status.textContent = `${text} ${stored ? form.dataset.kept : form.dataset.blocked}`;
}

// What was kept may be junk, or from an older version: then the first choice of each is the one.
for (const name of names) {
  const choices = radiosOf(name);
  const kept = choices.find(({ value }) => value === root.dataset[name]);
  (kept ?? choices[0]).checked = true;
}
form.hidden = false;

form.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const chosen = readForm();
  show(chosen, target);
  const setting = target.closest("fieldset")?.querySelector("legend")?.textContent;
  announce(`${setting}: ${target.labels?.[0].innerText}.`, store(chosen));
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const name of names) radiosOf(name)[0].checked = true;
  show({}, select("[type=reset]", HTMLElement, form));
  announce(form.dataset.back, store({}));
});
