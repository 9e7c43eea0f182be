/* A list of groups as a text to send, and as the address of a page that shows it. */

import { formatMessage, pluralise } from "../shared/messages.js";
import { cleanSlugs } from "./saved_list.js";

/** @typedef {import("../shared/messages.js").PluralForms} PluralForms */
/** @typedef {import("./group_facts.js").GroupFacts} GroupFacts */
/** @typedef {import("./group_facts.js").ListedGroup} ListedGroup */

/**
 * @typedef {object} SendWords
 * @property {string} subject
 * @property {string} whole
 * @property {PluralForms} counts
 */

// Longer ones fail in some mail programs and phones without a word.
const LONGEST_ADDRESS = 1900;

/**
 * The slugs in the query of an address, or null where it names no list.
 * @param {string} query such as ?groups=a,b
 */
export function slugsIn(query) {
  const groups = new URLSearchParams(query).get("groups");
  return groups === null ? null : cleanSlugs(groups.split(",").map((slug) => slug.trim()));
}

/**
 * The address of a page that shows these groups.
 * @param {string} page
 * @param {string[]} slugs
 */
export const listAddress = (page, slugs) => `${page}?groups=${slugs.join(",")}`;

/**
 * The addresses that open a message in the reader's own program for e-mail or for texts. The more
 * groups there are, the less it says of each; the whole list is one press away from it in any case.
 * @param {ListedGroup[]} groups
 * @param {string} root the top of the site
 * @param {SendWords} words
 */
export function sendAddresses(groups, root, words) {
  const page = listAddress(`${root}shortlist/`, groups.map(({ slug }) => slug));
  const end = formatMessage(words.whole, { address: page });
  const full = [...groups.flatMap((group) => describe(group, root)), end].join("\n\n");
  const brief = [groups.flatMap(nameAndPhone).join("\n"), end].join("\n\n");
  const subject = formatMessage(words.subject, { count: pluralise(words.counts, groups.length) });
  const start = `mailto:?subject=${encodeURIComponent(subject)}&body=`;
  return {
    email: firstThatFits(start, [full, brief, end].map((text) => text.replaceAll("\n", "\r\n"))),
    // Of the two signs, some phones know one and some the other.
    text: firstThatFits("sms:?&body=", [brief, end]),
  };
}

/**
 * @param {string} start
 * @param {string[]} texts the longest first
 */
function firstThatFits(start, texts) {
  const addresses = texts.map((text) => start + encodeURIComponent(text));
  return addresses.find(({ length }) => length <= LONGEST_ADDRESS) ?? addresses[addresses.length - 1];
}

/**
 * @param {ListedGroup} group
 * @param {string} root
 */
function describe({ slug, facts }, root) {
  if (!facts) return [];
  const ways = facts.ways.map(([label, text]) => `${label}: ${text}`);
  return [[facts.name, ...ways, `${root}orgs/${slug}/`].join("\n")];
}

/** @param {ListedGroup} group */
function nameAndPhone({ facts }) {
  if (!facts) return [];
  const phone = facts.ways.find(([, , address]) => address.startsWith("tel:"));
  return [phone ? `${facts.name}: ${phone[1]}` : facts.name];
}
