/* A record names other groups by their file names, and people know them by their names: the form
   shows the names, and puts the file names back. */

import { select } from "../shared/dom.js";
import { fetchRecord } from "./group_lookup.js";
import { clone, getValue, setValue } from "./record_data.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */

/** The ids of the questions that are answered by other groups. */
const QUESTIONS = ["networks", "closed.successor"];

/** @param {string} id */
export const namesGroups = (id) => QUESTIONS.includes(id);

/**
 * Puts the name of each group in the place of its file name.
 * @param {HTMLFormElement} form
 * @param {string} root the top of the site
 * @param {Map<string, string>} fileNames by name; gets those that are found
 */
export async function showGroupNames(form, root, fileNames) {
  const fields = QUESTIONS.map((id) => select(`#${CSS.escape(id)}`, HTMLElement, form));
  for (const field of /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ (fields)) {
    const lines = field.value.split("\n").map((line) => line.trim());
    const records = await Promise.all(lines.map((line) => fetchRecord(root, line)));
    for (const [place, record] of records.entries()) {
      const name = record?.name;
      // Of two groups with one name, the second keeps its file name.
      if (!name || (fileNames.get(name) ?? lines[place]) !== lines[place]) continue;
      fileNames.set(name, lines[place]);
      const shown = field.value.split("\n");
      field.value = shown.map((line) => (line.trim() === lines[place] ? name : line)).join("\n");
    }
  }
}

/**
 * The record with the file names of the groups that are shown by their names.
 * @param {GroupRecord} record
 * @param {Map<string, string>} fileNames by name
 * @returns {GroupRecord}
 */
export function withFileNames(record, fileNames) {
  const named = clone(record);
  /** @param {import("./record_data.js").RecordValue} name */
  const fileName = (name) => fileNames.get(String(name)) ?? name;
  for (const path of QUESTIONS.map((id) => id.split("."))) {
    const answer = getValue(named, path);
    if (Array.isArray(answer)) setValue(named, path, answer.map(fileName));
    else if (answer !== undefined) setValue(named, path, fileName(answer));
  }
  return named;
}
