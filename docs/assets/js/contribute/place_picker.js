/* The long list of places in the form: a box that makes it shorter, and a line that says what is
   chosen. The box knows the councils by their names at once, and by the towns and outcodes in them
   once their lists are there. */

import { element, select } from "../shared/dom.js";
import { formatMessage, pluralise } from "../shared/messages.js";
import { fold } from "../shared/text.js";

/** @typedef {import("./place_finder.js").FoundCouncils} FoundCouncils */
/** @typedef {import("../shared/messages.js").PluralForms} PluralForms */
/** @typedef {{item: HTMLElement, box: HTMLInputElement, why: HTMLElement, title: string,
 *   folded: string}} Choice */
/** @typedef {{group: HTMLDetailsElement, title: string, choices: Choice[]}} PlaceGroup */

/**
 * @typedef {object} PickerWords
 * @property {string} chosen
 * @property {PluralForms} filtered
 * @property {PluralForms} filter_here what is in a council: towns, or an outcode
 * @property {PluralForms} filter_parts the same of an outcode that is in several councils
 * @property {string} filter_last the last of several names
 */

// All files of one version: a browser may have kept older ones.
const VERSION = new URL(import.meta.url).search;
const MOST_NAMES = 3;
/** @type {FoundCouncils} */
const NOTHING = { outcode: "", names: new Map() };

/**
 * Makes the list of places work, and gives the same places to each choice of one.
 * @param {HTMLFormElement} form
 * @param {PickerWords} words
 * @param {string} root
 */
export function setUpPlacePicker(form, words, root) {
  const question = select("[data-control=places]", HTMLElement, form);
  const filter = select("[data-filter]", HTMLInputElement, question);
  const status = select("[data-chosen]", HTMLElement, question);
  const groups = readGroups(question);

  function showChosen() {
    const chosen = groups.flatMap(({ choices }) => choices.filter(({ box }) => box.checked));
    const names = chosen.map(({ title }) => title).join(", ");
    status.textContent = names && formatMessage(words.chosen, { names });
  }

  /** @param {FoundCouncils} found */
  function applyFilter(found) {
    const wanted = fold(filter.value);
    const fitting = filterGroups(groups, wanted, found, words);
    if (wanted) status.textContent = pluralise(words.filtered, fitting);
    else showChosen();
  }

  filter.addEventListener("input", async (event) => {
    event.stopPropagation();
    const text = filter.value;
    // That there is none is shown once it is certain: who tabs on does not miss the list.
    const wanted = fold(text);
    const isNamed = groups.some(({ choices }) => choices.some(({ folded }) => fits(folded, wanted)));
    if (isNamed) applyFilter(NOTHING);
    const found = wanted ? await find(text, root) : NOTHING;
    if (text === filter.value) applyFilter(found);
  });
  filter.addEventListener("focus", () => find("", root), { once: true });
  // Enter looks for a place here; it does not go on to the next step.
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  filter.addEventListener("change", async (event) => {
    event.stopPropagation();
    const text = filter.value;
    const { outcode } = await find(text, root);
    // Half of a postcode is enough, here as everywhere.
    if (outcode && text === filter.value) filter.value = outcode;
  });
  question.addEventListener("change", showChosen);
  question.addEventListener("refresh", showChosen);
  for (const list of form.querySelectorAll("[data-places]")) list.append(...toOptions(groups));
}

/**
 * The councils that a text leads to; none where the lists cannot be had.
 * @param {string} text
 * @param {string} root
 * @returns {Promise<FoundCouncils>}
 */
async function find(text, root) {
  try {
    /** @type {[typeof import("./place_questions.js"), typeof import("./place_finder.js")]} */
    const [{ openWhereabouts }, { findCouncils }] = await Promise.all([
      import(`./place_questions.js${VERSION}`),
      import(`./place_finder.js${VERSION}`),
    ]);
    return await findCouncils(text, await openWhereabouts(`${root}places/`));
  } catch {
    return NOTHING;
  }
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
      const box = select("input", HTMLInputElement, item);
      const why = element("span");
      why.className = "note";
      select("label > span", HTMLElement, item).append(why);
      return { item, box, why, title, folded: fold(title) };
    }),
  }));
}

/**
 * Whether a word of a title begins as it is wanted.
 * @param {string} folded
 * @param {string} wanted folded
 */
const fits = (folded, wanted) => ` ${folded}`.includes(` ${wanted}`);

/**
 * Shows the places of which a word begins as it is wanted, and those that were found, with why;
 * and counts them.
 * @param {PlaceGroup[]} groups
 * @param {string} wanted folded; nothing shows all of them
 * @param {FoundCouncils} found
 * @param {PickerWords} words
 */
function filterGroups(groups, wanted, { outcode, names }, words) {
  let fitting = 0;
  for (const { group, choices } of groups) {
    for (const { item, box, why, folded } of choices) {
      const isNamed = fits(folded, wanted);
      const inside = names.get(box.value);
      item.hidden = !isNamed && !inside;
      why.textContent = "";
      if (isNamed || !inside?.length) continue;
      const facts = { names: listNames(inside, words) };
      const forms = outcode && names.size > 1 ? words.filter_parts : words.filter_here;
      why.textContent = ` ${pluralise(forms, inside.length, facts)}`;
    }
    const shown = choices.filter(({ item }) => !item.hidden).length;
    group.hidden = !shown;
    group.open = Boolean(wanted) && shown > 0;
    fitting += shown;
  }
  return fitting;
}

/**
 * A few names as a sentence has them.
 * @param {string[]} names
 * @param {PickerWords} words
 */
function listNames(names, words) {
  const shown = names.slice(0, MOST_NAMES);
  const last = shown.length > 1 ? shown.pop() : undefined;
  return shown.join(", ") + (last ? formatMessage(words.filter_last, { last }) : "");
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
