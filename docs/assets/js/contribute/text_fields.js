/* The boxes of the form into which people write. */

import { select } from "../shared/dom.js";
import { formatMessage, pluralise } from "../shared/messages.js";
import { readValue } from "../values/read_value.js";
import { cleanText } from "../values/texts.js";

/** @typedef {import("./validation.js").Rules} Rules */
/** @typedef {import("./validation.js").SchemaNode} SchemaNode */
/** @typedef {{left: string, over: import("../shared/messages.js").PluralForms}} CountWords */

// From this part of the length on, the reader is told how much is left.
const NEARLY_FULL = 0.7;

/**
 * What people write is put into the form that a record has, before their eyes: a phone number, a
 * postcode, an address. Of plain words only those go that say that nobody knows.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} id of its question
 * @param {Rules} rules
 */
export function tidyField(field, id, rules) {
  const node = nodeAt(rules.shape, id);
  if (!node) return;
  const { items } = node;
  field.value = items
    ? field.value
        .split("\n")
        .map((line) => tidyText(line, items, rules))
        .join("\n")
    : tidyText(field.value, node, rules);
}

/**
 * @param {string} text
 * @param {SchemaNode} node
 * @param {Rules} rules
 */
function tidyText(text, node, { reading }) {
  const value = readValue(text, node, reading);
  return node.format || node.type === "integer" || !value ? value : text;
}

/**
 * What the schema says of the field of a question.
 * @param {SchemaNode} shape
 * @param {string} id
 */
function nodeAt(shape, id) {
  /** @type {SchemaNode | undefined} */
  let node = shape;
  for (const step of id.split(".")) node = step === "0" ? node?.items : node?.properties?.[step];
  return node;
}

/**
 * Says how much room is left in a long text.
 * @param {Element} question
 * @param {CountWords} words
 */
export function updateCount(question, words) {
  if (!question.querySelector("[data-most]")) return;
  const status = select("[data-most]", HTMLElement, question);
  const most = Number(status.dataset.most);
  const used = [...cleanText(select("textarea", HTMLTextAreaElement, question).value)].length;
  status.textContent = countText(used, most, words);
}

/**
 * @param {number} used
 * @param {number} most
 * @param {CountWords} words
 */
function countText(used, most, words) {
  if (used > most) return pluralise(words.over, used - most, { all: most });
  if (used <= NEARLY_FULL * most) return "";
  return formatMessage(words.left, { n: most - used, all: most });
}
