/* The draft of an answer, on this device only. What is read of it may have been written by anybody:
   by hand, by an older version, or by another site at the same host. */

import { storageKey } from "../shared/storage_key.js";
import { isSlug, recordAddress } from "./group_lookup.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./record_data.js").RecordValue} RecordValue */
/** @typedef {import("./validation.js").SchemaNode} SchemaNode */

/**
 * @typedef {object} Draft
 * @property {GroupRecord} before the record that the answers are about
 * @property {GroupRecord} record
 * @property {string[]} unknown the questions that the reader cannot answer
 * @property {string} at the id of the step
 */

// A draft has the record twice: about 150,000 characters for the largest one.
export const MAX_CHARACTERS = 500_000;
// No list of a record holds more than half of this.
export const MAX_ENTRIES = 100;
const GONE = [404, 410];
// As ulo/core/urls.py has it: where this is missing, too, it is not the site that answers.
const RECORDS_STATE = "records-state.txt";
const LONE_SURROGATES = /\p{Cs}/gu;

// An address may name any group: those that are not here, or cannot be had now, share a draft.
const UNKNOWN_GROUP = "?";

const PREFIX = storageKey("add:");

/**
 * @param {string | null} slug of the group that is changed
 * @param {GroupRecord} before
 */
function draftKey(slug, before) {
  return PREFIX + (slug === null || before.name ? (slug ?? "") : UNKNOWN_GROUP);
}

/**
 * Keeps a draft. False where the browser does not let us.
 * @param {string | null} slug
 * @param {Draft} draft
 */
export function saveDraft(slug, draft) {
  try {
    const text = JSON.stringify(draft);
    if (text.length > MAX_CHARACTERS) return false;
    localStorage.setItem(draftKey(slug, draft.before), text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The answers of last time, where they are still about the same record. Raises an error where they
 * cannot be read.
 * @param {string | null} slug
 * @param {GroupRecord} before
 * @param {SchemaNode} shape of a record
 * @returns {Pick<Draft, "record" | "unknown"> | null}
 */
export function loadDraft(slug, before, shape) {
  const text = localStorage.getItem(draftKey(slug, before)) ?? "null";
  return text.length > MAX_CHARACTERS ? null : readDraft(JSON.parse(text), before, shape);
}

/**
 * @param {any} draft whatever was kept
 * @param {GroupRecord} before
 * @param {SchemaNode} shape
 */
export function readDraft(draft, before, shape) {
  if (!draft || JSON.stringify(draft.before) !== JSON.stringify(before)) return null;
  const record = /** @type {GroupRecord | undefined} */ (fitToShape(draft.record, shape));
  if (!record) return null;
  const unknown = fitToShape(draft.unknown, { type: "array", items: { type: "string" } }) ?? [];
  return { record, unknown: /** @type {string[]} */ (unknown) };
}

/**
 * A value without any part that the schema does not allow. The result can be checked, shown and sent
 * like answers that were just given.
 * @param {unknown} value
 * @param {SchemaNode} shape
 * @returns {RecordValue | undefined}
 */
export function fitToShape(value, { type, properties = {}, items = {} }) {
  if (type === "array") {
    if (!Array.isArray(value)) return undefined;
    const parts = value.slice(0, MAX_ENTRIES).map((part) => fitToShape(part, items));
    return parts.filter((part) => part !== undefined);
  }
  if (type === "object") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const fields = new Map(Object.entries(value));
    const parts = Object.entries(properties)
      .map(([name, node]) => /** @type {const} */ ([name, fitToShape(fields.get(name), node)]))
      .filter(([, part]) => part !== undefined);
    return Object.fromEntries(parts);
  }
  // Half of a sign cannot stand in an address.
  if (typeof value === "string" && type !== "boolean") return value.replace(LONE_SURROGATES, "");
  if (typeof value === "number" && type === "integer") return value;
  return typeof value === "boolean" && type === "boolean" ? value : undefined;
}

/**
 * @param {string | null} slug
 * @param {GroupRecord} before
 */
export function deleteDraft(slug, before) {
  try {
    localStorage.removeItem(draftKey(slug, before));
  } catch {
    // Then there is nothing to delete.
  }
}

/**
 * Deletes the drafts of groups that the directory no longer has: one may have asked to be taken off,
 * and no form leads to such a draft again.
 * @param {string} root the top of the site
 */
export async function deleteDraftsOfGoneGroups(root) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of keys.slice(0, MAX_ENTRIES)) {
      const slug = key.slice(PREFIX.length);
      if (slug && slug !== UNKNOWN_GROUP && (await isGone(root, slug))) localStorage.removeItem(key);
    }
  } catch {
    // Without storage there is nothing to delete, and without a connection the next visit does it.
  }
}

/**
 * Whether the site says that it has no such group; a host that has broken down says nothing of it.
 * @param {string} root
 * @param {string} slug
 */
async function isGone(root, slug) {
  if (!isSlug(slug)) return true;
  const { status } = await fetch(recordAddress(root, slug), { method: "HEAD" });
  return GONE.includes(status) && (await fetch(root + RECORDS_STATE, { cache: "no-cache" })).ok;
}
