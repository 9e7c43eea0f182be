/* Asks about a slip or a danger while the reader writes, and stops nobody. */

import { mailboxQuestion } from "./mailbox_question.js";
import { showQuestions } from "./questions_view.js";
import { safetyQuestions } from "./safety_questions.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./validation.js").Problem} Problem */
/** @typedef {import("./validation.js").Rules} Rules */

/**
 * @typedef {object} Asking
 * @property {HTMLFormElement} form
 * @property {GroupRecord} record
 * @property {GroupRecord} before the record that is changed; empty where it is new
 * @property {Rules} rules
 * @property {string} root
 * @property {(question: HTMLElement) => void} goToQuestion
 */

// All files of one version: a browser may have kept older ones.
const VERSION = new URL(import.meta.url).search;

/** What was asked last: whoever writes on waits for no earlier answer. */
let turn = Symbol("turn");
/** The questions about places that were shown last, and what they are about. */
let known = { about: "", questions: /** @type {Problem[]} */ ([]) };

/**
 * Shows at once what needs no list, and then what comes of comparing places. Where their lists
 * cannot be had, the build asks when the record arrives.
 * @param {Asking} asking
 */
export async function askGently({ form, record, before, rules, root, goToQuestion }) {
  const mine = Symbol("turn");
  turn = mine;
  const safety = [
    ...safetyQuestions(record, before, rules.safety),
    ...mailboxQuestion(record, before, rules),
  ];
  const { postcode, district, town, area } = record.based_in ?? {};
  const about = JSON.stringify([postcode, district, town, area]);
  const show = (/** @type {Problem[]} */ places) =>
    showQuestions(form, [...safety, ...places], goToQuestion);
  show(known.about === about ? known.questions : []);
  const isComparable = [postcode || district, town, area].filter(Boolean).length > 1;
  if (known.about === about || !(postcode || district || isComparable)) return;
  try {
    /** @type {typeof import("./place_questions.js")} */
    const { openWhereabouts, placeQuestions } = await import(`./place_questions.js${VERSION}`);
    const whereabouts = await openWhereabouts(`${root}places/`);
    const questions = await placeQuestions(record, rules, whereabouts);
    if (turn !== mine) return;
    known = { about, questions };
    show(questions);
  } catch {
    // Nothing is lost: the questions above are there, and the build asks the others.
  }
}
