/* Hands what somebody typed over to the page of the search: through the memory of this tab, which
   is emptied as soon as it is read, and not through an address, which the browser would keep and
   the server would get. */

import { storageKey } from "../shared/storage_key.js";

const KEY = storageKey("find");

/**
 * Keeps a question for the next page. Whether that was possible.
 * @param {string} query as it would stand in an address
 * @param {boolean} [typing] whether the reader is still typing it
 */
export function handOver(query, typing = false) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ query, typing }));
    return true;
  } catch {
    return false;
  }
}

/**
 * The question that was handed over, if there is one; nothing of it stays.
 * @returns {{query: string, typing: boolean} | null}
 */
export function takeOver() {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    const { query, typing } = JSON.parse(kept ?? "null") ?? {};
    return typeof query === "string" ? { query, typing: typing === true } : null;
  } catch {
    return null;
  }
}
