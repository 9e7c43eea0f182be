/* Keeps the search and the page for help in a crisis for when there is no connection. While there is one, everything comes
   from the network; what is kept serves only when that fails. The pages themselves say what to keep, and under which version. */

const PAGE = new URL("find/", self.registration.scope).href;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));

/** Keeps these files under this version, and forgets all others of this kind. Pages are fetched anew each time. */
async function keep({ kind, version, files }) {
  const name = `${kind} ${version}`, cache = await caches.open(name);
  const known = new Set((await cache.keys()).map(({ url }) => url));
  await Promise.all(files.filter((file) => !known.has(file) || file.endsWith("/")).map(async (file) => {
    const response = await fetch(file, { cache: "no-cache" });
    if (response.ok) await cache.put(file, response);
  }));
  for (const other of await caches.keys()) if (other !== name && other.startsWith(`${kind} `)) await caches.delete(other);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(fetch(request).catch(async () => {
    const kept = await caches.match(request) ?? (request.url.split("?")[0] === PAGE ? await caches.match(PAGE) : null);
    return kept ?? Response.error();
  }));
});
