/* The long list of places in the form: a box that makes it shorter, and a line that says what is chosen. */

const version = new URL(import.meta.url).search;
const [{ fill }, { fold }] = await Promise.all(["rules", "text"].map((name) => import(`./${name}.js${version}`)));

/** Makes the list of places work, and gives the same places to each choice of one. */
export function choosePlaces(form, words) {
  const question = form.querySelector("[data-control=places]"), filter = question.querySelector("[data-filter]"), chosen = question.querySelector("[data-chosen]");
  const groups = [...question.querySelectorAll("[data-group]")].map((group) => ({ group, items: [...group.querySelectorAll("li")].map((item) => ({ item, text: fold(item.textContent), box: item.querySelector("input") })) }));
  const title = ({ parentElement }) => parentElement.textContent.trim();

  function tell() {
    const names = groups.flatMap(({ items }) => items.filter(({ box }) => box.checked).map(({ box }) => title(box)));
    chosen.textContent = names.length ? fill(words.chosen, { names: names.join(", ") }) : "";
  }

  function shorten() {
    const looked = fold(filter.value);
    let fitting = 0;
    for (const { group, items } of groups) {
      let here = 0;
      for (const { item, text } of items) {
        item.hidden = Boolean(looked) && !` ${text}`.includes(` ${looked}`);
        here += !item.hidden;
      }
      group.hidden = !here;
      group.open = Boolean(looked) && here > 0;
      fitting += here;
    }
    if (looked) chosen.textContent = fill(words.filtered, { n: fitting }); else tell();
  }

  filter.addEventListener("input", (event) => { event.stopPropagation(); shorten(); });
  // Enter looks for a place here; it does not go on to the next step.
  filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  question.addEventListener("change", ({ target }) => { if (target !== filter) tell(); });
  question.addEventListener("refresh", tell);
  for (const select of form.querySelectorAll("[data-places]")) {
    for (const { group, items } of groups) {
      const made = Object.assign(document.createElement("optgroup"), { label: group.querySelector("summary").textContent });
      made.append(...items.map(({ box }) => new Option(title(box), box.value)));
      select.append(made);
    }
  }
}
