/* Keeps the search for when there is no connection. While there is one, everything comes from the network; what is kept
   serves only when that fails. The page of the search says what to keep, and under which version. */

const PAGE = new URL("find/", self.registration.scope).href;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => event.waitUntil(keep(event.data.version, event.data.files)));

/** Keeps these files under this version, and forgets all others. */
async function keep(version, files) {
  const cache = await caches.open(version);
  const known = new Set((await cache.keys()).map(({ url }) => url));
  await Promise.all(files.filter((file) => !known.has(file) || file === PAGE).map(async (file) => {
    const response = await fetch(file, { cache: "no-cache" });
    if (response.ok) await cache.put(file, response);
  }));
  for (const name of await caches.keys()) if (name !== version) await caches.delete(name);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(fetch(request).catch(async () => {
    const kept = await caches.match(request) ?? (request.url.split("?")[0] === PAGE ? await caches.match(PAGE) : null);
    return kept ?? Response.error();
  }));
});
