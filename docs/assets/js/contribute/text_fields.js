/* The boxes of the form into which people write. */

import { select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { readTime } from "./clock_time.js";
import { cleanText, completeAddress, formatPostcode } from "./tidy_text.js";

/** @typedef {import("./validation.js").SchemaNode} SchemaNode */

const POSTCODE_FIELDS = ["based_in.postcode", "based_in.district"];
// From this part of the length on, the reader is told how much is left.
const NEARLY_FULL = 0.7;

/**
 * What people leave out of an address or write in small letters of a postcode is put in for them,
 * before their eyes.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} id of its question
 * @param {SchemaNode} shape
 */
export function tidyField(field, id, shape) {
  const node = nodeAt(shape, id);
  if (node?.format === "uri") field.value = completeAddress(cleanText(field.value));
  if (node?.items?.format === "uri") {
    const lines = field.value.split("\n").map((line) => completeAddress(cleanText(line)));
    field.value = lines.join("\n");
  }
  if (node?.format === "time") field.value = readTime(field.value);
  if (POSTCODE_FIELDS.includes(id)) field.value = formatPostcode(cleanText(field.value));
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
 * @param {Record<string, string>} words
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
 * @param {Record<string, string>} words
 */
function countText(used, most, words) {
  if (used > most) return formatMessage(words.over, { n: used - most, all: most });
  if (used <= NEARLY_FULL * most) return "";
  return formatMessage(words.left, { n: most - used, all: most });
}
