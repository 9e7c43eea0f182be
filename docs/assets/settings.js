/* The page of settings: each choice counts at once, on this page as on all others, and is kept on this device only.
   The page itself is the preview. Without this file the form stays hidden. */

const root = document.documentElement;
const form = document.querySelector("[data-looks]");
const status = form.querySelector("[role=status]");
const names = [...new Set([...form.elements].filter(({ type }) => type === "radio").map(({ name }) => name))];

function read() {
  return Object.fromEntries(names.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
}

/** Keeps the choices, or forgets them where there are none. False where the browser does not let us. */
function keep(chosen) {
  try {
    if (Object.keys(chosen).length) localStorage.setItem("looks", JSON.stringify(chosen)); else localStorage.removeItem("looks");
    return true;
  } catch {
    return false;
  }
}

/** Shows the choices; what the reader has just chosen stays where it was on the screen. */
function show(chosen, at) {
  const before = at.getBoundingClientRect().top;
  for (const name of names) if (chosen[name]) root.dataset[name] = chosen[name]; else delete root.dataset[name];
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = getComputedStyle(root).getPropertyValue("--bar").trim();
  scrollBy({ top: at.getBoundingClientRect().top - before, behavior: "instant" });
}

function say(text, kept) {
  status.textContent = `${text} ${kept ? form.dataset.kept : form.dataset.blocked}`;
}

// What was kept may be junk, or from an older version: then the first choice of each is the one.
for (const name of names) {
  const radios = [...form.elements[name]];
  (radios.find(({ value }) => value === root.dataset[name]) ?? radios[0]).checked = true;
}
form.hidden = false;

form.addEventListener("change", ({ target }) => {
  const chosen = read();
  show(chosen, target);
  say(`${target.closest("fieldset").querySelector("legend").textContent}: ${target.labels[0].innerText}.`, keep(chosen));
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const name of names) form.elements[name][0].checked = true;
  show({}, event.target.querySelector("[type=reset]"));
  say(form.dataset.back, keep({}));
});
