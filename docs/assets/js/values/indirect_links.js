/* Links that lead to a page through another site. ulo/records/values/indirect_links.py does the
   same, and has the tables. */

/**
 * @typedef {object} LinkTables
 * @property {[host: string, path: string, names: string, code: string][]} wrappers links with the
 *   page in them
 * @property {[host: string, path: string][]} hiding links that do not show where they lead
 */

const MAX_DEPTH = 5;
export const MAX_LENGTH = 4000;
const PARTS = /^https?:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const PERCENT_CODED_PAGE = /https?%3A/i;
const BASE64_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
// One sign that was taken out of an address, or a row of them: the letter behind says how many.
const TAKEN_OUT = /\*(?:\*(.))?/gsu;

/** @param {string} pattern */
const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "s");

/**
 * The page that a link leads to through other sites; the link where it does not show that.
 * @param {string} address
 * @param {LinkTables} tables
 */
export function unwrapLink(address, tables) {
  let link = address;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const page = findPage(link, tables);
    if (!page) break;
    link = page;
  }
  return link;
}

/**
 * The host of a link that goes through another site to a page unknown; empty for no such.
 * @param {string} address
 * @param {LinkTables} tables
 */
export function hidingHost(address, { wrappers, hiding }) {
  const { host, path } = partsOf(address);
  const isOne = [...hiding, ...wrappers].some(
    ([hosts, paths]) => whole(hosts).test(host) && whole(paths).test(path),
  );
  return isOne ? host : "";
}

/** @param {string} address */
function partsOf(address) {
  const [, host = "", path = "", query = ""] = PARTS.exec(address) ?? [];
  return { host: host.toLowerCase(), path, query };
}

/**
 * The page that is in a link; empty where there is none.
 * @param {string} address
 * @param {LinkTables} tables
 */
function findPage(address, { wrappers }) {
  const { host, path, query } = partsOf(address);
  if ([...address].length > MAX_LENGTH) return "";
  for (const [hosts, paths, names, code] of wrappers) {
    if (!whole(hosts).test(host) || !whole(paths).test(path)) continue;
    if (code === "proofpoint3") return asPage(decodeProofpoint3(address));
    if (code === "cisco") {
      const start = path.search(PERCENT_CODED_PAGE);
      return start < 0 ? "" : asPage(decodePercent(path.slice(start)));
    }
    const value = names
      .split(" ")
      .map((name) => findParameter(query, name))
      .find(Boolean);
    if (value) return asPage(decode(value, code));
  }
  return "";
}

/** @param {string} text */
const asPage = (text) => (/^https?:\/\//i.test(text) ? text : "");

/**
 * @param {string} query
 * @param {string} name
 */
function findParameter(query, name) {
  for (const part of query.split("&")) {
    // As a page writes it, the sign between two of them is &amp;
    const plain = part.replace(/^amp;/, "");
    if (plain.startsWith(`${name}=`) && plain.length > name.length + 1) {
      return plain.slice(name.length + 1);
    }
  }
  return "";
}

/**
 * The address that a parameter holds; empty where it cannot be read.
 * @param {string} value
 * @param {string} code
 */
function decode(value, code) {
  const isProofpoint = code === "proofpoint";
  const coded = isProofpoint ? value.replaceAll("-", "%").replaceAll("_", "/") : value;
  const text = decodePercent(coded);
  if (code === "bing") return decodeBase64(text.replace(/^a1/, ""));
  return code === "base64" ? decodeBase64(text) : text;
}

/** @param {string} text */
function decodePercent(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/**
 * The text behind one in Base64, in either of its alphabets; empty where it is none.
 * @param {string} text
 */
function decodeBase64(text) {
  const plain = text.replace(/(?<!=)=+$/, "").replaceAll("-", "+").replaceAll("_", "/");
  if (!/^[A-Za-z0-9+/]*$/.test(plain)) return "";
  try {
    const bytes = Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return "";
  }
}

/**
 * The page in a link of the form …/v3/__page__;signs!…
 * @param {string} address
 */
function decodeProofpoint3(address) {
  const start = address.indexOf("/v3/__");
  const end = address.lastIndexOf("__;");
  if (start < 0 || end < start + 6) return "";
  const takenOut = [...decodeBase64(address.slice(end + 3).split("!")[0])];
  const page = address.slice(start + 6, end).replace(TAKEN_OUT, (_, sign) => {
    const count = sign ? BASE64_ALPHABET.indexOf(sign) + 2 : 1;
    return takenOut.splice(0, count).join("");
  });
  // Some programs make one slash of two.
  return page.replace(/^(https?:\/)(?=[^/])/, "$1/");
}
