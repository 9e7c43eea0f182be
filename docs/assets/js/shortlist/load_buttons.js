/* Brings the buttons of the reader's own list once the page stands: where there are groups, or
   where something is on the list. All other pages do without them. */

import { storageKey } from "../shared/storage_key.js";

const GROUPS = "main .row, [data-list], button[data-group]";

function isNeeded() {
  if (document.querySelector(GROUPS)) return true;
  try {
    return localStorage.getItem(storageKey("shortlist")) !== null;
  } catch {
    return false;
  }
}

/** Nothing waits for them, and without them the page works all the same. */
function loadButtons() {
  if (isNeeded()) import("./add_buttons.js").catch(() => {});
}

// After the page has loaded, when the browser brings it back, and when another tab changed the list.
addEventListener("pageshow", loadButtons);
addEventListener("storage", loadButtons);
