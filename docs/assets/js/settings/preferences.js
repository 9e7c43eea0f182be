/* How a reader wants this site to look, as chosen on the page of settings. It runs before anything
   is drawn, so it is small, no module, and the browser waits for it; the style sheet does the rest.
   The choices stay on this device. */

(() => {
  const NAMES = ["theme", "size", "lines", "letters", "words", "easy"];
  const MAX_CHARACTERS = 1000;
  const root = document.documentElement;
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  // As shared/storage_key.js has it; this is no module.
  const KEY = `${new URL("../../../", src).pathname} looks`;

  function apply() {
    /** @type {Record<string, unknown> | null} */
    let chosen = null;
    try {
      const text = localStorage.getItem(KEY) ?? "null";
      if (text.length <= MAX_CHARACTERS) chosen = JSON.parse(text);
    } catch {
      // Blocked, or not ours: as if nothing were chosen.
    }
    for (const name of NAMES) {
      const value = chosen?.[name];
      if (typeof value === "string") root.dataset[name] = value;
      else delete root.dataset[name];
    }
  }

  /** The bars of the browser take the colour of the header, once the style sheet has come. */
  function paintBars() {
    if (!root.dataset.theme) return;
    const colour = getComputedStyle(root).getPropertyValue("--bar").trim();
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      meta.setAttribute("content", colour);
    }
  }

  /** Who wants no lines below explained words gets words, not links that cannot be seen. */
  function unlinkWords() {
    if (root.dataset.words === "plain") {
      for (const link of document.querySelectorAll("a.word")) {
        if (link.firstChild) link.replaceWith(link.firstChild);
      }
    }
  }

  apply();
  // Easy Read first; but who asks for a part of this page, or comes from its Easy Read view to
  // #full, stays here.
  if (root.dataset.easy === "first" && !location.hash) {
    const easy = document.querySelector("link[data-easy]");
    if (easy instanceof HTMLLinkElement) location.replace(easy.href);
  }
  addEventListener("load", paintBars);
  addEventListener("DOMContentLoaded", unlinkWords);
  // A page that the browser kept, or that stands in another tab, follows what was chosen since.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) apply();
  });
  addEventListener("storage", apply);
})();
