/* Shows what is wrong: at each question, and in a list above all of them. */

import { element, link, select } from "../shared/dom.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./form_problems.js").FormProblem} FormProblem */

const FIELDS = "input:not([data-filter]):not([type=hidden]), textarea, select, button";

/**
 * The element where a question is answered.
 * @param {Element} question
 */
export function fieldIn(question) {
  return /** @type {HTMLElement} */ (question.querySelector(FIELDS) ?? question);
}

/**
 * Opens what a question is hidden in.
 * @param {Element} question
 */
export function openAround(question) {
  let details = question.closest("details");
  while (details) {
    details.open = true;
    details = details.parentElement?.closest("details") ?? null;
  }
}

/**
 * Shows these problems, and takes all others away.
 * @param {HTMLFormElement} form
 * @param {FormProblem[]} problems
 * @param {GroupRecord} record as the form has it
 * @param {(question: HTMLElement) => void} goToQuestion
 */
export function showProblems(form, problems, record, goToQuestion) {
  clearProblems(form);
  const items = problems.map((problem) => {
    const question = elementOf(form, problem, record);
    markQuestion(question, problem);
    return element("li", problemLink(question, problem, goToQuestion));
  });
  const list = element("ul", ...items);
  list.className = "plain";
  const summary = select("#faults", HTMLElement, form);
  const heading = select("h2", HTMLElement, summary);
  summary.replaceChildren(heading, ...(items.length ? [list] : []));
  summary.hidden = !problems.length;
}

/** @param {HTMLFormElement} form */
function clearProblems(form) {
  for (const place of form.querySelectorAll(".fault")) {
    /** @type {HTMLElement} */ (place).hidden = true;
    place.textContent = "";
  }
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const described = field.getAttribute("aria-describedby") ?? "";
    const others = described.replace(/(?<!\S)\S+-fault ?/, "");
    if (others) field.setAttribute("aria-describedby", others);
    else field.removeAttribute("aria-describedby");
  }
}

/**
 * The element that a problem is about: in the entries of a list, the question in the right one.
 * @param {HTMLFormElement} form
 * @param {FormProblem} problem
 * @param {GroupRecord} record
 */
function elementOf(form, { pointer, question: id }, record) {
  const question = select(`[data-question="${id}"]`, HTMLElement, form);
  const [, place, part] = pointer.slice(id.split(".").length - 1);
  if (question.dataset.control === "facts") {
    const fact = record.access?.[Number(place)]?.is;
    return selectOptional(`[data-fact="${fact}"]`, question) ?? question;
  }
  const entry = question.querySelectorAll("[data-entry]")[Number(place)];
  if (!(entry instanceof HTMLElement)) return question;
  return selectOptional(`[data-question="${id}.0.${part}"]`, entry) ?? entry;
}

/**
 * @param {string} selector
 * @param {Element} within
 * @returns {HTMLElement | null}
 */
const selectOptional = (selector, within) => within.querySelector(selector);

/**
 * @param {HTMLElement} question
 * @param {FormProblem} problem
 */
function markQuestion(question, { rule, message, fix }) {
  const place = select(".fault", HTMLElement, question);
  const field = fieldIn(question);
  // Of what is missing, the hint of the question says already what belongs in it.
  const texts = [place.textContent, message, rule === "missing-field" ? "" : fix];
  place.textContent = texts.filter(Boolean).join(" ");
  place.hidden = false;
  if (field.matches("input, textarea, select") && !field.hasAttribute("aria-invalid")) {
    const described = field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${place.id} ${described}`.trim());
  }
}

/**
 * @param {HTMLElement} question
 * @param {FormProblem} problem
 * @param {(question: HTMLElement) => void} goToQuestion
 */
function problemLink(question, { rule, message }, goToQuestion) {
  const isMissing = rule === "missing-field";
  const text = isMissing ? message : `${labelOf(question)}: ${message}`;
  const made = link(`#${fieldIn(question).id}`, text);
  made.addEventListener("click", (event) => {
    event.preventDefault();
    goToQuestion(question);
  });
  return made;
}

/** @param {Element} question */
function labelOf(question) {
  const label = select("legend, label", HTMLElement, question);
  return (label.firstChild?.textContent || label.textContent || "").trim();
}
