/* Answers in the form, to and from the data of a record. Each question is an element with data-question (where its answer
   stands in the record) and data-control (how it is asked). What the form does not ask of a record stays as it was. */

const SEEN = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0e\uffa0]/gu;
const BY = ["checked", "by"];

/** A text with single spaces, without signs that nobody can see. */
export const clean = (text) => text.replace(SEEN, "").replace(/[\s\x00-\x1f\x7f]+/g, " ").trim();
const lines = (text) => text.split("\n").map(clean).filter(Boolean);
const steps = (question) => question.dataset.question.split(".");
/** The questions of a part of the page, without those inside of the entries of a list. */
export const questions = (part) => [...part.querySelectorAll("[data-question]")].filter((question) => !question.parentElement.closest("[data-entry]") || part.matches("[data-entry]"));
const within = (question, selector) => [...question.querySelectorAll(selector)];
const boxes = (question) => within(question, "input[type=checkbox], input[type=radio]").filter((box) => !("unknown" in box.dataset));
const field = (question) => question.querySelector("textarea, select, input:not([type=checkbox]):not([type=radio])");

/* --- From the page --------------------------------------------------------------------------------------------- */

/** The record as the page has it: `before` with every answer in its place. */
export function read(form, before) {
  const record = copy(before);
  for (const question of questions(form)) put(record, steps(question), answer(question, get(before, steps(question))));
  // The build says of each part that is missing where its whole is there.
  record.user_led ??= {};
  return record;
}

/** What one question says, or undefined. `before` is what the record said. */
export function answer(question, before) {
  const { control } = question.dataset;
  if (control === "many" || control === "places") return some(boxes(question).filter(({ checked }) => checked).map(({ value }) => value), before);
  if (control === "one") return boxes(question).find(({ checked }) => checked)?.value || undefined;
  if (control === "tick") return boxes(question)[0].checked || undefined;
  if (control === "lines") return some(lines(field(question).value));
  if (control === "facts") return some(facts(question, before ?? []));
  if (control === "entries") return some(within(question, "[data-entry]").map(entry).filter((one) => Object.keys(one).length));
  return clean(field(question).value) || undefined;
}

/** The chosen ones; those that the record had already stay in its order, and places that are offered no more stay, too. */
function some(values, before = []) {
  const kept = [...before.filter((value) => values.includes(value)), ...values.filter((value) => !before.includes(value))];
  return kept.length ? kept : undefined;
}

/** What the record had stays in its order; of two facts of one kind, the first is the one that is shown. */
function facts(question, before) {
  const ticked = new Map(within(question, "[data-fact]").filter((item) => boxes(item)[0].checked).map((item) => [item.dataset.fact, clean(field(item).value)]));
  const kept = before.filter(({ is }) => ticked.has(is)), first = [...ticked.keys()].map((is) => kept.find((fact) => fact.is === is) ?? { is });
  return [...kept, ...first.filter((fact) => !kept.includes(fact))].map((fact) => {
    const { is, detail: old, ...rest } = fact, detail = first.includes(fact) ? ticked.get(is) : old;
    return detail ? { is, detail, ...rest } : { is, ...rest };
  });
}

function entry(element) {
  const record = copy(element.before ?? {});
  for (const question of questions(element)) put(record, steps(question).slice(2), answer(question, record[steps(question)[2]]));
  return record;
}

/* --- To the page ----------------------------------------------------------------------------------------------- */

/** Shows a record in the form. */
export function write(form, record) {
  for (const question of questions(form)) show(question, get(record, steps(question)));
}

function show(question, value) {
  const { control } = question.dataset;
  if (control === "many" || control === "places") {
    for (const box of boxes(question)) box.checked = (value ?? []).includes(box.value);
  } else if (control === "one") {
    for (const box of boxes(question)) box.checked = box.value === (value ?? "");
  } else if (control === "tick") {
    boxes(question)[0].checked = Boolean(value);
  } else if (control === "facts") {
    for (const item of within(question, "[data-fact]")) {
      const fact = (value ?? []).find(({ is }) => is === item.dataset.fact);
      boxes(item)[0].checked = Boolean(fact);
      field(item).value = fact?.detail ?? "";
      item.querySelector(".detail").hidden = !fact;
    }
  } else if (control === "entries") {
    question.querySelector("[data-entries]").replaceChildren();
    for (const one of value ?? []) add(question, one);
  } else {
    field(question).value = control === "lines" ? (value ?? []).join("\n") : value ?? "";
  }
}

/** One more entry at the end of a list; the ids in it get a number of their own. */
export function add(question, record = {}) {
  const made = question.querySelector("template").content.firstElementChild.cloneNode(true);
  const own = (question.made = (question.made ?? 0) + 1);
  for (const element of made.querySelectorAll("[id], [for], [name], [aria-describedby]")) {
    for (const name of ["id", "for", "name", "aria-describedby"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace(/\.0\./g, `.${own}.`));
    }
  }
  made.before = record;
  for (const inside of questions(made)) show(inside, record[steps(inside)[2]]);
  question.querySelector("[data-entries]").append(made);
  return made;
}

/* --- Places in a record ---------------------------------------------------------------------------------------- */

export const copy = (data) => JSON.parse(JSON.stringify(data));

function get(record, [first, ...rest]) {
  const part = record?.[first];
  return rest.length ? get(part, rest) : part;
}

function put(record, [first, ...rest], value) {
  if (rest.length) {
    const part = record[first] ?? {};
    put(part, rest, value);
    if (Object.keys(part).length) record[first] = part; else delete record[first];
  } else if (value === undefined) {
    delete record[first];
  } else {
    record[first] = value;
  }
}

/** What a record needs and nobody is asked: the days, and that what shows who leads the group is one of its sources, of
    which there are at most so many. */
export function completed(record, today, most) {
  const made = copy(record);
  made.added ??= today;
  made.checked = { on: today, ...(made.checked ?? {}), ...(get(made, BY) ? { on: today } : {}) };
  const source = made.user_led?.source, sources = made.sources ?? [];
  if (source && sources.length < most && !sources.some(({ url }) => url === source)) sources.unshift({ url: source, supports: ["user_led"] });
  made.sources = sources.map(({ url, title, ...rest }) => ({ url, title: title || site(url) || undefined, ...rest }));
  if (!made.sources.length) delete made.sources;
  return copy(made);
}

function site(address) {
  try {
    return new URL(address).hostname.replace(/^www\./, "");
  } catch {
    return "";
  }
}
