/* The entries of a list in the form: numbered, added and taken away. */

import { select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { addEntry } from "./answers.js";

/** @typedef {Record<string, string>} Words */

/**
 * @param {Element} question
 * @param {Words} words
 */
export function numberEntries(question, words) {
  question.querySelectorAll("[data-entry]").forEach((entry, place) => {
    const button = select("[data-take]", HTMLElement, entry);
    const facts = { title: button.dataset.title, n: place + 1 };
    select("legend", HTMLElement, entry).textContent = formatMessage(words.entry, facts);
    button.textContent = formatMessage(words.take_away, facts);
  });
}

/**
 * Adds an entry to a list, or takes one away, as its button says.
 * @param {HTMLElement} button
 * @param {Words} words
 */
export function changeEntries(button, words) {
  const question = button.closest("[data-control=entries]");
  if (!question) return;
  if ("more" in button.dataset) appendEntry(question, words);
  else removeEntry(question, button, words);
}

/**
 * Adds an empty entry, for the reader to go on with.
 * @param {Element} question
 * @param {Words} words
 */
function appendEntry(question, words) {
  const entry = addEntry(question);
  numberEntries(question, words);
  select("input, textarea", HTMLElement, entry).focus();
}

/**
 * Takes away the entry that a button stands in, and says so.
 * @param {Element} question
 * @param {HTMLElement} button
 * @param {Words} words
 */
function removeEntry(question, button, words) {
  const entries = [...question.querySelectorAll("[data-entry]")];
  const place = entries.findIndex((entry) => entry.contains(button));
  const facts = { title: button.dataset.title, n: place + 1 };
  entries[place].remove();
  numberEntries(question, words);
  const status = select("[role=status]", HTMLElement, question);
  status.textContent = formatMessage(words.taken_away, facts);
  select("[data-more]", HTMLElement, question).focus();
}
