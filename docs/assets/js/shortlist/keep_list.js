/* Keeps the list on this device for when there is no connection: its page, and the pages of the
   groups on it. What has left the list is forgotten. */

import { keepOffline } from "../shared/offline.js";
import { groupFiles } from "./group_facts.js";

const KIND = "shortlist";
const ROOT = new URL("../../../", import.meta.url).href;
const PAGE = `${ROOT}shortlist/`;

/** @param {string[]} slugs */
export async function keepList(slugs) {
  if (!slugs.length) return forgetList();
  const text = await (await fetch(PAGE)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const used = [...page.querySelectorAll("link[rel=stylesheet], script[src]")].map(
    (asset) => new URL(asset.getAttribute("href") ?? asset.getAttribute("src") ?? "", PAGE).href,
  );
  const files = [PAGE, ...used, ...groupFiles(slugs), ...slugs.map((slug) => `${ROOT}orgs/${slug}/`)];
  const version = new URL(import.meta.url).search;
  await keepOffline(KIND, version, files.map((file) => file.slice(ROOT.length)));
}

async function forgetList() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${KIND} `)) await caches.delete(name);
  }
}
