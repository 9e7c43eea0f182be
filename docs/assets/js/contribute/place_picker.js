/* The long list of places in the form: a box that makes it shorter, and a line that says what is
   chosen. */

import { element, select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { fold } from "../shared/text.js";

/** @typedef {{item: HTMLElement, box: HTMLInputElement, title: string, folded: string}} Choice */
/** @typedef {{group: HTMLDetailsElement, title: string, choices: Choice[]}} PlaceGroup */

/**
 * Makes the list of places work, and gives the same places to each choice of one.
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} words
 */
export function setUpPlacePicker(form, words) {
  const question = select("[data-control=places]", HTMLElement, form);
  const filter = select("[data-filter]", HTMLInputElement, question);
  const status = select("[data-chosen]", HTMLElement, question);
  const groups = readGroups(question);

  function showChosen() {
    const chosen = groups.flatMap(({ choices }) => choices.filter(({ box }) => box.checked));
    const names = chosen.map(({ title }) => title).join(", ");
    status.textContent = names && formatMessage(words.chosen, { names });
  }

  function applyFilter() {
    const wanted = fold(filter.value);
    const fitting = filterGroups(groups, wanted);
    if (wanted) status.textContent = formatMessage(words.filtered, { n: fitting });
    else showChosen();
  }

  filter.addEventListener("input", (event) => {
    event.stopPropagation();
    applyFilter();
  });
  // Enter looks for a place here; it does not go on to the next step.
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  question.addEventListener("change", ({ target }) => {
    if (target !== filter) showChosen();
  });
  question.addEventListener("refresh", showChosen);
  for (const list of form.querySelectorAll("[data-places]")) list.append(...toOptions(groups));
}

/**
 * @param {HTMLElement} question
 * @returns {PlaceGroup[]}
 */
function readGroups(question) {
  const groups = /** @type {HTMLDetailsElement[]} */ ([
    ...question.querySelectorAll("[data-group]"),
  ]);
  return groups.map((group) => ({
    group,
    title: select("summary", HTMLElement, group).textContent ?? "",
    choices: [...group.querySelectorAll("li")].map((item) => {
      const title = item.textContent?.trim() ?? "";
      return { item, box: select("input", HTMLInputElement, item), title, folded: fold(title) };
    }),
  }));
}

/**
 * Shows the places of which a word begins as it is wanted, and counts them.
 * @param {PlaceGroup[]} groups
 * @param {string} wanted folded; nothing shows all of them
 */
function filterGroups(groups, wanted) {
  let fitting = 0;
  for (const { group, choices } of groups) {
    for (const { item, folded } of choices) {
      item.hidden = !` ${folded}`.includes(` ${wanted}`);
    }
    const shown = choices.filter(({ item }) => !item.hidden).length;
    group.hidden = !shown;
    group.open = Boolean(wanted) && shown > 0;
    fitting += shown;
  }
  return fitting;
}

/** @param {PlaceGroup[]} groups */
function toOptions(groups) {
  return groups.map(({ title, choices }) => {
    const options = choices.map((choice) => new Option(choice.title, choice.box.value));
    const group = element("optgroup", ...options);
    group.label = title;
    return group;
  });
}
