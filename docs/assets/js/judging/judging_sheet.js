/* The sheet for judging what changed: what is written stays on this device, can be printed and
   saved as a text, and wiped. Without this file the sheet can still be filled in and printed. */

import { select } from "../shared/dom.js";
import { storageKey } from "../shared/storage_key.js";

/** @typedef {Record<string, string>} Answers by the name of their fields */

const STORAGE_KEY = storageKey("judging");
const MOST_ROWS = 80;
// Of all boxes, each full, many times over.
const MAX_CHARACTERS = 1_000_000;

const form = select("#judging", HTMLFormElement);
const status = select("#told", HTMLElement);
const saveLink = select("[data-save]", HTMLAnchorElement, form);
/** @type {Record<string, string>} */
const words = JSON.parse(form.dataset.words ?? "{}");

/** @returns {Answers} */
function readAnswers() {
  const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(entries.filter(([, value]) => value.trim()));
}

function saveDraft() {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(readAnswers()));
  } catch {
    status.textContent = words.not_kept;
  }
}

/** Shows the answers of last time; what cannot be read is as good as nothing. */
function restoreDraft() {
  /** @type {unknown} */
  let draft = null;
  try {
    const text = localStorage.getItem(STORAGE_KEY) ?? "null";
    if (text.length <= MAX_CHARACTERS) draft = JSON.parse(text);
  } catch {
    // Then there is nothing to show.
  }
  const answers = new Map(Object.entries(draft ?? {}));
  let isResumed = false;
  for (const field of form.querySelectorAll("input, textarea")) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    const answer = answers.get(field.name);
    if (typeof answer !== "string") continue;
    if (field instanceof HTMLInputElement && field.type === "radio") {
      field.checked = field.value === answer;
    } else {
      field.value = answer;
    }
    isResumed = true;
  }
  if (isResumed) status.textContent = words.resumed;
}

/**
 * A box is as high as what is in it, so that paper shows all of it.
 * @param {HTMLTextAreaElement} box
 */
function growToFit(box) {
  while (box.scrollHeight > box.clientHeight && box.rows < MOST_ROWS) box.rows += 1;
}

/** The sheet as plain text: headings, questions, answers. */
function toPlainText() {
  const answers = readAnswers();
  const lines = [];
  for (const part of form.querySelectorAll("h2, h3, .answer, .choice")) {
    if (part.matches("h2, h3")) {
      const section = /** @type {Element} */ (part.parentElement);
      if (isAnswered(section, answers)) lines.push("", textOf(part));
      continue;
    }
    const answer = part.matches(".choice") ? chosenText(part) : writtenText(part, answers);
    if (answer) lines.push(textOf(select("legend, label", HTMLElement, part)), `  ${answer}`);
  }
  return [select("h1", HTMLElement).textContent, ...lines, ""].join("\r\n");
}

/**
 * @param {Element} section
 * @param {Answers} answers
 */
function isAnswered(section, answers) {
  return [...section.querySelectorAll("input, textarea")].some(
    (field) => answers[field.getAttribute("name") ?? ""],
  );
}

/** @param {Element} question */
function chosenText(question) {
  const chosen = question.querySelector("input:checked");
  return chosen?.parentElement?.querySelector("strong")?.textContent;
}

/**
 * @param {Element} question
 * @param {Answers} answers
 */
function writtenText(question, answers) {
  const name = select("input, textarea", HTMLElement, question).getAttribute("name") ?? "";
  return answers[name]?.trim().replace(/\r?\n/g, "\r\n  ");
}

/** @param {Element} part */
const textOf = (part) => part.textContent?.trim() ?? "";

function clearSheet() {
  if (!confirm(words.wipe_sure)) return;
  try {
    localStorage.removeItem(STORAGE_KEY);
  } catch {
    // Then there is nothing to clear.
  }
  form.reset();
  status.textContent = words.wiped;
  select("input", HTMLInputElement, form).focus();
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  saveDraft();
  if (target instanceof HTMLTextAreaElement) growToFit(target);
});
// By itself a browser shows only the line of a box in which one writes.
form.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element) target.scrollIntoView({ block: "nearest" });
});
select("[data-print]", HTMLElement, form).addEventListener("click", () => print());
select("[data-wipe]", HTMLElement, form).addEventListener("click", clearSheet);
saveLink.addEventListener("click", () => {
  URL.revokeObjectURL(saveLink.href);
  const text = new Blob([toPlainText()], { type: "text/plain" });
  saveLink.href = URL.createObjectURL(text);
  saveLink.download = words.file;
});
restoreDraft();
form.querySelectorAll("textarea").forEach(growToFit);
select(".keep", HTMLElement, form).hidden = false;
