/* How a reader wants this site to look, as chosen on the page of settings. It runs before anything is drawn, so it is
   small and the browser waits for it; the style sheet does the rest. The choices stay on this device. */

(() => {
  const root = document.documentElement;

  function apply() {
    let chosen = null;
    try { chosen = JSON.parse(localStorage.getItem("looks")); } catch { /* blocked, or not ours: as if nothing were chosen */ }
    for (const name of ["theme", "size", "lines", "letters", "words", "easy"]) {
      if (typeof chosen?.[name] === "string") root.dataset[name] = chosen[name]; else delete root.dataset[name];
    }
  }

  /** The bars of the browser take the colour of the header, once the style sheet has come. */
  function paintBars() {
    if (root.dataset.theme) for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = getComputedStyle(root).getPropertyValue("--bar").trim();
  }

  /** Who wants no lines below explained words gets words, not links that cannot be seen. */
  function unlinkWords() {
    if (root.dataset.words === "plain") for (const link of document.querySelectorAll("a.word")) link.replaceWith(link.firstChild);
  }

  apply();
  // Easy Read first; but who asks for a part of this page, or comes from its Easy Read view to #full, stays here.
  const easy = root.dataset.easy === "first" && !location.hash && document.querySelector("link[data-easy]");
  if (easy) location.replace(easy.href);
  addEventListener("load", paintBars);
  addEventListener("DOMContentLoaded", unlinkWords);
  // A page that the browser kept, or that stands in another tab, follows what was chosen since.
  addEventListener("pageshow", ({ persisted }) => { if (persisted) apply(); });
  addEventListener("storage", apply);
})();
