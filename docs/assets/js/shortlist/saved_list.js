/* The reader's own list of groups: their slugs, in the reader's order. It stays on this device. */

import { storageKey } from "../shared/storage_key.js";

export const MAX_GROUPS = 50;

const STORAGE_KEY = storageKey("shortlist");
const CHANGED = "shortlist-changed";
// As schema/organisation.json has it.
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const [SHORTEST_SLUG, LONGEST_SLUG] = [2, 80];
// Twice as many as the longest list has.
const MAX_CHARACTERS = 10_000;

/**
 * What may be slugs among these values: each once, and no more than a list holds.
 * @param {unknown} values
 * @returns {string[]}
 */
export function cleanSlugs(values) {
  const slugs = new Set(Array.isArray(values) ? values.filter(isSlug) : []);
  return [...slugs].slice(0, MAX_GROUPS);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isSlug(value) {
  if (typeof value !== "string") return false;
  return value.length >= SHORTEST_SLUG && value.length <= LONGEST_SLUG && SLUG.test(value);
}

/** The list; what was kept may be junk, or the browser may not let us look: then it is empty. */
export function readList() {
  try {
    const text = localStorage.getItem(STORAGE_KEY) ?? "[]";
    return text.length <= MAX_CHARACTERS ? cleanSlugs(JSON.parse(text)) : [];
  } catch {
    return [];
  }
}

/**
 * Keeps a list, or forgets it where nothing is on it. False where the browser does not let us.
 * @param {string[]} slugs
 */
export function saveList(slugs) {
  try {
    if (slugs.length) localStorage.setItem(STORAGE_KEY, JSON.stringify(slugs));
    else localStorage.removeItem(STORAGE_KEY);
  } catch {
    return false;
  }
  dispatchEvent(new Event(CHANGED));
  return true;
}

/** Whether the browser lets us keep anything. */
export function canSave() {
  try {
    const probe = `${STORAGE_KEY}-probe`;
    localStorage.setItem(probe, "");
    localStorage.removeItem(probe);
    return true;
  } catch {
    return false;
  }
}

/**
 * Calls a listener whenever the list changes, here or in another tab, and when the browser brings
 * back a page that it had put aside.
 * @param {() => void} listener
 */
export function onListChange(listener) {
  addEventListener(CHANGED, listener);
  addEventListener("storage", ({ key }) => {
    if (key === STORAGE_KEY || key === null) listener();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) listener();
  });
}
