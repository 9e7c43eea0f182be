/* What the form says, in words for the reader. */

import { boxesOf } from "./answers.js";
import { select } from "../shared/dom.js";

/** @typedef {Record<string, string>} Words */

/**
 * A question and its answer.
 * @param {HTMLElement} question
 * @param {Words} words
 */
export function summariseQuestion(question, words) {
  return { label: labelOf(question), lines: answerLines(question, words) };
}

/** @param {HTMLElement} question */
function labelOf(question) {
  return firstText(question.querySelector("legend, label span, label") ?? question);
}

/** @param {Element} element */
const firstText = (element) => element.firstChild?.textContent?.trim() ?? "";

/**
 * @param {HTMLElement} question
 * @param {Words} words
 * @returns {string[]}
 */
function answerLines(question, words) {
  if (question.querySelector("[data-unknown]:checked")) return [words.unknown];
  const checked = boxesOf(question).filter((box) => box.checked && box.value);
  switch (question.dataset.control) {
    case "entries":
      return entryLines(question, words);
    case "facts":
      return checked.map(factLine);
    case "tick":
      return checked.map(() => words.own_yes);
    case "many":
    case "places":
    case "one":
      return checked.map(boxLabel);
    default:
      return fieldLines(question);
  }
}

/**
 * The answers of each entry of a list, in one line.
 * @param {HTMLElement} question
 * @param {Words} words
 */
function entryLines(question, words) {
  const entries = [...question.querySelectorAll("[data-entry]")].map((entry) => {
    const inner = /** @type {HTMLElement[]} */ ([...entry.querySelectorAll("[data-question]")]);
    return inner
      .flatMap((part) => answerLines(part, words))
      .map(endSentence)
      .join(" ");
  });
  return entries.filter(Boolean);
}

/** @param {string} line */
const endSentence = (line) => (/[.!?]$|^https?:/.test(line) ? line : `${line}.`);

/** @param {HTMLInputElement} box */
function factLine(box) {
  const fact = /** @type {HTMLElement} */ (box.closest("[data-fact]"));
  const detail = select(".detail input", HTMLInputElement, fact).value.trim();
  return [boxLabel(box), detail].filter(Boolean).join(": ");
}

/** @param {HTMLInputElement} box */
function boxLabel(box) {
  const label = box.labels?.[0];
  return label ? firstText(label.querySelector("span") ?? label) : "";
}

/** @param {HTMLElement} question */
function fieldLines(question) {
  const field = question.querySelector("textarea, select, input");
  if (field instanceof HTMLSelectElement) {
    return field.value ? [field.selectedOptions[0].textContent ?? ""] : [];
  }
  const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  const lines = isText ? field.value.split("\n") : [];
  return lines.map((line) => line.trim()).filter(Boolean);
}
