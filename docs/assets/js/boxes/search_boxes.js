/* The boxes that lead to the page of the search: what is typed into them goes there without
   standing in an address. The page of the search sees to its own. */

import { handOver, takeOver } from "./handover.js";

/** @type {NodeListOf<HTMLFormElement>} */
const boxes = document.querySelectorAll("form[role=search][action]");
if (!document.querySelector("[data-find]")) {
  // What was handed over and never arrived is forgotten.
  takeOver();
  for (const form of boxes) {
    form.addEventListener("submit", (event) => {
      // The boxes hold texts and nothing else.
      const texts = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
      if (!handOver(`?${new URLSearchParams(texts)}`)) return;
      event.preventDefault();
      location.assign(form.action);
    });
  }
}
