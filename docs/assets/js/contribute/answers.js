/* Answers in the form, to and from the data of a record. Each question is an element with
   data-question (where its answer stands in the record) and data-control (how it is asked). What
   the form does not ask of a record stays as it was. */

import { select } from "../shared/dom.js";
import { cleanLines, cleanText } from "../values/texts.js";
import { clone, getValue, isRecordData, setValue } from "./record_data.js";

/** @typedef {import("./record_data.js").AccessFact} AccessFact */
/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./record_data.js").RecordData} RecordData */
/** @typedef {import("./record_data.js").RecordValue} RecordValue */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const NUMBERED_ATTRIBUTES = ["id", "for", "name", "aria-describedby"];

/** @type {WeakMap<Element, RecordData>} what the record said of each entry of a list */
const recordsOfEntries = new WeakMap();
/** @type {WeakMap<Element, number>} how many entries were ever made in a list */
const entriesMade = new WeakMap();

/**
 * @param {Element} part
 * @param {string} selector
 */
function elementsIn(part, selector) {
  return /** @type {HTMLElement[]} */ ([...part.querySelectorAll(selector)]);
}

/**
 * The questions of a part of the page, without those inside of the entries of a list.
 * @param {Element} part
 */
export function questionsIn(part) {
  const all = elementsIn(part, "[data-question]");
  const isEntry = part.matches("[data-entry]");
  return all.filter((question) => isEntry || !question.parentElement?.closest("[data-entry]"));
}

/**
 * The id of a question: the path of its answer, joined.
 * @param {HTMLElement} question
 */
export function questionId(question) {
  return question.dataset.question ?? "";
}

/** @param {HTMLElement} question */
const pathOf = (question) => questionId(question).split(".");
/**
 * In an entry of a list, the path starts with the list and the place of the entry.
 * @param {HTMLElement} question
 */
const pathInEntry = (question) => pathOf(question).slice(2);

/**
 * The boxes of a question, but not the one for "I don't know".
 * @param {Element} question
 */
export function boxesOf(question) {
  const boxes = [...question.querySelectorAll("input")];
  return boxes.filter(
    ({ type, dataset }) => ["checkbox", "radio"].includes(type) && !("unknown" in dataset),
  );
}

/**
 * The field of a question that is answered by a text or a choice from a list.
 * @param {Element} question
 */
export function fieldOf(question) {
  const selector = "textarea, select, input:not([type=checkbox]):not([type=radio])";
  return /** @type {Field} */ (select(selector, HTMLElement, question));
}

/* --- From the page --- */

/**
 * The record as the page has it: the record before with every answer in its place.
 * @param {Element} form
 * @param {GroupRecord} before
 * @returns {GroupRecord}
 */
export function readForm(form, before) {
  const record = clone(before);
  for (const question of questionsIn(form)) {
    const path = pathOf(question);
    setValue(record, path, readAnswer(question, getValue(before, path)));
  }
  // The build says of each part that is missing where its whole is there.
  record.user_led ??= {};
  return record;
}

/**
 * What one question says, or undefined.
 * @param {HTMLElement} question
 * @param {RecordValue | undefined} before what the record said
 * @returns {RecordValue | undefined}
 */
function readAnswer(question, before) {
  switch (question.dataset.control) {
    case "many":
    case "places":
      return nonEmpty(keepOrder(checkedValues(question), toList(before)));
    case "one":
      return checkedValues(question)[0] || undefined;
    case "tick":
      return boxesOf(question)[0].checked || undefined;
    case "lines":
      return nonEmpty(cleanLines(fieldOf(question).value));
    case "facts":
      return nonEmpty(readFacts(question, /** @type {AccessFact[]} */ (toList(before))));
    case "entries":
      return nonEmpty(readEntries(question));
    default:
      return cleanText(fieldOf(question).value) || undefined;
  }
}

/** @param {Element} question */
function checkedValues(question) {
  return boxesOf(question)
    .filter(({ checked }) => checked)
    .map(({ value }) => value);
}

/**
 * @param {RecordValue | undefined} value
 * @returns {RecordValue[]}
 */
const toList = (value) => (Array.isArray(value) ? value : []);

/**
 * @template T
 * @param {T[]} values
 */
const nonEmpty = (values) => (values.length ? values : undefined);

/**
 * The chosen values; those that the record had already stay in its order.
 * @param {RecordValue[]} values
 * @param {RecordValue[]} before
 */
function keepOrder(values, before) {
  return [
    ...before.filter((value) => values.includes(value)),
    ...values.filter((value) => !before.includes(value)),
  ];
}

/**
 * The chosen facts, each with its details. What the record had stays in its order; of two facts of
 * one kind, the first is the one that is shown.
 * @param {Element} question
 * @param {AccessFact[]} before
 * @returns {AccessFact[]}
 */
function readFacts(question, before) {
  const items = elementsIn(question, "[data-fact]").filter((item) => boxesOf(item)[0].checked);
  const details = new Map(
    items.map((item) => [item.dataset.fact ?? "", cleanText(fieldOf(item).value)]),
  );
  const kept = before.filter(({ is }) => details.has(is));
  const shown = [...details.keys()].map((is) => kept.find((fact) => fact.is === is) ?? { is });
  const added = shown.filter((fact) => !kept.includes(fact));
  return [...kept, ...added].map((fact) => {
    const { is, detail: before, ...rest } = fact;
    const detail = shown.includes(fact) ? details.get(is) : before;
    return detail ? { is, detail, ...rest } : { is, ...rest };
  });
}

/** @param {Element} question */
function readEntries(question) {
  const entries = elementsIn(question, "[data-entry]").map(readEntry);
  return entries.filter((entry) => Object.keys(entry).length);
}

/**
 * @param {Element} entry
 * @returns {RecordData}
 */
function readEntry(entry) {
  const record = clone(recordsOfEntries.get(entry) ?? {});
  for (const question of questionsIn(entry)) {
    const path = pathInEntry(question);
    setValue(record, path, readAnswer(question, record[path[0]]));
  }
  return record;
}

/* --- To the page --- */

/**
 * Shows a record in the form.
 * @param {Element} form
 * @param {RecordData} record
 */
export function writeForm(form, record) {
  for (const question of questionsIn(form)) {
    writeAnswer(question, getValue(record, pathOf(question)));
  }
}

/**
 * @param {HTMLElement} question
 * @param {RecordValue | undefined} value
 */
function writeAnswer(question, value) {
  switch (question.dataset.control) {
    case "many":
    case "places":
      for (const box of boxesOf(question)) box.checked = toList(value).includes(box.value);
      break;
    case "one":
      for (const box of boxesOf(question)) box.checked = box.value === (value ?? "");
      break;
    case "tick":
      boxesOf(question)[0].checked = Boolean(value);
      break;
    case "lines":
      fieldOf(question).value = toList(value).join("\n");
      break;
    case "facts":
      writeFacts(question, /** @type {AccessFact[]} */ (toList(value)));
      break;
    case "entries":
      select("[data-entries]", HTMLElement, question).replaceChildren();
      for (const entry of toList(value)) addEntry(question, isRecordData(entry) ? entry : {});
      break;
    default:
      fieldOf(question).value = String(value ?? "");
  }
}

/**
 * @param {Element} question
 * @param {AccessFact[]} facts
 */
function writeFacts(question, facts) {
  for (const item of elementsIn(question, "[data-fact]")) {
    const fact = facts.find(({ is }) => is === item.dataset.fact);
    boxesOf(item)[0].checked = Boolean(fact);
    fieldOf(item).value = fact?.detail ?? "";
    select(".detail", HTMLElement, item).hidden = !fact;
  }
}

/**
 * One more entry at the end of a list; the ids in it get a number of their own.
 * @param {Element} question
 * @param {RecordData} [record] what it says
 */
export function addEntry(question, record = {}) {
  const { content } = select("template", HTMLTemplateElement, question);
  const copy = /** @type {DocumentFragment} */ (content.cloneNode(true));
  const entry = select("[data-entry]", HTMLElement, copy);
  const number = (entriesMade.get(question) ?? 0) + 1;
  entriesMade.set(question, number);
  for (const name of NUMBERED_ATTRIBUTES) {
    for (const element of elementsIn(entry, `[${name}]`)) {
      const value = element.getAttribute(name) ?? "";
      element.setAttribute(name, value.replace(/\.0\./g, `.${number}.`));
    }
  }
  recordsOfEntries.set(entry, record);
  for (const inner of questionsIn(entry)) writeAnswer(inner, record[pathInEntry(inner)[0]]);
  select("[data-entries]", HTMLElement, question).append(entry);
  return entry;
}
