/* The form to add or change a group: one step at a time, checked as the build checks, kept on this device only, and sent by
   nobody but the reader. Without this file the form stays hidden, and the other ways below it are there. */

const version = new URL(import.meta.url).search;
const [{ add, clean, completed, copy, questions, read, write }, { choosePlaces }, { slugify }, { faults, fill }, { offer }] = await Promise.all(
  ["answers", "chosen", "record", "rules", "send"].map((name) => import(`./${name}.js${version}`)),
);

const form = document.getElementById("form");
const known = JSON.parse(form.dataset.rules), words = JSON.parse(form.dataset.words);
const root = new URL(form.dataset.root, location.href).href;
const [title, progress, told, summary, next, back, toEnd] = ["title", "progress", "told", "faults", "next", "back", "to-end"].map((id) => document.getElementById(id));
const slug = new URLSearchParams(location.search).get("org");
const key = `add:${slug ?? ""}`;
const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

// `shared`: whether a group with the name of a new one is here already.
let before = {}, current, visited = false, shared = false;

const changes = () => Boolean(before.name && slug);
const sections = () => [...form.querySelectorAll("[data-step]")].filter((section) => changes() || !("changesOnly" in section.dataset));
const own = (section) => questions(section);
const whole = () => completed(read(form, before), today, known.shape.properties.sources.maxItems);
const unknown = () => [...form.querySelectorAll("[data-unknown]:checked")].map((box) => box.closest("[data-question]").dataset.question);

/* --- The draft ------------------------------------------------------------------------------------------------- */

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify({ before, record: read(form, before), unknown: unknown(), at: current.id }));
  } catch {
    document.getElementById("kept").textContent = words.no_draft;
  }
}

/** Shows the answers of last time, where they are still about the same record; what cannot be read is as good as nothing. */
function resume() {
  try {
    const draft = JSON.parse(localStorage.getItem(key)), fresh = JSON.stringify(before), empty = JSON.stringify(read(form, before));
    if (!draft || JSON.stringify(draft.before) !== fresh) return;
    fillIn(draft);
    if (JSON.stringify(read(form, before)) !== empty || draft.unknown.length) told.textContent = words.resumed;
  } catch {
    form.reset();
    fillIn({ record: before });
  }
}

function wipe() {
  if (!confirm(words.wipe_sure)) return;
  try { localStorage.removeItem(key); } catch { /* Then there is nothing to wipe. */ }
  form.reset();
  fillIn({ record: before, unknown: [] });
  told.textContent = words.wiped;
  go(sections()[0]);
}

function fillIn({ record, unknown: ids = [] }) {
  write(form, record);
  for (const box of form.querySelectorAll("[data-unknown]")) box.checked = ids.includes(box.closest("[data-question]").dataset.question);
  for (const fresh of ["refresh", "count"]) for (const question of questions(form)) question.dispatchEvent(new CustomEvent(fresh));
}

/* --- What is wrong --------------------------------------------------------------------------------------------- */

/** The faults in these sections, leaving out what the reader says they do not know. */
function wrong(parts) {
  const ids = unknown(), allowed = new Set(ids.includes("user_led.source") ? [...ids, "sources"] : ids);
  const found = faults(whole(), known, today);
  const here = parts.flatMap(own).map((question) => question.dataset.question), order = ({ question }) => here.indexOf(question);
  return found.map((fault) => ({ ...fault, question: questionOf(fault.pointer) }))
    .filter(({ rule, pointer, question }) => here.includes(question) && !(rule === "missing-field" && allowed.has(pointer.join("."))))
    .sort((one, other) => order(one) - order(other));
}

/** The question that a place in a record belongs to: its own, or the first of those inside of it. */
function questionOf(pointer) {
  const place = pointer.join("."), ids = questions(form).map((question) => question.dataset.question);
  return ids.find((id) => id === place) ?? ids.find((id) => place.startsWith(`${id}.`)) ?? ids.find((id) => id.startsWith(`${place}.`));
}

/** The element that a fault is about: in the entries of a list, the question in the right one. */
function elementOf({ pointer, question }) {
  const element = form.querySelector(`[data-question="${question}"]`), [, place, part] = pointer.slice(question.split(".").length - 1);
  if (element.dataset.control === "facts") return element.querySelectorAll("[data-fact]")[0] && factOf(element, place);
  const entry = element.querySelectorAll("[data-entry]")[place];
  return entry?.querySelector(`[data-question="${question}.0.${part}"]`) ?? entry ?? element;
}

function factOf(element, place) {
  const fact = read(form, before).access?.[place]?.is;
  return element.querySelector(`[data-fact="${fact}"]`) ?? element;
}

function mark(found) {
  for (const place of form.querySelectorAll(".fault")) Object.assign(place, { hidden: true, textContent: "" });
  for (const box of form.querySelectorAll("[aria-invalid]")) {
    box.removeAttribute("aria-invalid");
    const others = box.getAttribute("aria-describedby").replace(/\S+-fault ?/, "");
    if (others) box.setAttribute("aria-describedby", others); else box.removeAttribute("aria-describedby");
  }
  const items = found.map((fault) => {
    const element = elementOf(fault), place = element.querySelector(".fault"), box = focusable(element);
    // The hint of the question says already what belongs in it.
    place.textContent = [place.textContent, fault.message, fault.rule === "missing-field" ? "" : fault.fix].filter(Boolean).join(" ");
    place.hidden = false;
    if (box.matches("input, textarea, select") && !box.hasAttribute("aria-invalid")) {
      box.setAttribute("aria-invalid", "true");
      box.setAttribute("aria-describedby", `${place.id} ${box.getAttribute("aria-describedby") ?? ""}`.trim());
    }
    const link = Object.assign(document.createElement("a"), { href: `#${box.id}`, textContent: fault.rule === "missing-field" ? fault.message : `${labelOf(element)}: ${fault.message}` });
    link.addEventListener("click", (event) => { event.preventDefault(); lead(element); });
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  const list = document.createElement("ul");
  list.className = "plain";
  list.append(...items);
  summary.replaceChildren(summary.querySelector("h2"), ...(items.length ? [list] : []));
  summary.hidden = !found.length;
}

const focusable = (element) => element.querySelector("input:not([data-filter]):not([type=hidden]), textarea, select, button") ?? element;
const labelOf = (element) => (element.querySelector("legend, label").firstChild.textContent || element.querySelector("legend, label").textContent).trim();

/** Shows the step of a question, and puts the reader where its answer goes. */
function lead(element) {
  const section = element.closest("[data-step]");
  if (section !== current) go(section);
  for (let outer = element.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  const box = focusable(element);
  box.focus();
  element.scrollIntoView({ block: "start" });
}

/* --- Steps ----------------------------------------------------------------------------------------------------- */

/** Shows one step. Each stands in the history, so that "back" goes back a step. */
function go(section, { push = true, focus = true } = {}) {
  const all = sections(), place = all.indexOf(section), end = all.length - 1;
  current = section;
  form.dataset.at = section.id;
  for (const other of form.querySelectorAll("[data-step]")) other.hidden = other !== section;
  document.getElementById("before").hidden = place > 0 || changes();
  mark([]);
  progress.textContent = fill(words.step, { n: place + 1, all: all.length });
  const heading = section.querySelector("h2");
  document.title = `${fill(words.tab_title, { step: progress.textContent, title: heading.textContent })} - ${document.title.split(" - ").pop()}`;
  next.hidden = place === end;
  back.hidden = place === 0;
  toEnd.hidden = place === end || !visited;
  if (place === end) finish();
  if (push) history.pushState(null, "", `#${section.id}`);
  if (focus) { heading.focus(); heading.scrollIntoView({ block: "start" }); }
  keep();
}

function finish() {
  visited = true;
  const found = wrong(sections()), record = whole();
  // Who writes is the last question, on this very step: that it has no answer yet is no fault.
  const others = found.filter(({ question }) => question !== "checked.by");
  mark(others);
  offer({ form, record, words, known, slug: changes() ? slug : null, shared, fine: !found.length, unsaid: !others.length && found.length > 0, missing: unknown().length > 0, sections: sections(), questions: own, go });
}

function onward() {
  const found = wrong([current]);
  if (found.length) {
    mark(found);
    summary.focus();
  } else {
    const all = sections();
    told.textContent = "";
    go(all[all.indexOf(current) + 1]);
  }
}

/* --- While writing --------------------------------------------------------------------------------------------- */

/** What people leave out of an address or write in small letters of a postcode is put in for them, before their eyes. */
function tidy(box) {
  const id = box.closest("[data-question]")?.dataset.question ?? "", text = clean(box.value);
  const node = id.split(".").reduce((inside, step) => (step === "0" ? inside?.items : inside?.properties?.[step]), known.shape);
  const address = (line) => (/^(?!https?:)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#]|$)/u.test(line) ? `https://${line}` : line);
  if (node?.format === "uri") box.value = address(text);
  if (node?.items?.format === "uri") box.value = box.value.split("\n").map((line) => address(clean(line))).join("\n");
  if (["based_in.postcode", "based_in.district"].includes(id)) box.value = text.toUpperCase().replace(/^([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})$/, "$1 $2");
}

function count(element) {
  const left = element.querySelector("[data-most]"), most = Number(left?.dataset.most), used = [...clean(element.querySelector("textarea")?.value ?? "")].length;
  if (left) left.textContent = used > most ? fill(words.over, { n: used - most, all: most }) : used > 0.7 * most ? fill(words.left, { n: most - used, all: most }) : "";
}

/** Groups with this name may be here already. */
async function look(box) {
  const groups = await named(box);
  shared = groups.length > 0;
  const links = groups.flatMap(([slug, name]) => [" ", Object.assign(document.createElement("a"), { href: `${root}orgs/${slug}/`, textContent: fill(words.there_link, { name }) }), "."]);
  told.replaceChildren(...(links.length ? [words.there, ...links, ` ${words.there_another}`] : []));
}

/** The file names and titles of the groups that have the name in a box. Where it is a file name alone, its record tells. */
async function named(box) {
  const id = slugify(clean(box.value));
  if (changes() || !id) return [];
  const found = async (address) => { const answer = await fetch(root + address).catch(() => null); return answer?.ok ? answer.json() : null; };
  const record = (await found(`add/names/${id}.json`)) ?? (await found(`orgs/${id}/record.json`));
  return Array.isArray(record) ? record : record ? [[id, record.name]] : [];
}

function number(question) {
  question.querySelectorAll("[data-entry]").forEach((entry, place) => {
    const button = entry.querySelector("[data-take]"), name = button.dataset.title;
    entry.querySelector("legend").textContent = fill(words.entry, { title: name, n: place + 1 });
    button.textContent = fill(words.take_away, { title: name, n: place + 1 });
  });
}

function pressed(button) {
  const question = button.closest("[data-control=entries]");
  if ("more" in button.dataset) {
    const made = add(question);
    number(question);
    made.querySelector("input, textarea").focus();
  } else {
    const entries = [...question.querySelectorAll("[data-entry]")], place = entries.findIndex((entry) => entry.contains(button));
    const said = fill(words.taken_away, { title: button.dataset.title, n: place + 1 });
    entries[place].remove();
    number(question);
    question.querySelector("[role=status]").textContent = said;
    question.querySelector("[data-more]").focus();
    keep();
  }
}

function listen() {
  form.addEventListener("submit", (event) => { event.preventDefault(); onward(); });
  form.addEventListener("input", ({ target }) => {
    const fact = target.closest("[data-fact]");
    if (fact && target.type === "checkbox") fact.querySelector(".detail").hidden = !target.checked;
    const question = target.closest("[data-question]");
    if (question) count(question);
    if (current.id === "send") finish();
    keep();
  });
  form.addEventListener("change", ({ target }) => {
    if (target.matches("input:not([type=checkbox]):not([type=radio]), textarea")) tidy(target);
    if (target.id === "name") look(target);
    keep();
  });
  form.addEventListener("click", ({ target }) => { if (target.matches("[data-more], [data-take]")) pressed(target); });
  for (const question of form.querySelectorAll("[data-question]")) {
    question.addEventListener("refresh", () => { if (question.dataset.control === "entries") number(question); });
    question.addEventListener("count", () => count(question));
  }
  back.addEventListener("click", () => { const all = sections(); go(all[all.indexOf(current) - 1]); });
  toEnd.addEventListener("click", () => { const found = wrong([current]); if (found.length) { mark(found); summary.focus(); } else go(document.getElementById("send")); });
  document.getElementById("wipe").addEventListener("click", wipe);
  addEventListener("popstate", () => { const section = sections().find(({ id }) => `#${id}` === location.hash); go(section ?? sections()[0], { push: false }); });
}

/* --- The beginning --------------------------------------------------------------------------------------------- */

async function start() {
  if (slug !== null) {
    const found = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && await fetch(`${root}orgs/${slug}/record.json`).catch(() => null);
    if (found?.ok) before = await found.json();
    else told.textContent = words.unknown_group;
  }
  if (changes()) {
    title.textContent = fill(words.change_title, { name: before.name });
    // Who confirms it is asked anew each time.
    before = { ...before, checked: { ...before.checked, by: undefined } };
    before = copy(before);
  }
  choosePlaces(form, words);
  listen();
  fillIn({ record: before });
  resume();
  shared = (await named(document.getElementById("name"))).length > 0;
  form.hidden = false;
  const wanted = sections().find(({ id }) => `#${id}` === location.hash);
  go(wanted ?? (changes() ? document.getElementById("send") : sections()[0]), { push: false, focus: Boolean(wanted) });
}

start();
