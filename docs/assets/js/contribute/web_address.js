/* What is wrong with a web address, and when two lead to one page. */

import { dropTracking } from "../values/web_addresses.js";
import { characters } from "./quote.js";

/** @typedef {{accented: string, endings: string[]}} AddressRules */

const HOST_LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?$/u;
const AUTHORITY = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/;
const HIGHEST_PORT = 65535;
const MALFORMED = "the name of the site is not well formed";
const NUMERIC = "it has numbers instead of the name of a site";

/**
 * Why an address must not stand in a record; null where it may.
 * @param {string} address
 * @param {AddressRules} rules
 */
export function addressFault(address, rules) {
  if (address.includes(" ")) return "it has a space or an invisible character in it";
  const scheme = /^([A-Za-z][A-Za-z0-9+-]*):/.exec(address)?.[1];
  if (scheme && !/^https?$/i.test(scheme)) return `it starts with ${scheme.toLowerCase()}:`;
  const authority = /^https?:\/\/([^/?#]*)/.exec(address);
  if (!authority) {
    const inCapitals = /^https?:\/\//i.test(address);
    return inCapitals ? "https isn't in small letters" : "it doesn't start with https://";
  }
  const forbidden = /[<>"\\^`{|}]/.exec(address);
  if (forbidden) return `there is a ${forbidden[0]} in it`;
  return hostFault(authority[1], rules);
}

/**
 * @param {string} authority what stands between the scheme and the path
 * @param {AddressRules} rules
 */
function hostFault(authority, { accented, endings }) {
  if (authority.includes("[") !== authority.includes("]")) return MALFORMED;
  const parts = AUTHORITY.exec(authority.slice(authority.lastIndexOf("@") + 1));
  if (!parts) return MALFORMED;
  const [, host, port] = parts;
  if (port && (!/^[0-9]+$/.test(port) || Number(port) > HIGHEST_PORT)) return MALFORMED;
  if (authority.includes("@")) return "there is a name or password in it";
  if (host.startsWith("[")) {
    return /^\[[0-9a-f:.]*:[0-9a-f:.]*\]$/i.test(host) ? NUMERIC : MALFORMED;
  }
  const name = host.toLowerCase();
  const isAmbiguous = characters(name).some(
    (letter) => letter > "\x7f" && !accented.includes(letter),
  );
  if (isAmbiguous) return "the site's name has letters that could be mistaken for others";
  const labels = name.replace(/\.+$/, "").split(".");
  const last = labels[labels.length - 1];
  if (/^(\d+|0x[0-9a-f]*)$/.test(last)) return NUMERIC;
  if (labels.length < 2 || characters(last).length < 2 || endings.includes(last)) {
    return "it doesn't lead to a public site";
  }
  return labels.every((label) => HOST_LABEL.test(label)) ? null : MALFORMED;
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
  const path = rest.slice(host.length).replace(/[?&]+$/, "");
  const site = host.toLowerCase().replace(/:80$/, "").replace(/:443$/, "").replace(/\.+$/, "");
  return (site + (path.startsWith("?") ? `/${path}` : path)).replace(/\/+$/, "");
}
