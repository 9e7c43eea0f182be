/* The sheet for judging what changed: what is written stays on this device, can be printed and saved as a text, and wiped.
   Without this file the sheet can still be filled in and printed. */

const KEY = "judging";
const form = document.getElementById("judging"), told = document.getElementById("told"), save = form.querySelector("[data-save]");
const words = JSON.parse(form.dataset.words);
const boxes = [...form.querySelectorAll("textarea")];

const answers = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify(answers()));
  } catch {
    told.textContent = words.not_kept;
  }
}

/** Shows the answers of last time; what cannot be read is as good as nothing. */
function resume() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(KEY)); } catch { /* Then there is nothing to show. */ }
  if (!kept || typeof kept !== "object" || !Object.keys(kept).length) return;
  for (const field of form.elements) {
    if (typeof kept[field.name] !== "string") continue;
    if (field.type === "radio") field.checked = field.value === kept[field.name]; else field.value = kept[field.name];
  }
  told.textContent = words.resumed;
}

/** A box is as high as what is in it, so that paper shows all of it. */
function grow(box) {
  while (box.scrollHeight > box.clientHeight && box.rows < 80) box.rows += 1;
}

/** The sheet as plain text: headings, questions, answers. */
function text() {
  const given = answers(), lines = [];
  const has = (part) => [...part.querySelectorAll("input, textarea")].some(({ name }) => given[name]);
  for (const part of form.querySelectorAll("h2, h3, .answer, .choice")) {
    if (part.matches("h2, h3")) {
      if (has(part.parentElement)) lines.push("", part.textContent.trim());
      continue;
    }
    const chosen = part.querySelector("input:checked"), field = part.querySelector("input, textarea");
    const label = part.querySelector("legend, label").textContent.trim();
    if (part.matches(".choice") ? chosen : given[field.name]) lines.push(label, `  ${chosen ? chosen.parentElement.querySelector("strong").textContent : given[field.name].trim().replace(/\r?\n/g, "\r\n  ")}`);
  }
  return [document.querySelector("h1").textContent, ...lines, ""].join("\r\n");
}

function wipe() {
  if (!confirm(words.wipe_sure)) return;
  try { localStorage.removeItem(KEY); } catch { /* Then there is nothing to wipe. */ }
  form.reset();
  told.textContent = words.wiped;
  form.querySelector("input").focus();
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => { keep(); if (target.matches("textarea")) grow(target); });
// By itself a browser shows only the line of a box in which one writes.
form.addEventListener("focusin", ({ target }) => target.scrollIntoView({ block: "nearest" }));
form.querySelector("[data-print]").addEventListener("click", () => print());
form.querySelector("[data-wipe]").addEventListener("click", wipe);
save.addEventListener("click", () => {
  URL.revokeObjectURL(save.href);
  Object.assign(save, { href: URL.createObjectURL(new Blob([text()], { type: "text/plain" })), download: words.file });
});
resume();
boxes.forEach(grow);
form.querySelector(".keep").hidden = false;
