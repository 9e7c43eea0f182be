/* Keeps pages on this device for when there is no connection: the page for help in a crisis, here, and the search, from find.js. */

const root = new URL("../", import.meta.url).href;

/** Asks the service worker to keep these files, and what every page needs. */
export async function keep(kind, version, files) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(`${root}sw.js`, { scope: root });
  const { active } = await navigator.serviceWorker.ready;
  const looks = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], head script[src]")].map(({ href, src }) => href ?? src);
  active.postMessage({ kind, version, files: [...files.map((file) => root + file), ...looks] });
}
