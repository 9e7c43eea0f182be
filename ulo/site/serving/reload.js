// Loads the page again when the site has changed. Only the server of `build.py serve` adds this
// script. A page that nobody looks at does not ask: a browser opens few connections to one server.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const { version = "" } = script.dataset;
let asking = new AbortController();

async function follow() {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  while (!document.hidden && !signal.aborted) {
    try {
      const answer = await fetch(`/-/changes?since=${version}`, { signal, cache: "no-store" });
      if (answer.ok && (await answer.text()) !== version) return location.reload();
    } catch {
      // The server has stopped; it may be started again.
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => asking.abort());
addEventListener("pageshow", follow);
