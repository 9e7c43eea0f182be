/* The code that shows a list on another site. What has gaps comes with the page. */

import { formatMessage } from "../shared/messages.js";

/** @typedef {{address: string, title: string, height?: number}} SnippetFacts */

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

/**
 * A text as it stands in HTML, as Python's html.escape writes it.
 * @param {string} text
 */
const escapeHtml = (text) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/**
 * HTML with its gaps filled.
 * @param {string} pattern
 * @param {SnippetFacts} facts
 */
export function htmlSnippet(pattern, { address, title, height }) {
  return formatMessage(pattern, { address: escapeHtml(address), title: escapeHtml(title), height });
}

/**
 * A link in Markdown: no sign of a title means anything in it, and none of an address ends it.
 * @param {string} pattern
 * @param {SnippetFacts} facts
 */
export function markdownSnippet(pattern, { address, title }) {
  return formatMessage(pattern, {
    address: address.replaceAll("(", "%28").replaceAll(")", "%29"),
    title: title.replace(/[\\`*_[\]<>]/g, "\\$&"),
  });
}
