/* Numbers and addresses of groups: those of charities and companies, of phones, of web pages and
   mailboxes, in all the ways in which people write them. ulo/site/identifiers.py makes the same keys
   of what the records say. */

/**
 * @typedef {object} Identifier
 * @property {"number" | "web" | "email"} kind
 * @property {string[]} keys by which groups are looked for; the first that has some counts
 */

/** @typedef {{groups: Record<string, number[]>}} IdentifierData */

const SCHEME = /^GB-?(?:CHC|SC|NIC|COH|MPR)-?/i;
const COUNTRY_CODE = /^(?:00)?44(?=\d{9})/;
const SUBDOMAINS = /^(?:(?:www\d?|m|mobile|web|[a-z]{2}-[a-z]{2})\.)+(?=[^.]+\.)/;
/** @type {Record<string, string>} */
const SAME_SITES = { "twitter.com": "x.com", "fb.com": "facebook.com", "youtu.be": "youtube.com" };
// What people write beside a number.
const LABELS = new Set(
  (
    "registered reg registration charity company number numbers no num nr tel telephone phone ring " +
    "call text sms mobile mob fax textphone helpline uk england wales scotland northern ireland and " +
    "in the is cic cio ltd scottish house commission org id"
  ).split(" "),
);
const EXTENSION = /\s*(?:\b(?:ext|extension)\b\.?|\bx)\s*\d{1,5}$/i;
// Letters of registers, five digits or more, and the letter behind some numbers of mutuals.
const NUMBER = /^[A-Z]{0,3}\d{5,17}[A-Z]?$/;
const RELAY_PREFIX = /^18001(?=0\d{9})/;
const EMAIL = /^(?:mailto:)?([^\s@<>"]+@([^\s@<>"/?]+\.[a-z]{2,}))(?:\?\S*)?$/i;
const WEB_INSIDE = /\bhttps?:\/\/[^\s<>"]+/i;
// Without http, www or a path, only these endings tell a web address from a word with a full stop.
const WEB =
  /^(?:www\.\S+\.[a-z]{2,}|(?:[\w-]+\.)+(?:uk|org|com|net|info|co|eu|cymru|wales|scot|london|coop|io|ngo|care|community|online|site|me|life|group|support|help|club|network|today|space|blog|app)|(?:[\w-]+\.)+[a-z]{2,}\/\S*)(?::\d+)?(?:[/?#]\S*)?$/i;

/**
 * What a text is, if it is a number or an address and nothing else.
 * @param {string} text
 * @returns {Identifier | null}
 */
export function readIdentifier(text) {
  const typed = text.trim().replace(/^[<("'\s]+|[>)"'.,;\s]+$/g, "");
  const [, email, host] = EMAIL.exec(typed) ?? [];
  if (email) return { kind: "email", keys: [email.toLowerCase(), webKey(host)] };
  const address = WEB_INSIDE.exec(typed)?.[0] ?? (WEB.test(typed) ? typed : "");
  const web = address && webKey(address);
  if (web) return { kind: "web", keys: withParents(web) };
  return readNumber(typed);
}

/**
 * @param {string} typed
 * @returns {Identifier | null}
 */
function readNumber(typed) {
  const plain = typed.normalize("NFKC").replace(EXTENSION, "");
  const parts = plain.split(/[\s:.,;#/]+/).filter((part) => {
    const word = part.toLowerCase().replace(/[^a-z]/g, "");
    return part && !(word === part.toLowerCase().replace(/[()'’]/g, "") && LABELS.has(word));
  });
  const sign = parts.join("").replace(SCHEME, "").replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
  if (!NUMBER.test(sign)) return null;
  const key = numberKey(sign.replace(RELAY_PREFIX, ""));
  const keys = [key];
  // Northern Ireland's charities have letters on paper, and none in their register.
  if (sign.startsWith("NIC")) keys.push(numberKey(sign.slice(3)));
  return { kind: "number", keys };
}

/** @param {string} number */
export function numberKey(number) {
  const sign = number
    .replace(SCHEME, "")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
  const [, letters, digits, rest] = /^([A-Z]*)(\d*)(.*)$/.exec(sign) ?? ["", "", "", ""];
  const isPhone = !letters && digits.length > 10;
  const own = isPhone ? digits.replace(COUNTRY_CODE, "") : digits;
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
  const path = pathname.replace(/\/(?:index\.\w+)?\/*$/, "").toLowerCase();
  return (SAME_SITES[host] ?? host) + path;
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
