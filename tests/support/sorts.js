/* Finds the text of a page, sorted by how it looks: what has the same colours and letters in the same elements, on the same
   backgrounds, has the same contrast. */

const chains = new Map();

// How an element and all around it look, from the top of the page.
const look = (e) => {
  if (!e) return "";
  if (!chains.has(e)) {
    const style = getComputedStyle(e);
    const seen = ["color", "fill", "background-color", "background-image", "opacity", "filter", "mix-blend-mode", "text-shadow",
      "font-size", "font-weight", "text-decoration-line", "border-bottom-width", "position"];
    const own = seen.map((property) => style.getPropertyValue(property));
    chains.set(e, `${look(e.parentElement)} ${e.localName}.${e.className?.baseVal ?? e.className} ${own}`);
  }
  return chains.get(e);
};

const says = (e) => /^(a|input|select|textarea|button)$/.test(e.localName)
  || [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

// What the rules leave out: what cannot be used, and links that stand alone.
const kind = (e) => {
  const disabled = Boolean(e.closest(":disabled, [aria-disabled=true], label:has(:disabled)"));
  const alone = e.parentElement.textContent.trim().length === e.textContent.trim().length;
  return `${disabled} ${alone}`;
};

/* The sorts on the page as it is now; `markSorts` then marks the first and the last of some of them, by their places, and tells
   whether there was any to mark. */
window.findSorts = () => {
  chains.clear();
  window.sorts = new Map();
  for (const e of document.querySelectorAll("body *")) {
    if (!says(e) || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const sort = `${look(e)} ${kind(e)}`;
    if (!window.sorts.has(sort)) window.sorts.set(sort, []);
    window.sorts.get(sort).push(e);
  }
  return [...window.sorts.keys()];
};

/* Where the colours are the reader's own, the rules would judge those that the page had before. */
const isOurs = (e) => !matchMedia("(forced-colors: active)").matches || getComputedStyle(e).forcedColorAdjust === "none";

window.markSorts = (places) => {
  for (const e of document.querySelectorAll("[data-sort]")) e.removeAttribute("data-sort");
  const all = [...window.sorts.values()];
  for (const elements of places.map((place) => all[place])) {
    for (const e of [elements[0], elements.at(-1)]) if (isOurs(e)) e.setAttribute("data-sort", "");
  }
  return document.querySelector("[data-sort]") !== null;
};
