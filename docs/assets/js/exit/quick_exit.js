/* The way out of a page that somebody may have to leave quickly: the page is gone at once, before
   the next one has come, and the button back does not lead to it. Without this file it is a link. */

import { select } from "../shared/dom.js";

// Shift is free in browsers and screen readers. Escape is what people press; it could stop the next
// page from loading, so it does nothing else here.
const KEYS = ["Shift", "Escape"];
const PRESSES = 3;
const MILLISECONDS = 5000;

const way = select("[data-exit]", HTMLAnchorElement);
const root = document.documentElement;
const pressed = { key: "", times: 0, since: 0 };

function leave() {
  document.title = way.dataset.loading ?? "";
  root.hidden = true;
  location.replace(way.href);
}

/** @param {KeyboardEvent} event */
function countPress(event) {
  // More presses than needed must not stop what they began.
  if (root.hidden) event.preventDefault();
  if (event.repeat || root.hidden) return;
  const isNext = event.key === pressed.key && event.timeStamp - pressed.since < MILLISECONDS;
  if (!isNext) Object.assign(pressed, { key: event.key, times: 0, since: event.timeStamp });
  pressed.times += 1;
  if (!KEYS.includes(event.key) || pressed.times < PRESSES) return;
  event.preventDefault();
  leave();
}

way.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
addEventListener("keydown", countPress);
select("[data-exit-keys]", HTMLElement).hidden = false;
