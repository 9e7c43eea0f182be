/* The page of the search: reads the address, asks the engine, shows results and live numbers beside the filters. The
   whole state stands in the address, so that it can be shared, reloaded and gone back to. */

const version = new URL(import.meta.url).search;
const page = document.querySelector("[data-find]");
const ask = document.querySelector("[data-ask]");
const filters = document.querySelector("[data-filters]");
const [status, notes, list, works, more, chosenList, heading] = ["[data-status]", "[data-notes]", "[data-list]", "[data-works]", "[data-more]", "[data-chosen]", "#results"].map((name) => page.querySelector(name));
const fallback = document.querySelector("[data-fallback]");
const root = new URL("../", location.href).href;

// Results come in tens. After a key the reader may still be typing; a screen reader is told once they have stopped.
const STEP = 10, PAUSE = 250, QUIET = 700;
const WORD = /([\p{L}\p{N}]+)/u, WORDS = /[\p{L}\p{N}]+/gu;
const NO_PHONE = ["email", "text", "bsl", "post"];

let engine, words, turn = 0, telling;

const boxes = [...filters.querySelectorAll("input[name]")];
const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (gap, name) => facts[name] ?? gap);
const plural = (forms, n, facts = {}) => fill(n === 0 && forms.none ? forms.none : n === 1 ? forms.one : forms.other, { n: n.toLocaleString("en-GB"), ...facts });

/* --- The state and the address --------------------------------------------------------------------------------- */

function readAddress() {
  const told = new URLSearchParams(location.search), strange = [];
  const state = { q: told.get("q") ?? "", where: told.get("where") ?? "", show: Math.min(500, Math.max(STEP, Number.parseInt(told.get("show"), 10) || STEP)), chosen: {} };
  for (const [name, value] of told) {
    if (["q", "where", "show"].includes(name)) continue;
    if (boxes.some((box) => box.name === name && box.value === value)) (state.chosen[name] ??= []).push(value);
    else strange.push(value || name);
  }
  return { ...state, strange };
}

function addressOf({ q, where, chosen, show }) {
  const told = new URLSearchParams();
  if (q.trim()) told.set("q", q.trim());
  if (where.trim()) told.set("where", where.trim());
  for (const [name, values] of Object.entries(chosen)) for (const value of values) told.append(name, value);
  if (show > STEP) told.set("show", show);
  const text = told.toString();
  return text ? `?${text}` : location.pathname;
}

function readForms(show = STEP) {
  const chosen = {};
  for (const box of boxes) if (box.checked) (chosen[box.name] ??= []).push(box.value);
  return { q: ask.elements.q.value, where: ask.elements.where.value, chosen, show, strange: [] };
}

function writeForms({ q, where, chosen }) {
  ask.elements.q.value = q;
  ask.elements.where.value = where;
  for (const box of boxes) box.checked = (chosen[box.name] ?? []).includes(box.value);
  markNoPhone();
}

function markNoPhone() {
  const box = filters.querySelector("[data-no-phone]");
  if (box) box.checked = NO_PHONE.every((way) => boxes.every((other) => other.name !== "way" || other.value !== way || other.checked || other.disabled));
}

/* --- Asking and showing ---------------------------------------------------------------------------------------- */

function asked({ q, where, chosen }, typing = false) {
  return engine.find({ q, where, chosen: { ...chosen, closed: Boolean(chosen.closed) }, typing });
}

async function run(state, { typing = false, keep = false } = {}) {
  const own = ++turn;
  const found = await asked(state, typing);
  const things = found.things.filter(({ kind }) => kind === "group");
  const shown = things.slice(0, state.show);
  const groups = shown.map(({ group }) => group);
  const rows = new Map((await engine.rows(groups)).map((row, number) => [groups[number], row]));
  const ways = found.groups || typing ? [] : await waysOn(state);
  if (own !== turn) return;
  const before = keep ? list.querySelectorAll(".row").length : 0;
  showNotes(state, found, ways);
  showList(found, shown, rows, state);
  showChosen(state);
  showCounts(found.counts);
  const left = things.length - shown.length;
  more.hidden = left <= 0;
  more.textContent = fill(words.more, { n: Math.min(STEP, left) });
  tell(state, found);
  // Who does such work, or works with such a partner: behind the groups, so that nothing moves when it comes.
  if (!typing) engine.works(state.q).then((pages) => { if (own === turn) works.replaceChildren(...pageList(pages)); }, () => {});
  // The first of the new results is where the reader goes on.
  if (keep) list.querySelectorAll(".row")[before]?.querySelector("a")?.focus();
}

function tell({ q, where }, { groups, place }) {
  const near = place && (where.trim() || !q.trim()) ? place.title : "";
  const what = q.trim() ? near ? fill(words.near, { what: `"${q.trim()}"`, where: near }) : `"${q.trim()}"` : near ? fill(words.in, { where: near }) : "";
  const text = what ? plural(words.results, groups, { what }) : plural(words.all, groups);
  heading.textContent = text;
  document.title = `${text} - ${document.title.split(" - ").pop()}`;
  clearTimeout(telling);
  telling = setTimeout(() => { status.textContent = text; }, QUIET);
}

function showNotes(state, found, ways) {
  const lines = [];
  if (found.used?.length) lines.push(element("p", fill(words.instead, { used: found.used.map(([, used]) => used).join(", "), typed: found.used.map(([typed]) => typed).join(", ") })));
  if (found.some) lines.push(element("p", words.some));
  for (const name of state.strange) lines.push(element("p", fill(words.unknown, { filter: name })));
  if (found.fault) lines.push(element("p", found.fault));
  lines.push(...pageList(found.pages));
  if (found.choices?.length) {
    const choices = found.choices.map((choice) => element("li", link({ ...state, where: choice.label, show: STEP }, choice.label)));
    lines.push(element("p", words.choices), element("ul", ...choices));
  }
  lines.push(...ways);
  notes.replaceChildren(...lines);
}

function pageList(pages) {
  if (!pages.length) return [];
  const entries = element("ul", ...pages.map(({ address, title, kind }) => element("li", outward(root + address, title), ` (${words.kinds[kind]})`)));
  entries.className = "pages";
  return [element("p", words.things), entries];
}

/** No results is not the end: without a filter, everywhere, the list of all, or tell us. Each way says how much it brings. */
async function waysOn(state) {
  const tries = Object.entries(state.chosen).flatMap(([facet, values]) => values.map((value) => [words.drop, { filter: titleOf(facet, value) }, { ...state, chosen: { ...state.chosen, [facet]: values.filter((other) => other !== value) } }]));
  if (state.where && state.q) tries.push([words.anywhere, { where: state.where }, { ...state, where: "" }]);
  const ways = [];
  for (const [text, facts, other] of tries) {
    const { groups } = await asked(other);
    if (groups) ways.push(element("li", link({ ...other, show: STEP }, fill(text, { ...facts, count: plural(engine.index.groups, groups) }))));
  }
  ways.push(element("li", outward(`${root}orgs/`, words.browse)), element("li", outward(`${root}add/`, words.tell)));
  return [element("p", fill(words.nothing, { what: state.q.trim() ? `"${state.q.trim()}"` : state.where })), element("ul", ...ways)];
}

function showList(found, shown, rows, { q }) {
  const marks = marked(q, found);
  const parts = [];
  let level = null, into = null;
  for (const thing of shown) {
    const own = found.levels ? thing.level : null;
    if (!into || own !== level) {
      level = own;
      if (own && words.levels[own]) parts.push(element("h3", headingOf(own, found.place)));
      into = element("ul");
      into.className = "rows";
      parts.push(into);
    }
    into.append(row(thing, rows.get(thing.group), marks, Boolean(own)));
  }
  list.replaceChildren(...parts);
}

function headingOf(level, place) {
  const name = level === "nation" ? engine.places.above(engine.places.areas.get(place.area)).find(({ kind }) => kind === "nation")?.title ?? place.title : place.title;
  return fill(words.levels[level], { place: name });
}

function row({ address, title, miles }, shown, marks, below) {
  const item = page.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
  const [name, text, chips, paper] = item.children;
  if (below) name.replaceWith(element("h4", document.createElement("a")));
  const anchor = item.querySelector("a");
  anchor.href = root + address;
  anchor.append(...split(title, marks));
  const [summary, fresh, freshness, where, ways] = shown;
  text.append(...split(summary, marks));
  paper.textContent = ways;
  chips.append(chip(fresh, freshness, { closed: "closed", confirmed: "fresh", recent: "fresh", unconfirmed: "ask" }[fresh]), breath(), chip("where", where));
  if (miles !== null && miles !== undefined) chips.append(breath(), chip("miles", miles < 0.5 ? engine.index.far.here : plural(engine.index.far.miles, Math.round(miles))));
  return item;
}

function chip(name, text, kind = "") {
  const made = element("span", page.querySelector(`[data-icon="${name}"]`).content.cloneNode(true), ` ${text}`);
  made.className = `chip ${kind}`;
  return made;
}

/** What stands between two chips for who listens. */
function breath() {
  const made = element("span", ". ");
  made.className = "hide";
  return made;
}

/** The words that were looked for, as they are and as they were understood. */
function marked(q, { used = [] }) {
  return [...(q.match(WORDS) ?? []), ...used.map(([, word]) => word)].map((word) => word.toLowerCase()).filter((word) => word.length > 2);
}

/** A text in parts, with the words that begin as one of these do marked. */
function split(text, looked) {
  return text.split(WORD).filter(Boolean).map((part) => (looked.some((word) => part.toLowerCase().startsWith(word)) ? element("mark", part) : part));
}

function showChosen(state) {
  const items = Object.entries(state.chosen).flatMap(([facet, values]) => values.map((value) => {
    const button = element("button", fill(words.remove, { filter: titleOf(facet, value) }));
    button.type = "button";
    button.addEventListener("click", () => {
      for (const box of boxes) if (box.name === facet && box.value === value) box.checked = false;
      markNoPhone();
      go(readForms());
      heading.focus();
    });
    return element("li", button);
  }));
  chosenList.hidden = !items.length;
  chosenList.setAttribute("aria-label", words.chosen);
  chosenList.replaceChildren(...items);
}

/** The numbers beside the choices. One that would leave nothing cannot be chosen, but can be taken away. */
function showCounts(counts) {
  for (const box of boxes) {
    const number = box.parentElement.querySelector("[data-count]");
    if (!number) continue;
    const count = counts[box.name]?.[box.value] ?? 0;
    number.textContent = count;
    box.disabled = !count && !box.checked;
  }
}

function titleOf(facet, value) {
  return boxes.find((box) => box.name === facet && box.value === value)?.parentElement.querySelector("[data-title]").textContent ?? value;
}

function link(state, text) {
  const made = outward(addressOf(state), text);
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    writeForms(state);
    go(state);
    heading.focus();
  });
  return made;
}

function outward(address, text) {
  return Object.assign(element("a", text), { href: address });
}

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/* --- What the reader does -------------------------------------------------------------------------------------- */

function go(state, options = {}) {
  const address = addressOf(state);
  if (options.typing) history.replaceState(null, "", address); else if (address !== location.search) history.pushState(null, "", address);
  return run(state, options).catch(broken);
}

function broken() {
  status.textContent = page.dataset.broken;
  notes.replaceChildren(element("p", page.dataset.broken));
  list.replaceChildren();
  fallback.hidden = false;
}

async function start() {
  page.hidden = false;
  fallback.querySelector(".without").hidden = true;
  heading.textContent = page.dataset.loading;
  if (innerWidth < 832) filters.querySelector(".all").open = false;
  const state = readAddress();
  writeForms(state);
  for (const box of boxes) if (box.checked && box.closest("details")) box.closest("details").open = true;
  const { open } = await import(`./search.js${version}`);
  engine = await open(root);
  words = engine.index.say;
  fallback.hidden = true;
  await run(state);
  let pause;
  ask.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(pause); go(readForms()); });
  ask.elements.q.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => go(readForms(), { typing: true }), PAUSE); });
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("change", ({ target }) => {
    if ("noPhone" in target.dataset) for (const box of boxes) if (box.name === "way" && NO_PHONE.includes(box.value) && !(target.checked && box.disabled)) box.checked = target.checked;
    markNoPhone();
    go(readForms());
  });
  filters.addEventListener("reset", () => setTimeout(() => go(readForms())));
  more.addEventListener("click", () => go(readForms(readAddress().show + STEP), { keep: true }));
  addEventListener("popstate", () => { const back = readAddress(); writeForms(back); run(back).catch(broken); });
}

/** After the first visit the search works without a connection, too. */
async function keepAll() {
  const { keep } = await import(`./offline.js${version}`);
  const scripts = ["find", "gazetteer", "library", "offline", "places", "postcodes", "query", "search", "text", "vocabulary"].map((name) => `assets/${name}.js${version}`);
  await keep("find", version + page.dataset.index, ["find/", "help-now/", "help-now/easy/", ...scripts, ...page.dataset.offline.split(" ")]);
}

start().then(() => keepAll().catch(() => {}), broken);
