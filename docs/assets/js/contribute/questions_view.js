/* Shows questions that stop nobody: at the fields that they are about, and before the record is
   sent. */

import { element, link, select } from "../shared/dom.js";
import { fieldIn } from "./problems_view.js";

/** @typedef {import("./validation.js").Problem} Problem */

/**
 * Shows these questions, and takes all others away.
 * @param {HTMLFormElement} form
 * @param {Problem[]} questions
 * @param {(question: HTMLElement) => void} goToQuestion
 */
export function showQuestions(form, questions, goToQuestion) {
  /** @type {Map<HTMLElement, string[]>} */
  const sentences = new Map();
  for (const { pointer, message, fix } of questions) {
    const asked = select(`[data-question="${pointer.join(".")}"]`, HTMLElement, form);
    sentences.set(asked, [...(sentences.get(asked) ?? []), `${message} ${fix}`]);
  }
  for (const place of form.querySelectorAll("[data-asked]")) {
    const asked = place.closest("[data-question]");
    if (!(asked instanceof HTMLElement && sentences.has(asked))) place.replaceChildren();
  }
  for (const [asked, texts] of sentences) fill(placeIn(asked), texts);
  const items = [...sentences].map(([asked, texts]) => {
    const made = link(`#${fieldIn(asked).id}`, texts.join(" "));
    made.addEventListener("click", (event) => {
      event.preventDefault();
      goToQuestion(asked);
    });
    return element("li", made);
  });
  const list = element("ul", ...items);
  list.className = "plain";
  const summary = select("#asked", HTMLElement, form);
  const heading = select("h3", HTMLElement, summary);
  summary.replaceChildren(heading, ...(items.length ? [list] : []));
  summary.hidden = !items.length;
}

/**
 * Where a field is asked about. It is there before it has text, so that this is read out, and it
 * describes the field.
 * @param {HTMLElement} asked
 */
function placeIn(asked) {
  const known = asked.querySelector("[data-asked]");
  if (known) return known;
  const field = fieldIn(asked);
  const place = element("div");
  place.className = "asked";
  place.dataset.asked = "";
  place.id = `${field.id}-asked`;
  place.setAttribute("role", "status");
  field.after(place);
  const described = field.getAttribute("aria-describedby") ?? "";
  field.setAttribute("aria-describedby", `${described} ${place.id}`.trim());
  return place;
}

/**
 * What is said already is left as it is, so that it is not read out again.
 * @param {Element} place
 * @param {string[]} texts
 */
function fill(place, texts) {
  if (place.textContent === texts.join("")) return;
  place.replaceChildren(...texts.map((text) => element("p", text)));
}
