/* What is wrong with a web address, and when two lead to one page. */

import { formatMessage } from "../shared/messages.js";
import { hasHiddenSign } from "../values/texts.js";
import { dropTracking } from "../values/web_addresses.js";
import { decodePunycode } from "./punycode.js";
import { characters } from "./quote.js";

/**
 * @typedef {object} AddressRules
 * @property {string} accented letters with accents that host names may have
 * @property {string[]} endings of hosts that are not public
 * @property {Record<string, string>} faults why an address cannot be used, by reason
 */

const HOST_LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u;
const MAX_HOST_LENGTH = 253;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
// Each server on the way may decode an address once more.
const MAX_DECODINGS = 3;
const AUTHORITY = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/;
const HIGHEST_PORT = 65535;
const MALFORMED = { reason: "ill-formed" };
const NUMERIC = { reason: "numbers" };

/** @typedef {{reason: string, facts?: Record<string, string>}} Fault */

/**
 * Why an address must not stand in a record; null where it may.
 * @param {string} address
 * @param {AddressRules} rules
 */
export function addressFault(address, rules) {
  const fault = findFault(address, rules);
  return fault && formatMessage(rules.faults[fault.reason], fault.facts ?? {});
}

/**
 * @param {string} address
 * @param {AddressRules} rules
 * @returns {Fault | null}
 */
function findFault(address, rules) {
  if (/[\p{C}\p{Z}]/u.test(address)) return { reason: "invisible" };
  const scheme = /^([A-Za-z][A-Za-z0-9+-]*):/.exec(address)?.[1];
  if (scheme && !/^https?$/i.test(scheme)) {
    return { reason: "scheme", facts: { scheme: scheme.toLowerCase() } };
  }
  const authority = /^https?:\/\/([^/?#]*)/.exec(address);
  if (!authority) {
    const inCapitals = /^https?:\/\//i.test(address);
    return { reason: inCapitals ? "capitals" : "no-scheme" };
  }
  const forbidden = /[<>"\\^`{|}]/.exec(address);
  if (forbidden) return { reason: "sign", facts: { sign: forbidden[0] } };
  return encodedFault(address) ?? hostFault(authority[1], rules);
}

/**
 * What a page, or a server on the way to it, could read and nobody sees.
 * @param {string} address
 * @returns {Fault | null}
 */
function encodedFault(address) {
  let decoded = address;
  for (let round = 0; round < MAX_DECODINGS; round += 1) {
    const encoded = decoded;
    decoded = decodeOnce(encoded);
    if (decoded === encoded) break;
    if (CONTROL.test(decoded) || hasHiddenSign(decoded)) return { reason: "encoded" };
  }
  return null;
}

/** @param {string} address */
function decodeOnce(address) {
  // Without `ignoreBOM`, it would leave out a mark of the byte order.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return address.replace(/(?:%[0-9a-f]{2})+/gi, (signs) => {
    const bytes = signs.slice(1).split("%").map((code) => Number.parseInt(code, 16));
    return decoder.decode(new Uint8Array(bytes));
  });
}

/**
 * @param {string} authority what stands between the scheme and the path
 * @param {AddressRules} rules
 * @returns {Fault | null}
 */
function hostFault(authority, { accented, endings }) {
  if (authority.includes("[") !== authority.includes("]")) return MALFORMED;
  const parts = AUTHORITY.exec(authority.slice(authority.lastIndexOf("@") + 1));
  if (!parts) return MALFORMED;
  const [, host, port] = parts;
  if (port && (!/^[0-9]+$/.test(port) || Number(port) > HIGHEST_PORT)) return MALFORMED;
  if (authority.includes("@")) return { reason: "password" };
  if (host.startsWith("[")) {
    return /^\[(?=[^\]]*:)[0-9a-f:.]*\]$/i.test(host) ? NUMERIC : MALFORMED;
  }
  const name = decodeHost(host.toLowerCase());
  if (name === null) return MALFORMED;
  const isAmbiguous = characters(name).some(
    (letter) => letter > "\x7f" && !accented.includes(letter),
  );
  if (isAmbiguous) return { reason: "letters" };
  const labels = name.replace(/(?<!\.)\.+$/, "").split(".");
  const last = labels[labels.length - 1];
  if (/^(\d+|0x[0-9a-f]*)$/.test(last)) return NUMERIC;
  if (labels.length < 2 || characters(last).length < 2 || endings.includes(last)) {
    return { reason: "not-public" };
  }
  const isShort = characters(name).length <= MAX_HOST_LENGTH;
  return isShort && labels.every((label) => HOST_LABEL.test(label)) ? null : MALFORMED;
}

/**
 * A host as browsers may show it; null where the code of a part is none.
 * @param {string} host
 */
function decodeHost(host) {
  const labels = host
    .split(".")
    .map((label) => (label.startsWith("xn--") ? decodePunycode(label.slice(4)) : label));
  return labels.includes(null) ? null : labels.join(".");
}

/**
 * What two addresses of one page have in common.
 * @param {string} address
 * @param {string} trackers the pattern of parameters that only follow people
 */
export function pageKey(address, trackers) {
  const plain = dropTracking(address, trackers);
  const rest = plain.split("#")[0].replace(/^https?:\/\/(www\.)?/i, "");
  const [host] = rest.split(/[/?#]/, 1);
  const path = rest.slice(host.length).replace(/(?<![?&])[?&]+$/, "");
  const site = host.toLowerCase().replace(/:80$/, "").replace(/:443$/, "").replace(/(?<!\.)\.+$/, "");
  return (site + (path.startsWith("?") ? `/${path}` : path)).replace(/(?<!\/)\/+$/, "");
}
