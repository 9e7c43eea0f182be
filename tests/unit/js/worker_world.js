/* A service worker in a world of its own: the caches of a host, a network that a test can change, and
   the pages of the site. */

import { readFileSync } from "node:fs";
import vm from "node:vm";

const CODE = readFileSync(new URL("../../../docs/sw.js", import.meta.url), "utf-8");
export const SCOPE = "https://example.org/led/";
export const STATE = `${SCOPE}records-state.txt`;
// What every page of ours has in its head.
export const MARK = '<script src="../assets/js/settings/preferences.js?1">';
const BEFORE = "0123456789abcdef";

export class Answer {
  constructor(body, { status = 200, url = "", redirected = false } = {}) {
    Object.assign(this, { body, status, url, redirected, headers: {} });
    this.ok = status >= 200 && status < 300;
  }
  static error = () => "no connection";
  clone = () => this;
  text = async () => this.body;
  json = async () => JSON.parse(this.body);
}

/** What the site says of itself, where a test says nothing else: each page names its address. */
function usual(url) {
  if (url === STATE) return new Answer(BEFORE);
  return new Answer(url.endsWith("/") ? `${MARK} ${url}` : `network ${url}`);
}

/**
 * A worker with caches of the whole host, which `offline` can no longer reach. `answers` are those
 * that are not the usual ones, by address: made by a function, or an error where it is none.
 */
export function startWorker(held = {}) {
  const cacheOf = (files) =>
    new Map(Object.entries(files).map(([url, body]) => [url, new Answer(body)]));
  const caches = new Map(Object.entries(held).map(([name, files]) => [name, cacheOf(files)]));
  const listeners = new Map();
  const requests = [];
  const world = { offline: false, answers: {}, connection: undefined, full: false };
  const urlOf = (request) => request.url ?? request;
  const open = (name) => {
    if (!caches.has(name)) caches.set(name, new Map());
    const files = caches.get(name);
    return {
      keys: async () => [...files.keys()].map((url) => ({ url })),
      match: async (url) => files.get(url),
      put: async (url, response) => {
        if (world.full) throw new Error("QuotaExceededError");
        files.set(url, response);
      },
      delete: async (url) => files.delete(url),
    };
  };
  const context = {
    URL,
    Response: Answer,
    caches: {
      keys: async () => [...caches.keys()],
      has: async (name) => caches.has(name),
      open: async (name) => open(name),
      delete: async (name) => caches.delete(name),
      match: async (request, { cacheName } = {}) => {
        const names = cacheName ? [cacheName] : [...caches.keys()];
        return names.map((name) => caches.get(name)?.get(urlOf(request))).find(Boolean);
      },
    },
    fetch: async (request) => {
      const url = urlOf(request);
      requests.push(url);
      if (world.offline) throw new TypeError("no connection");
      return (world.answers[url] ?? usual)(url);
    },
    self: {
      registration: { scope: SCOPE },
      location: new URL("sw.js", SCOPE),
      clients: { claim: async () => {} },
      navigator: {
        get connection() {
          return world.connection;
        },
      },
      skipWaiting: async () => {},
      addEventListener: (name, listener) => listeners.set(name, listener),
    },
  };
  vm.runInNewContext(CODE, context);
  const send = (name, event) => {
    const waits = [];
    listeners.get(name)({ ...event, waitUntil: (done) => waits.push(done) });
    return Promise.all(waits);
  };
  return {
    caches,
    requests,
    world,
    /** Sends a message; waits for all that comes of it. */
    tell: (data, from) => send("message", { data, source: from ? { url: from } : null }),
    /** What a request is answered; undefined where the worker leaves it to the browser. */
    async ask(url, method = "GET") {
      let answer;
      await send("fetch", { request: { url, method }, respondWith: (given) => (answer = given) });
      return (await answer)?.body ?? answer;
    },
    /** Comes to a page, and waits until all that is kept has been looked through; what that asked. */
    async visit(url = `${SCOPE}about/`) {
      requests.length = 0;
      const request = { url, method: "GET", mode: "navigate" };
      await send("fetch", { request, respondWith: () => {} });
      return requests.filter((asked) => asked !== url);
    },
    /** The addresses that are kept of this site, below it; the note of the last look aside. */
    kept() {
      const own = [...caches].filter(([name]) => name.startsWith(`${SCOPE} `));
      const urls = own.flatMap(([, files]) => [...files.keys()]).filter((url) => url !== STATE);
      return urls.map((url) => url.slice(SCOPE.length)).sort();
    },
    bodyOf: (name, path) => caches.get(`${SCOPE} ${name}`)?.get(SCOPE + path)?.body,
  };
}

/** What stands in a cache, by address. */
export const contentOf = (files) => Object.fromEntries([...files].map(([url, { body }]) => [url, body]));
