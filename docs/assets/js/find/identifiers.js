/* Numbers and addresses of groups: those of charities and companies, of phones, of web pages and
   mailboxes, in all the ways in which people write them. ulo/site/identifiers.py makes the same keys
   of what the records say. */

/**
 * @typedef {object} Identifier
 * @property {"number" | "web" | "email"} kind
 * @property {string[]} keys by which groups are looked for; the first that has some counts
 */

/** @typedef {{groups: Record<string, number[]>}} IdentifierData */

/**
 * What the country has around numbers and addresses, from the build. The first three are patterns.
 * @typedef {object} IdentifierForms
 * @property {string} scheme the name of a register before its number
 * @property {string} code what a phone number has before it
 * @property {string} relay the service that people put before a phone number
 * @property {string} labels what people write beside a number
 * @property {string[]} paper letters that numbers have on paper alone
 * @property {string} endings of web addresses of the country
 */

const SUBDOMAINS = /^(?:(?:www\d?|m|mobile|web|[a-z]{2}-[a-z]{2})\.)+(?=[^.]+\.)/;
const SAME_SITES = new Map([
  ["twitter.com", "x.com"],
  ["fb.com", "facebook.com"],
  ["youtu.be", "youtube.com"],
]);
const EXTENSION = /(?<!\s)\s*(?:\b(?:ext|extension)\b\.?|\bx)\s*\d{1,5}$/i;
// Letters of registers, five digits or more, and the letter behind some numbers.
const NUMBER = /^[A-Z]{0,3}\d{5,17}[A-Z]?$/;
const EMAIL = /^(?:mailto:)?([^\s@<>"]+@([^\s@<>"/?]+\.[a-z]{2,}))(?:\?\S*)?$/i;
const WEB_INSIDE = /\bhttps?:\/\/[^\s<>"]+/i;
// Without http, www or a path, only these endings, and those of the country, tell a web address from
// a word with a full stop.
const ENDINGS =
  "org|com|net|info|co|eu|coop|io|ngo|care|community|online|site|me|life|group|support|help|club|" +
  "network|today|space|blog|app";

/**
 * What a text is, if it is a number or an address and nothing else.
 * @param {string} text
 * @param {IdentifierForms} forms
 * @returns {Identifier | null}
 */
export function readIdentifier(text, forms) {
  const typed = text.trim().replace(/^[<("'\s]+|(?<![>)"'.,;\s])[>)"'.,;\s]+$/g, "");
  const [, email, host] = EMAIL.exec(typed) ?? [];
  if (email) return { kind: "email", keys: [email.toLowerCase(), webKey(host)] };
  const address = WEB_INSIDE.exec(typed)?.[0] ?? (isAddress(typed, forms) ? typed : "");
  const web = address && webKey(address);
  if (web) return { kind: "web", keys: withParents(web) };
  return readNumber(typed, forms);
}

/**
 * Whether a text is a web address, though nothing else says so.
 * @param {string} typed
 * @param {IdentifierForms} forms
 */
function isAddress(typed, { endings }) {
  const known = endings ? `${endings}|${ENDINGS}` : ENDINGS;
  const host = `www\\.\\S+\\.[a-z]{2,}|(?:[\\w-]+\\.)+(?:${known})|(?:[\\w-]+\\.)+[a-z]{2,}/\\S*`;
  return new RegExp(`^(?:${host})(?::\\d+)?(?:[/?#]\\S*)?$`, "i").test(typed);
}

/**
 * @param {string} typed
 * @param {IdentifierForms} forms
 * @returns {Identifier | null}
 */
function readNumber(typed, forms) {
  const labels = forms.labels.split(" ");
  const plain = typed.normalize("NFKC").replace(EXTENSION, "");
  const parts = plain.split(/[\s:.,;#/]+/).filter((part) => {
    const word = part.toLowerCase().replace(/[^a-z]/g, "");
    return part && !(word === part.toLowerCase().replace(/[()'’]/g, "") && labels.includes(word));
  });
  const joined = parts.join("").replace(atStart(forms.scheme), "");
  const sign = joined.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
  if (!NUMBER.test(sign)) return null;
  const keys = [numberKey(sign.replace(atStart(forms.relay), ""), forms)];
  for (const letters of forms.paper) {
    if (sign.startsWith(letters)) keys.push(numberKey(sign.slice(letters.length), forms));
  }
  return { kind: "number", keys };
}

/** @param {string} pattern */
const atStart = (pattern) => new RegExp(`^(?:${pattern})`, "i");

/**
 * @param {string} number
 * @param {IdentifierForms} forms
 */
export function numberKey(number, { scheme, code }) {
  const sign = number
    .replace(atStart(scheme), "")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
  const [, letters, digits, rest] = /^([A-Z]*)(\d*)(.*)$/.exec(sign) ?? ["", "", "", ""];
  const own = letters ? digits : digits.replace(atStart(code), "");
  return letters + own.replace(/^0+/, "") + rest;
}

/**
 * The host and the path of a web address; empty where it is none.
 * @param {string} address
 */
export function webKey(address) {
  const whole = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return "";
  const { hostname, pathname } = new URL(whole);
  const host = hostname.toLowerCase().replace(SUBDOMAINS, "");
  const path = pathname.replace(/\/index\.\w+\/*$|(?<!\/)\/+$/, "").toLowerCase();
  return (SAME_SITES.get(host) ?? host) + path;
}

/**
 * A page, and those above it: a page deep in the site of a group leads to the group.
 * @param {string} key
 */
function withParents(key) {
  const parts = key.split("/");
  return parts.map((_, number) => parts.slice(0, parts.length - number).join("/"));
}

/**
 * The groups that have an identifier. A whole site leads to those whose pages are on it.
 * @param {Identifier} identifier
 * @param {IdentifierData} data
 */
export function groupsWithIdentifier({ kind, keys }, { groups }) {
  const found = keys.find((key) => Object.hasOwn(groups, key));
  if (found !== undefined) return groups[found];
  const host = keys[keys.length - 1];
  const isWholeSite = kind === "email" || (kind === "web" && keys.length === 1);
  if (!isWholeSite) return [];
  const below = Object.keys(groups).filter((key) => key.startsWith(`${host}/`));
  return [...new Set(below.flatMap((key) => groups[key]))].sort((one, other) => one - other);
}
