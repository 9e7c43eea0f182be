/* Web addresses as people paste them, made the page's own. ulo/records/values/web_addresses.py does
   the same. */

import { MAX_LENGTH, unwrapLink } from "./indirect_links.js";
import { trimSigns } from "./texts.js";

/** @typedef {import("./indirect_links.js").LinkTables & {trackers: string}} AddressTables */

const LABEL = /^(?:url|link|web|website|web ?site)(?:: ?| (?=https?:\/\/|www\.))/i;
const SCHEME = /^https?:\/\//i;
const BARE_ADDRESS =
  /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.\p{L}{2,}(?::[0-9]{1,5})?(?:[/?#]\S*)?$/u;
// Outlook writes an address twice, the second time in angle brackets; others in square brackets.
const WRITTEN_TWICE = /^([^\s<>[\]]{4,})\s?(?:<([^\s<>]{4,})>|\[([^\s[\]]{4,})\])$/;
const OPENING = "<([{\"'\u2018\u201c\u00ab";
const SENTENCE_END = ".,;:!?\u2019\u201d\u00bb>";
const QUOTATION_MARKS = "'\"";
/** @type {Record<string, string>} */
const BRACKETS = { ")": "(", "]": "[", "}": "{" };

/**
 * A web address with its scheme, out of wrappers, without trackers and the sentence around it; what
 * is none as it is.
 * @param {string} text
 * @param {AddressTables} tables
 */
export function readWebAddress(text, tables) {
  if ([...text].length > MAX_LENGTH) return text;
  const address = complete(stripSentence(text));
  if (!SCHEME.test(address)) return text;
  return stripEnd(lowerHost(dropTracking(unwrapLink(address, tables), tables.trackers)));
}

/**
 * An address without parameters that only follow people; the others stay as they are.
 * @param {string} address
 * @param {string} trackers the pattern of their names
 */
export function dropTracking(address, trackers) {
  const [, before, query, fragment] = /^([^?#]*)\?([^#]*)(.*)$/s.exec(address) ?? [];
  if (query === undefined) return address;
  const tracker = new RegExp(`^(?:amp;)?(?:${trackers})$`, "i");
  const parts = query.split("&");
  const kept = parts.filter((part) => !tracker.test(part.split("=")[0]));
  if (kept.length === parts.length) return address;
  const rest = kept.join("&").replace(/^amp;/, "");
  return before + (kept.length ? "?" : "") + rest + fragment;
}

/** @param {string} text */
function stripSentence(text) {
  let address = text.replace(LABEL, "");
  const [, first = "", inAngles, inSquares] = WRITTEN_TWICE.exec(address) ?? [];
  const second = inAngles ?? inSquares;
  if (second && bare(first) === bare(second)) address = second;
  return stripEnd(trimSigns(address, OPENING, ""));
}

/**
 * What two ways to write one address have in common.
 * @param {string} address
 */
const bare = (address) =>
  trimSigns(address.toLowerCase().replace(/^https?:\/\//, ""), "", "/");

/**
 * A text without full stops and the like at its end, and brackets that nothing opens.
 * @param {string} text
 */
function stripEnd(text) {
  let end = text.length;
  for (; end > 0; end -= 1) {
    const rest = text.slice(0, end);
    const last = rest[end - 1];
    const opening = BRACKETS[last];
    const isUnopened = opening && count(rest, opening) < count(rest, last);
    const isSingle = QUOTATION_MARKS.includes(last) && count(rest, last) % 2 === 1;
    if (!SENTENCE_END.includes(last) && !isUnopened && !isSingle) break;
  }
  return text.slice(0, end);
}

/**
 * @param {string} text
 * @param {string} sign
 */
const count = (text, sign) => text.split(sign).length - 1;

/** @param {string} address */
function complete(address) {
  if (SCHEME.test(address)) return address;
  const rest = address.replace(/^\/\//, "");
  return BARE_ADDRESS.test(rest) ? `https://${rest}` : rest;
}

/**
 * An address with its scheme and its host in small letters.
 * @param {string} address
 */
function lowerHost(address) {
  const [start = "", scheme = "", host = ""] = /^(https?:\/\/)([^/?#]*)/i.exec(address) ?? [];
  const rest = address.slice(start.length);
  return scheme.toLowerCase() + (host.includes("@") ? host : host.toLowerCase()) + rest;
}
