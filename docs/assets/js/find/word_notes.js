/* What stands above the results on how the words of the reader were understood. */

import { formatMessage, pluralise } from "../shared/messages.js";

/** @typedef {import("./search_engine.js").SearchResponse} SearchResponse */
/** @typedef {import("./search_index.js").FindWords} FindWords */

/**
 * @param {SearchResponse} found
 * @param {FindWords} words
 */
export function wordNotes({ corrections, said, unfamiliar, groupCount, isPartial }, words) {
  const notes = [];
  if (said.length) notes.push(formatMessage(words.read_as, { words: said.join(", ") }));
  if (corrections.length) {
    const typed = corrections.map(([word]) => word).join(", ");
    const used = corrections.map(([, word]) => word).join(", ");
    notes.push(formatMessage(words.instead, { used, typed }));
  }
  if (unfamiliar.length && groupCount) {
    const left = unfamiliar.map((word) => `"${word}"`).join(", ");
    notes.push(pluralise(words.unfamiliar, unfamiliar.length, { words: left }));
  }
  if (isPartial) notes.push(words.some);
  return notes;
}
