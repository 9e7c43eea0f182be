/* Keeps pages on this device for when there is no connection, through the service worker. */

const ROOT = new URL("../../../", import.meta.url).href;

/**
 * Asks the service worker to keep these files, and what every page needs.
 * @param {string} kind one version of each kind is kept
 * @param {string} version
 * @param {string[]} files addresses from the top of the site
 */
export async function keepOffline(kind, version, files) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(`${ROOT}sw.js`, { scope: ROOT });
  const { active } = await navigator.serviceWorker.ready;
  const links = document.querySelectorAll("link[rel=stylesheet], link[rel=icon]");
  const scripts = document.querySelectorAll("script[src]");
  const shell = [...links, ...scripts].map((used) =>
    used instanceof HTMLScriptElement ? used.src : /** @type {HTMLLinkElement} */ (used).href,
  );
  const icons = [...document.querySelectorAll("use")].map(
    (used) => new URL(used.href.baseVal, document.baseURI).href.split("#")[0],
  );
  const used = new Set([...files.map((file) => ROOT + file), ...shell, ...icons]);
  active?.postMessage({ kind, version, files: [...used] });
}
