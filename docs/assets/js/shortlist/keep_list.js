/* Keeps the list on this device for when there is no connection: its page, and the pages of the
   groups on it. What has left the list is forgotten. */

import { keepOffline } from "../shared/offline.js";
import { groupFiles } from "./group_facts.js";

const KIND = "shortlist";
const ROOT = new URL("../../../", import.meta.url).href;
const PAGE = `${ROOT}shortlist/`;
const SCRIPTS = `${ROOT}assets/js/shortlist/`;

/** @param {string[]} slugs */
export async function keepList(slugs) {
  if (!slugs.length) return forgetList();
  const groups = slugs.map((slug) => `${ROOT}orgs/${slug}/`);
  // Pages of groups are all alike in what they load.
  const assets = await Promise.all([PAGE, groups[0]].map(assetsOf));
  const version = new URL(import.meta.url).search;
  const late = [`${SCRIPTS}add_buttons.js${version}`, import.meta.url];
  const files = [PAGE, ...groups, ...groupFiles(slugs), ...assets.flat(), ...late];
  await keepOffline(KIND, version, files.map((file) => file.slice(ROOT.length)));
}

/**
 * The addresses of what a page loads.
 * @param {string} address
 */
async function assetsOf(address) {
  const text = await (await fetch(address)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const paths = [...page.querySelectorAll("link[rel=stylesheet], script[src]")].map(
    (asset) => asset.getAttribute("href") ?? asset.getAttribute("src") ?? "",
  );
  return paths.map((path) => new URL(path, address).href);
}

async function forgetList() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${KIND} `)) await caches.delete(name);
  }
}
