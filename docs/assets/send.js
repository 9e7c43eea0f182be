/* The last step of the form: what everyone will see, and the ways to send it. The reader sends; this page never does. */

const version = new URL(import.meta.url).search;
const [{ slugify, text }, { fill }] = await Promise.all(["record", "rules"].map((name) => import(`./${name}.js${version}`)));

// Longer addresses are refused by GitHub, and cut by some e-mail programs.
const LONGEST_LINK = 7500, LONGEST_MAIL = 1900;

const part = (id) => document.getElementById(id);

/** Shows the answers and what can be done with them; `shared` says whether another group has the name, `fine` whether nothing
    is left to mend, `unsaid` whether only the last question has no answer. */
export function offer({ form, record, words, known, slug, shared, fine, unsaid, missing, sections, questions, go }) {
  const name = record.name ?? "", file = slug ?? (slugify(shared ? `${name} ${place(record)}` : name) || "group"), content = text(without(record), known.shape, file);
  part("missing").hidden = !missing || !fine;
  part("preview").replaceChildren(...sections.slice(0, -1).flatMap((section) => shown(section, questions(section), words, go)));
  part("ways").hidden = !fine;
  part("first").hidden = !unsaid;
  part("text").value = content;
  part("copied").textContent = "";
  const saved = part("download");
  if (saved.href.startsWith("blob:")) URL.revokeObjectURL(saved.href);
  Object.assign(saved, { href: URL.createObjectURL(new Blob([content], { type: "text/yaml" })), download: `${file}.yml` });
  part("copy").onclick = () => copyOut(content, words);
  part("print").onclick = () => print();
  mail(form.dataset.contact, name, content, slug, words);
  github(form.dataset.repository, name, content, slug, file, words);
}

/** Where a group is, to tell it from another of its name. */
function place({ based_in, area }) {
  return based_in?.town ?? based_in?.area ?? area?.serves?.[0] ?? "";
}

/** What stays empty is no field. */
function without(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !(value && typeof value === "object" && !Array.isArray(value) && !Object.keys(value).length)));
}

async function copyOut(content, words) {
  try {
    await navigator.clipboard.writeText(content);
    part("copied").textContent = words.copied;
  } catch {
    part("copied").textContent = words.not_copied;
    part("text").closest("details").open = true;
    part("text").select();
  }
}

function mail(contact, name, content, slug, words) {
  if (!contact) return;
  const subject = fill(slug ? words.mail_subject_change : words.mail_subject_new, { name });
  const address = (inside) => `mailto:${contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(`${words.mail_top}\r\n\r\n${inside.replaceAll("\n", "\r\n")}\r\n${words.mail_bottom}\r\n`)}`;
  const long = address(content).length > LONGEST_MAIL;
  part("mail").href = address(long ? words.mail_paste : content);
  part("mail-text").textContent = long ? words.mail_long : words.mail_text;
}

/** A new group opens as a new file; GitHub fills in no change of a file, so that goes through a form there. */
function github(repository, name, content, slug, file, words) {
  if (!repository) return;
  const base = repository.replace(/\/+$/, "");
  const address = (inside) => (slug
    ? `${base}/issues/new?template=record.yml&title=${encodeURIComponent(fill(words.mail_subject_change, { name }))}&record=${encodeURIComponent(inside)}`
    : `${base}/new/main/orgs?filename=${file}.yml&value=${encodeURIComponent(inside)}`);
  const long = address(content).length > LONGEST_LINK;
  part("github").href = address(long ? "" : content);
  part("github-text").textContent = long ? words.github_long : slug ? words.github_change_text : words.github_new_text;
}

/* --- What everyone will see ------------------------------------------------------------------------------------ */

/** The answers of one step, and the way back to it. */
function shown(section, asked, words, go) {
  const title = section.querySelector("h2").textContent, list = document.createElement("dl");
  list.className = "pairs";
  for (const question of asked) {
    const lines = said(question, words), pair = document.createElement("div"), told = document.createElement("dd");
    told.append(...lines.map((line) => element("p", line)));
    pair.append(element("dt", label(question)), told);
    if (lines.length) list.append(pair);
  }
  const button = Object.assign(element("button", fill(words.change_answer, { title })), { type: "button", className: "plain-button" });
  button.addEventListener("click", () => go(section));
  return [element("h3", title), list.children.length ? list : element("p", words.unset), button];
}

const label = (question) => (question.querySelector("legend, label span, label") ?? question).firstChild.textContent.trim();
const beside = (box) => (box.labels[0].querySelector("span") ?? box.labels[0]).firstChild.textContent.trim();

/** What a question says, as lines of words. */
function said(question, words) {
  const { control } = question.dataset, boxes = [...question.querySelectorAll("input:checked")].filter((box) => !("unknown" in box.dataset) && box.value);
  if (question.querySelector("[data-unknown]:checked")) return [words.unknown];
  if (control === "entries") return [...question.querySelectorAll("[data-entry]")].map((entry) => [...entry.querySelectorAll("[data-question]")].flatMap((inside) => said(inside, words)).map((line) => (/[.!?]$|^https?:/.test(line) ? line : `${line}.`)).join(" ")).filter(Boolean);
  if (control === "facts") return boxes.map((box) => [beside(box), box.closest("[data-fact]").querySelector(".detail input").value.trim()].filter(Boolean).join(": "));
  if (control === "tick") return boxes.map(() => words.own_yes);
  if (["many", "places", "one"].includes(control)) return boxes.map(beside);
  const field = question.querySelector("textarea, select, input");
  if (control === "place") return field.value ? [field.selectedOptions[0].textContent] : [];
  return field.value.split("\n").map((line) => line.trim()).filter(Boolean);
}

function element(name, content) {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}
