/* Keeps the list on this device for when there is no connection: its page, and the pages of the
   groups on it. What has left the list is forgotten. */

import { forgetOffline, keepOffline } from "../shared/offline.js";
import { PAGES, TOP } from "../shared/site_root.js";
import { groupFiles } from "./group_facts.js";
import { readList } from "./saved_list.js";

const KIND = "shortlist";
const PAGE = `${PAGES}shortlist/`;
const SCRIPTS = `${TOP}assets/js/shortlist/`;

/** @param {string[]} slugs */
export async function keepList(slugs) {
  if (!slugs.length) return forgetList();
  const groups = slugs.map((slug) => `${PAGES}orgs/${slug}/`);
  const assets = await Promise.all([assetsOf(PAGE), assetsOfFirst(groups)]);
  // Somebody may have changed the list while these were loaded, here or in another tab.
  if (readList().sort().join() !== [...slugs].sort().join()) return;
  const version = new URL(import.meta.url).search;
  const late = [`${SCRIPTS}add_buttons.js${version}`, import.meta.url];
  const files = [PAGE, ...groups, ...groupFiles(slugs), ...assets.flat(), ...late];
  await keepOffline(KIND, version, files.map((file) => file.slice(TOP.length)));
}

/**
 * The addresses of what the pages of groups load, in which they are all alike. A group may have left.
 * @param {string[]} groups
 * @returns {Promise<string[]>}
 */
async function assetsOfFirst([first, ...others]) {
  if (!first) return [];
  const assets = await assetsOf(first);
  return assets.length ? assets : assetsOfFirst(others);
}

/**
 * The addresses of what a page loads; none where it is not there.
 * @param {string} address
 */
async function assetsOf(address) {
  const page = await loadPage(address);
  const paths = [...page.querySelectorAll("link[rel=stylesheet], script[src]")].map(
    (asset) => asset.getAttribute("href") ?? asset.getAttribute("src") ?? "",
  );
  return paths.map((path) => new URL(path, address).href);
}

/**
 * A page of ours, of which nothing runs; an empty one where it is not there, or cannot be had: what
 * has left the list is forgotten all the same. (The policy of the site lets no script make HTML of
 * a text.)
 * @param {string} address
 * @returns {Promise<Document>}
 */
function loadPage(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.onload = () => {
      const isThere = request.status === 200 && request.response;
      resolve(isThere ? request.response : new Document());
    };
    request.onerror = () => resolve(new Document());
    request.open("GET", address);
    request.send();
  });
}

async function forgetList() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${TOP} ${KIND} `)) await caches.delete(name);
  }
  await forgetOffline(KIND);
}
