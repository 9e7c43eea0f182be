/* The form to add or change a group: one step at a time, checked as the build checks, kept on this
   device only, and sent by nobody but the reader. Without this file the form stays hidden, and the
   other ways below it are there. */

import { select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { questionsIn, readForm, writeForm } from "./answers.js";
import { deleteDraft, deleteDraftsOfGoneGroups, loadDraft, saveDraft } from "./draft.js";
import { changeEntries, numberEntries } from "./entries.js";
import { problemsIn } from "./form_problems.js";
import { askGently } from "./gentle_questions.js";
import { codeForGroup } from "./group_code.js";
import { fetchRecord, findNamesakes, showNamesakes } from "./group_lookup.js";
import { namesGroups, showGroupNames, withFileNames } from "./group_names.js";
import { setUpPlacePicker } from "./place_picker.js";
import { fieldIn, openAround, showProblems } from "./problems_view.js";
import { clone, completeRecord, localDate } from "./record_data.js";
import { showSubmission } from "./submission.js";
import { tidyField, updateCount } from "./text_fields.js";
import { questionAround, questionIdAround, readUnknowns, writeUnknowns } from "./unknowns.js";
import { validateRecord } from "./validation.js";

/** @typedef {import("./form_problems.js").FormProblem} FormProblem */
/** @typedef {import("./place_picker.js").PickerWords & import("./text_fields.js").CountWords} Plurals */
/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./validation.js").Rules} Rules */

const form = select("#form", HTMLFormElement);
const status = select("#told", HTMLElement);
const summary = select("#faults", HTMLElement);
const nextButton = select("#next", HTMLElement);
const backButton = select("#back", HTMLElement);
const toEndButton = select("#to-end", HTMLElement);
const lastSection = select("#send", HTMLElement);
const nameInput = select("#name", HTMLInputElement);

/** @type {Rules} */
const rules = JSON.parse(form.dataset.rules ?? "{}");
/** @type {Record<string, string> & Plurals} */
const words = JSON.parse(form.dataset.words ?? "{}");
const root = new URL(form.dataset.root ?? "", location.href).href;
const slug = new URLSearchParams(location.search).get("org");
const today = localDate(new Date());

/** The record as it was, where one is changed. */
let before = /** @type {GroupRecord} */ ({});
let current = lastSection;
/** Whether the reader has been at the last step. */
let visitedEnd = false;
/** By the names that stand in the form: the file names of other groups. */
const fileNames = /** @type {Map<string, string>} */ (new Map());
/** Whether another group has the name of a new one. */
let hasNamesake = false;

const isChange = () => Boolean(before.name && slug);
const readRecord = () => withFileNames(readForm(form, before), fileNames);

/** @param {string} selector */
const elements = (selector) => /** @type {HTMLElement[]} */ ([...form.querySelectorAll(selector)]);

/** The steps; only a group that is here already can be said to have closed. */
function sections() {
  const all = elements("[data-step]");
  return all.filter(({ dataset }) => isChange() || !("changesOnly" in dataset));
}

/** The section that the address names, if there is one. */
const sectionInAddress = () => sections().find(({ id }) => `#${id}` === location.hash);

const mostSources = rules.shape.properties?.sources.maxItems ?? Infinity;
/** The record as it would be sent. */
const completedRecord = () => completeRecord(readRecord(), today, mostSources);

/* --- The draft --- */

function keepDraft() {
  const draft = { before, record: readRecord(), unknown: readUnknowns(form), at: current.id };
  if (!saveDraft(slug, draft)) select("#kept", HTMLElement).textContent = words.no_draft;
}

/** Shows the answers of last time; what cannot be read is as good as nothing. */
function restoreDraft() {
  try {
    const empty = JSON.stringify(readRecord());
    const draft = loadDraft(slug, before, rules.shape);
    if (!draft) return;
    fillForm(draft.record, draft.unknown);
    const hasAnswers = JSON.stringify(readRecord()) !== empty || draft.unknown.length > 0;
    if (hasAnswers) status.textContent = words.resumed;
  } catch {
    form.reset();
    fillForm(before);
  }
}

function clearForm() {
  if (!confirm(words.wipe_sure)) return;
  deleteDraft(slug, before);
  form.reset();
  fillForm(before);
  status.textContent = words.wiped;
  goTo(sections()[0]);
}

/**
 * @param {GroupRecord} record
 * @param {string[]} [unknown]
 */
function fillForm(record, unknown = []) {
  writeForm(form, record);
  writeUnknowns(form, unknown);
  for (const question of questionsIn(form)) {
    // The picker of places follows.
    question.dispatchEvent(new CustomEvent("refresh"));
    updateCount(question, words);
    if (question.dataset.control === "entries") numberEntries(question, words);
  }
  nameGroups();
}

async function nameGroups() {
  await showGroupNames(form, root, fileNames);
  if (current === lastSection && !form.hidden) showEnd();
}

/* --- What is wrong --- */

/** @param {HTMLElement[]} parts */
const findProblems = (parts) =>
  problemsIn(form, parts, validateRecord(completedRecord(), rules, today));

/** @param {FormProblem[]} problems */
function show(problems) {
  showProblems(form, problems, readRecord(), goToQuestion);
}

/**
 * Shows the step of a question, and puts the reader where its answer goes.
 * @param {HTMLElement} question
 */
function goToQuestion(question) {
  const section = question.closest("[data-step]");
  if (section instanceof HTMLElement && section !== current) goTo(section);
  openAround(question);
  fieldIn(question).focus();
  question.scrollIntoView({ block: "start" });
}

const ask = () => askGently({ form, record: readRecord(), before, rules, root, goToQuestion });

/* --- Steps --- */

/**
 * Shows one step. Each stands in the history, so that "back" goes back a step.
 * @param {HTMLElement} section
 * @param {{push?: boolean, focus?: boolean}} [options]
 */
function goTo(section, { push = true, focus = true } = {}) {
  const all = sections();
  const place = all.indexOf(section);
  const isLast = place === all.length - 1;
  current = section;
  form.dataset.at = section.id;
  for (const other of elements("[data-step]")) other.hidden = other !== section;
  select("#before", HTMLElement).hidden = place > 0 || isChange();
  show([]);
  const heading = select("h2", HTMLElement, section);
  const title = heading.textContent ?? "";
  // A change is made at one question, and not step by step.
  const step = isChange() ? "" : formatMessage(words.step, { n: place + 1, all: all.length });
  const tabTitle = step ? formatMessage(words.tab_title, { step, title }) : title;
  select("#progress", HTMLElement).textContent = step;
  document.title = `${tabTitle} - ${document.title.split(" - ").pop()}`;
  nextButton.hidden = isLast;
  backButton.hidden = place === 0;
  toEndButton.hidden = isLast || !(visitedEnd || isChange());
  if (isLast) showEnd();
  if (push) history.pushState(null, "", `#${section.id}`);
  if (focus) {
    heading.focus();
    heading.scrollIntoView({ block: "start" });
  }
  ask();
  keepDraft();
}

/** The last step: what is wrong anywhere, else what can be done with the answers. */
function showEnd() {
  visitedEnd = true;
  const all = sections();
  const problems = findProblems(all);
  // Who writes is the last question, on this very step: that it has no answer yet is no problem.
  const others = problems.filter(({ question }) => question !== "checked.by");
  show(others);
  showSubmission({
    form,
    record: completedRecord(),
    before,
    words,
    shape: rules.shape,
    slug: isChange() ? slug : null,
    code: codeForGroup(slug),
    hasNamesake,
    isComplete: !problems.length,
    lacksSender: !others.length && problems.length > 0,
    hasUnknowns: readUnknowns(form).length > 0,
    sections: all.slice(0, -1),
    goTo,
  });
}

/**
 * Goes on to another step where nothing is wrong in this one.
 * @param {() => HTMLElement} target
 */
function leaveFor(target) {
  const problems = findProblems([current]);
  if (!problems.length) return goTo(target());
  show(problems);
  summary.focus();
}

/** @param {number} offset */
const neighbour = (offset) => sections()[sections().indexOf(current) + offset];

/* --- While writing --- */

async function lookForNamesakes() {
  const namesakes = isChange() ? [] : await findNamesakes(root, nameInput.value);
  hasNamesake = namesakes.length > 0;
  return namesakes;
}

/** @param {Event} event */
function onInput({ target }) {
  if (!(target instanceof HTMLElement)) return;
  const fact = target.closest("[data-fact]");
  if (fact && target instanceof HTMLInputElement && target.type === "checkbox") {
    select(".detail", HTMLElement, fact).hidden = !target.checked;
  }
  const question = questionAround(target);
  if (question) updateCount(question, words);
  if (current === lastSection) showEnd();
  keepDraft();
}

/** @param {Event} event */
function onChange({ target }) {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    const isText = !["checkbox", "radio"].includes(target.type);
    if (isText) tidyField(target, questionIdAround(target), rules);
  }
  if (target === nameInput) {
    lookForNamesakes().then((namesakes) => showNamesakes(status, namesakes, root, words));
  }
  if (target instanceof HTMLElement && namesGroups(questionIdAround(target))) nameGroups();
  ask();
  keepDraft();
}

function listen() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leaveFor(() => {
      status.textContent = "";
      return neighbour(1);
    });
  });
  form.addEventListener("input", onInput);
  form.addEventListener("change", onChange);
  form.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLElement && target.matches("[data-more], [data-take]"))) return;
    changeEntries(target, words);
    keepDraft();
  });
  backButton.addEventListener("click", () => goTo(neighbour(-1)));
  toEndButton.addEventListener("click", () => leaveFor(() => lastSection));
  select("#wipe", HTMLElement).addEventListener("click", clearForm);
  addEventListener("popstate", () => goTo(sectionInAddress() ?? sections()[0], { push: false }));
}

/* --- The beginning --- */

async function start() {
  if (slug !== null) {
    const record = await fetchRecord(root, slug);
    if (record) before = record;
    else status.textContent = words.unknown_group;
  }
  if (isChange()) {
    const title = formatMessage(words.change_title, { name: before.name });
    select("#title", HTMLElement).textContent = title;
    // Who confirms it is asked anew each time.
    before = clone({ ...before, checked: { ...before.checked, by: undefined } });
  }
  setUpPlacePicker(form, words, root);
  listen();
  fillForm(before);
  restoreDraft();
  await lookForNamesakes();
  form.hidden = false;
  const wanted = sectionInAddress();
  const section = wanted ?? (isChange() ? lastSection : sections()[0]);
  goTo(section, { push: false, focus: Boolean(wanted) });
  deleteDraftsOfGoneGroups(root);
}

start();
