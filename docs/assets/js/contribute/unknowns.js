/* The boxes by which readers say that they cannot answer a question. */

import { questionId } from "./answers.js";

/**
 * The question that something stands in.
 * @param {Element} part
 */
export function questionAround(part) {
  const question = part.closest("[data-question]");
  return question instanceof HTMLElement ? question : null;
}

/**
 * The id of the question that something stands in.
 * @param {Element} part
 */
export function questionIdAround(part) {
  const question = questionAround(part);
  return question ? questionId(question) : "";
}

/** @param {Element} form */
function unknownBoxes(form) {
  return /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-unknown]")]);
}

/**
 * The ids of the questions that the reader cannot answer.
 * @param {Element} form
 */
export function readUnknowns(form) {
  const checked = unknownBoxes(form).filter((box) => box.checked);
  return checked.map(questionIdAround);
}

/**
 * @param {Element} form
 * @param {string[]} ids
 */
export function writeUnknowns(form, ids) {
  for (const box of unknownBoxes(form)) box.checked = ids.includes(questionIdAround(box));
}
