/* Which problems of a record are told, and at which question. */

import { questionId, questionsIn } from "./answers.js";
import { readUnknowns } from "./unknowns.js";

/** @typedef {import("./validation.js").Pointer} Pointer */
/** @typedef {import("./validation.js").Problem} Problem */
/** @typedef {Problem & {question: string}} FormProblem a problem and the id of its question */

/**
 * The problems in some sections of the form, in the order of its questions, leaving out what the
 * reader says they do not know.
 * @param {HTMLFormElement} form
 * @param {HTMLElement[]} sections
 * @param {Problem[]} problems
 * @returns {FormProblem[]}
 */
export function problemsIn(form, sections, problems) {
  const unknown = readUnknowns(form);
  const mayMiss = new Set(unknown.includes("user_led.source") ? [...unknown, "sources"] : unknown);
  const ids = questionsIn(form).map(questionId);
  const here = sections.flatMap(questionsIn).map(questionId);
  const found = problems.flatMap((problem) => {
    const question = questionOf(problem.pointer, ids);
    if (question === undefined || !here.includes(question)) return [];
    const isAllowed = problem.rule === "missing-field" && mayMiss.has(problem.pointer.join("."));
    return isAllowed ? [] : [{ ...problem, question }];
  });
  return found.sort((one, other) => here.indexOf(one.question) - here.indexOf(other.question));
}

/**
 * The question that a place in a record belongs to: its own, or the first of those inside of it.
 * @param {Pointer} pointer
 * @param {string[]} ids of all questions
 */
export function questionOf(pointer, ids) {
  const place = pointer.join(".");
  return (
    ids.find((id) => id === place) ??
    ids.find((id) => place.startsWith(`${id}.`)) ??
    ids.find((id) => id.startsWith(`${place}.`))
  );
}
