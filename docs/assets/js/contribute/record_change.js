/* What changes in a record, field by field, as a letter that people can read and correct. It says
   of each field which version its writer saw, so that nothing newer is lost.
   ulo/contribute/changes.py reads such letters, and says more about them. */

import { getValue, isRecordData, setValue } from "./record_data.js";
import { formatRecord } from "./record_yaml.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./record_data.js").Path} Path */
/** @typedef {import("./record_data.js").RecordData} RecordData */
/** @typedef {import("./record_data.js").RecordValue} RecordValue */
/** @typedef {import("./validation.js").SchemaNode} SchemaNode */

const TAKEN_OUT = "(taken out)";
const ONLY_CHANGES = "# Only what changed";
// What the directory itself writes, and what is said anew each time.
const OWN_FIELDS = ["added", "checked.on", "checked.answered", "checked.by"];

/**
 * The text of a change, below a comment that says what it is.
 * @param {GroupRecord} record
 * @param {GroupRecord} before
 * @param {SchemaNode} shape
 */
export function formatChange(record, before, shape) {
  /** @type {RecordData} */
  const fields = { name: record.name };
  const versions = [];
  for (const path of changedPaths(record, before, shape)) {
    setValue(fields, path, getValue(record, path) ?? TAKEN_OUT);
    versions.push(`# ${path.join(".")} was ${fieldVersion(getValue(before, path))}`);
  }
  if (record.checked?.by) setValue(fields, ["checked", "by"], record.checked.by);
  const text = formatRecord(fields, shape).replace(/^#.*\n/gm, "");
  const lines = versions.map((line) => `${line}\n`).join("");
  return `${ONLY_CHANGES}\n${text}${lines}`;
}

/**
 * Where a record differs: a group of fields counts field by field, a list as a whole.
 * @param {RecordData} record
 * @param {RecordData} before
 * @param {SchemaNode} shape
 * @returns {Path[]}
 */
function changedPaths(record, before, { properties = {} }) {
  const paths = namesIn(record, before).flatMap((name) => {
    if (properties[name]?.type !== "object") return [[name]];
    return namesIn(record[name], before[name]).map((inner) => [name, inner]);
  });
  return paths.filter(
    (path) =>
      !OWN_FIELDS.includes(path.join(".")) &&
      fieldVersion(getValue(record, path)) !== fieldVersion(getValue(before, path)),
  );
}

/** @param {(RecordValue | undefined)[]} values */
const namesIn = (...values) => [
  ...new Set(values.flatMap((value) => (isRecordData(value) ? Object.keys(value) : []))),
];

/**
 * A short digest of what a field says, or "empty".
 * @param {RecordValue | undefined} value
 */
export function fieldVersion(value) {
  const plain = plainValue(value);
  if (plain === undefined) return "empty";
  let digest = 0x811c9dc5; // FNV-1a
  for (const byte of new TextEncoder().encode(JSON.stringify(plain))) {
    digest = Math.imul(digest ^ byte, 0x01000193) >>> 0;
  }
  return digest.toString(16).padStart(8, "0");
}

/**
 * A value with all scalars as texts and its fields in order, without what says nothing.
 * @param {RecordValue | undefined} value
 * @returns {RecordValue | undefined}
 */
function plainValue(value) {
  if (Array.isArray(value)) {
    const parts = value.map((part) => /** @type {RecordValue} */ (plainValue(part) ?? ""));
    return parts.length ? parts : undefined;
  }
  if (isRecordData(value)) {
    const parts = Object.keys(value)
      .sort()
      .map((name) => /** @type {const} */ ([name, plainValue(value[name])]))
      .filter(([, part]) => part !== undefined);
    return parts.length ? Object.fromEntries(parts) : undefined;
  }
  const text = String(value ?? "");
  return ["", "false"].includes(text) ? undefined : text;
}
