/* The draft of an answer, on this device only. */

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */

/**
 * @typedef {object} Draft
 * @property {GroupRecord} before the record that the answers are about
 * @property {GroupRecord} record
 * @property {string[]} unknown the questions that the reader cannot answer
 * @property {string} at the id of the step
 */

/** @param {string | null} slug of the group that is changed */
const storageKey = (slug) => `add:${slug ?? ""}`;

/**
 * Keeps a draft. False where the browser does not let us.
 * @param {string | null} slug
 * @param {Draft} draft
 */
export function saveDraft(slug, draft) {
  try {
    localStorage.setItem(storageKey(slug), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/**
 * The draft of last time, where it is still about the same record. Raises an error where it cannot
 * be read.
 * @param {string | null} slug
 * @param {GroupRecord} before
 * @returns {Draft | null}
 */
export function loadDraft(slug, before) {
  const draft = JSON.parse(localStorage.getItem(storageKey(slug)) ?? "null");
  const isSame = draft && JSON.stringify(draft.before) === JSON.stringify(before);
  return isSame ? draft : null;
}

/** @param {string | null} slug */
export function deleteDraft(slug) {
  try {
    localStorage.removeItem(storageKey(slug));
  } catch {
    // Then there is nothing to delete.
  }
}
