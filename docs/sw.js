/* Keeps the search and the page for help in a crisis for when there is no connection. While there
   is one, everything comes from the network; what is kept serves only when that fails. The pages
   themselves say what to keep, and under which version. */

/** @typedef {{kind: string, version: string, files: string[]}} KeepRequest */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
// What is asked of these pages stands behind their addresses; they are kept without it.
const ASKED_PAGES = ["find/", "shortlist/"].map(
  (page) => new URL(page, worker.registration.scope).href,
);
// What the list of a reader shows of groups changes under the same address, as pages do.
const CHANGING = /\/$|\/shortlist\/groups\//;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (event) => event.waitUntil(keep(event.data)));

/**
 * Keeps these files under this version, and forgets all others of this kind. What changes is
 * fetched anew each time.
 * @param {KeepRequest} request
 */
async function keep({ kind, version, files }) {
  const name = `${kind} ${version}`;
  const cache = await caches.open(name);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const wanted = files.filter((file) => !kept.has(file) || CHANGING.test(file));
  await Promise.all(wanted.map((file) => fetchInto(cache, file)));
  const left = [...kept].filter((file) => !files.includes(file));
  await Promise.all(left.map((file) => cache.delete(file)));
  for (const other of await caches.keys()) {
    if (other !== name && other.startsWith(`${kind} `)) await caches.delete(other);
  }
}

/**
 * @param {Cache} cache
 * @param {string} file
 */
async function fetchInto(cache, file) {
  const response = await fetch(file, { cache: "no-cache" });
  if (response.ok) await cache.put(file, response);
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOwn = new URL(request.url).origin === worker.location.origin;
  if (request.method === "GET" && isOwn) event.respondWith(fetchOrKept(request));
});

/**
 * What the network answers, else what was kept.
 * @param {Request} request
 */
async function fetchOrKept(request) {
  try {
    return await fetch(request);
  } catch {
    const address = request.url.split("?")[0];
    const kept = await caches.match(request);
    const page = ASKED_PAGES.includes(address) ? await caches.match(address) : undefined;
    return kept ?? page ?? Response.error();
  }
}
