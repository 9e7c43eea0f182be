/* A page that was open while a new build of the site took its place: the files that it would ask for
   are gone. It is loaded anew, and asks the same again. */

import { handOver } from "../boxes/handover.js";
import { storageKey } from "../shared/storage_key.js";

const KEY = storageKey("find-build");

/**
 * Loads the page anew if the site has a newer build of it. Never twice from one build: where a
 * cache has kept the old page, that would not end. Whether it is on its way.
 * @param {string} index the name of the index, by which builds differ
 * @param {string} query what is to be asked then
 * @param {boolean} typing whether the reader is typing
 */
export async function reloadIfNew(index, query, typing) {
  try {
    if (sessionStorage.getItem(KEY) === index) return false;
    const response = await fetch(location.pathname, { cache: "no-store" });
    if (!response.ok || (await response.text()).includes(`data-index="${index}"`)) return false;
    sessionStorage.setItem(KEY, index);
  } catch {
    return false;
  }
  if (!handOver(query, typing)) return false;
  location.reload();
  return true;
}
