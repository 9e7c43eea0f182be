/* Brings the buttons of the reader's own list once the page stands: where there are groups, or
   where something is on the list. All other pages do without them. */

const GROUPS = "main .row, [data-list], button[data-group]";

function isNeeded() {
  if (document.querySelector(GROUPS)) return true;
  try {
    // As saved_list.js has it.
    return localStorage.getItem("shortlist") !== null;
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
