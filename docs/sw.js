/* Keeps the search and the page for help in a crisis for when there is no connection, or the host
   of the site has broken down. Else, everything comes from the network. The pages themselves say
   what to keep, and under which version.

   What the site no longer has is not kept either: a group may have asked to be taken off. So when
   any page is visited after a record has changed, all that is kept is looked through. But a host
   that has broken down, or a filter on the way, must not take from anybody what helps in a crisis:
   only where the site itself answers is a page gone, and only a page of ours takes its place. */

/** @typedef {{kind: string, version: string, files: string[]}} KeepRequest */
/** @typedef {{state: string, left: string[]}} Look `left` are files that nothing was heard of */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
// What is asked of these pages stands behind their addresses; they are kept without it.
// Those of another language stand in its folder.
const ASKED_PAGE = /^(?:[\w-]+\/)?(?:find|shortlist)\/$/;
// What the list of a reader shows of groups changes under the same address, as pages do.
const GROUPS_FILE = /\/shortlist\/groups\//;
const CHANGING = /\/$|\/shortlist\/groups\//;
// The files of the search have other names as soon as what they say changes; its page names them.
const SEARCH_PAGE = /\/find\/$/;
const SEARCH_FILES = /data-offline="([^"]*)"/;
// Each page of ours has this script in its head, also those of `serve`, which have no policy.
const OUR_PAGE = "assets/js/settings/preferences.js";

const KINDS = ["find", "help", "shortlist"];
const MAX_FILES = 1000;
const MAX_VERSION = 100;
// Other sites may stand at the same host. What they keep, and ask for, is not ours.
const { scope } = worker.registration;
// Differs as soon as a record does; what the last look found is kept in a cache of this name.
const STATE = `${scope}records-state.txt`;
const STATE_CACHE = `${scope} state`;
const STATE_TEXT = /^[0-9a-f]{16}$/;
const GONE = [404, 410];
const BROKEN = 500;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim().then(() => inTurn(lookThrough)));
});
worker.addEventListener("message", (event) => {
  const { data, source } = event;
  const isOurs = source && "url" in source && source.url.startsWith(scope);
  if (isOurs && isKeepRequest(data)) event.waitUntil(inTurn(() => keep(data)));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  event.respondWith(fetchOrKept(request));
  if (request.mode === "navigate") event.waitUntil(inTurn(lookThrough));
});

/** @type {Promise<void>} */
let last = Promise.resolve();

/**
 * Does one thing after the other, so that none brings back what the next forgets. Where the
 * connection fails, the next visit does the rest.
 * @param {() => Promise<void>} task
 */
function inTurn(task) {
  last = last.then(task).catch(() => {});
  return last;
}

/**
 * @param {any} data
 * @returns {data is KeepRequest}
 */
function isKeepRequest(data) {
  const { kind, version, files } = data ?? {};
  return (
    KINDS.includes(kind) &&
    typeof version === "string" &&
    version.length <= MAX_VERSION &&
    Array.isArray(files) &&
    files.length <= MAX_FILES &&
    files.every(isOwnFile)
  );
}

/** @param {unknown} file */
function isOwnFile(file) {
  return typeof file === "string" && file.startsWith(scope) && new URL(file).href.startsWith(scope);
}

/**
 * Keeps these files under this version, and forgets all others of this kind; without files, all.
 * What changes is fetched anew each time.
 * @param {KeepRequest} request
 */
async function keep({ kind, version, files }) {
  const ofKind = (await ownCaches()).filter((name) => name.startsWith(`${scope} ${kind} `));
  // First, as it needs no connection: who takes a group off a list wants it to be gone.
  for (const name of ofKind) await forgetPages(name, files);
  const current = files.length ? `${scope} ${kind} ${version}` : "";
  if (current) await keepFiles(current, files);
  for (const name of ofKind) if (name !== current) await caches.delete(name);
}

/**
 * @param {string} name of a cache
 * @param {string[]} files what is not forgotten
 */
async function forgetPages(name, files) {
  const cache = await caches.open(name);
  for (const file of await filesIn(cache)) {
    if (CHANGING.test(file) && !files.includes(file)) await cache.delete(file);
  }
}

/**
 * @param {string} name of a cache
 * @param {string[]} files
 */
async function keepFiles(name, files) {
  // Where nothing was kept there is nothing to look through, until a record changes.
  if (!(await ownCaches()).length) await noteLook({ state: await readState(), left: [] });
  const cache = await caches.open(name);
  const kept = await filesIn(cache);
  const wanted = files.filter((file) => !kept.includes(file) || CHANGING.test(file));
  await Promise.all(wanted.map((file) => keepFile(cache, file)));
}

/**
 * Keeps a file; one that never changes is not fetched again for the next version.
 * @param {Cache} cache
 * @param {string} file
 */
async function keepFile(cache, file) {
  const known = CHANGING.test(file) ? undefined : await match(file);
  await (known ? cache.put(file, known) : fetchInto(cache, file));
}

/**
 * Fetches a file to keep it, and forgets it where it is gone. Whether one of both was done.
 * @param {Cache} cache
 * @param {string} file
 */
async function fetchInto(cache, file) {
  const response = await fetch(file, { cache: "no-cache" });
  if (GONE.includes(response.status)) {
    const isSite = Boolean(await readState());
    if (isSite) await forget(cache, file);
    return isSite;
  }
  if (!(await isOurs(file, response))) return false;
  const { body, headers, redirected } = response;
  // Browsers show no page that says it was led here from elsewhere.
  await cache.put(file, redirected ? new Response(body, { headers }) : response);
  return true;
}

/**
 * Whether an answer is what was asked for, not the page of a filter or of a broken host.
 * @param {string} file
 * @param {Response} response
 */
async function isOurs(file, response) {
  if (!response.ok || (response.redirected && !response.url.startsWith(scope))) return false;
  return !file.endsWith("/") || (await response.clone().text()).includes(OUR_PAGE);
}

/**
 * Forgets a file that is gone. A file of groups is empty from then on: without one, the list could
 * not be shown when there is no connection.
 * @param {Cache} cache
 * @param {string} file
 */
async function forget(cache, file) {
  if (GROUPS_FILE.test(file)) await cache.put(file, new Response("{}"));
  else await cache.delete(file);
}

/** The state of the records; "" where it is not the site that answers. */
async function readState() {
  const response = await fetch(STATE, { cache: "no-cache" });
  const text = response.ok ? (await response.text()).trim() : "";
  return STATE_TEXT.test(text) ? text : "";
}

/** @param {Look} look */
async function noteLook(look) {
  await (await caches.open(STATE_CACHE)).put(STATE, new Response(JSON.stringify(look)));
}

/**
 * What the last look found; nothing where there was none.
 * @returns {Promise<Look>}
 */
async function lastLook() {
  const none = { state: "", left: [] };
  const noted = await match(STATE);
  return noted ? noted.json().catch(() => none) : none;
}

/** Fetches kept pages anew if a record has changed since the last look; forgets what is gone. */
async function lookThrough() {
  const names = (await ownCaches()).filter((name) => name !== STATE_CACHE);
  if (!names.length) return;
  const state = await readState();
  const before = await lastLook();
  const isNew = before.state !== state;
  if (!state || (!isNew && !before.left.length)) return;
  const left = [];
  for (const name of names) {
    // The reader's list may have been cleared meanwhile.
    if (!(await caches.has(name))) continue;
    left.push(...(await renew(name, (file) => isNew || before.left.includes(file))));
  }
  await noteLook({ state, left });
}

/**
 * Fetches the pages in a cache anew. Those of which nothing was heard.
 * @param {string} name
 * @param {(file: string) => boolean} isDue
 */
async function renew(name, isDue) {
  const cache = await caches.open(name);
  const files = await filesIn(cache);
  const due = files.filter((file) => CHANGING.test(file) && isDue(file));
  const done = await Promise.all(
    due.map(async (file) => {
      const isDone = await fetchInto(cache, file).catch(() => false);
      if (!isDone || !SEARCH_PAGE.test(file)) return isDone;
      return renewSearch(cache, file, files).catch(() => false);
    }),
  );
  return due.filter((_, place) => !done[place]);
}

/**
 * Forgets the files of the search that its page no longer names, and keeps those that it names now.
 * Whether that is done. Where the reader saves data, the next visit to the search keeps them.
 * @param {Cache} cache
 * @param {string} page
 * @param {string[]} files what was kept
 */
async function renewSearch(cache, page, files) {
  const kept = await cache.match(page);
  const [, named] = (kept && (await kept.text()).match(SEARCH_FILES)) || [];
  const wanted = named ? named.split(" ").map((file) => scope + file) : [];
  const old = files.filter((file) => isSearchFile(file) && !wanted.includes(file));
  await Promise.all(old.map((file) => cache.delete(file)));
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (worker.navigator);
  if (connection?.saveData) return true;
  const missing = wanted.filter((file) => !files.includes(file));
  await Promise.all(missing.map((file) => keepFile(cache, file)));
  return true;
}

/**
 * What the network answers; where it has no answer, what was kept.
 * @param {Request} request
 */
async function fetchOrKept(request) {
  const response = await fetch(request).catch(() => undefined);
  const isGone = response && GONE.includes(response.status);
  if (response && !isGone && response.status < BROKEN) return response;
  try {
    if (isGone) await askAgain(addressOf(request), request.url);
    return (await keptFor(request)) ?? response ?? Response.error();
  } catch {
    return response ?? Response.error();
  }
}

/** @param {string} file */
const isSearchFile = (file) => file.includes("/find/") && file.endsWith(".json");

/** @param {Request} request */
const addressOf = ({ url }) => url.split(/[?#]/)[0];

/** @param {Request} request */
async function keptFor(request) {
  const address = addressOf(request);
  const isAsked = ASKED_PAGE.test(address.slice(scope.length));
  return (await match(request)) ?? (isAsked ? match(address) : undefined);
}

/**
 * Asks for what is kept under these addresses once more, and forgets it if it is gone: what anybody
 * put behind an address may be all that a host does not know.
 * @param {string[]} addresses
 */
async function askAgain(...addresses) {
  for (const name of await ownCaches()) {
    const cache = await caches.open(name);
    const kept = (await filesIn(cache)).filter((file) => addresses.includes(file));
    for (const file of kept) await fetchInto(cache, file);
  }
}

const ownCaches = async () => (await caches.keys()).filter((name) => name.startsWith(`${scope} `));

/** @param {Cache} cache */
const filesIn = async (cache) => (await cache.keys()).map(({ url }) => url);

/**
 * What we kept of an address, whatever else the one who asks may have said.
 * @param {Request | string} request
 */
async function match(request) {
  for (const cacheName of await ownCaches()) {
    const found = await caches.match(request, { cacheName, ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}
