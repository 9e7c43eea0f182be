/* Asks whether a mailbox is someone's own, as the build does (personal_email in
   ulo/checks/contact.py). */

import { formatMessage } from "../shared/messages.js";
import { foldedWords } from "../shared/text.js";
import { quote } from "./quote.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./validation.js").Problem} Problem */
/** @typedef {import("./validation.js").Rules} Rules */

// A shorter word that groups use may be a part of any name.
const LONGEST_SHORT = 4;
const SHORTEST_PART = 3;

/**
 * The question about a mailbox, where it is new and has no word that groups use or of the group.
 * @param {GroupRecord} record
 * @param {GroupRecord} before the record that is changed; empty where it is new
 * @param {Rules} rules
 * @returns {Problem[]}
 */
export function mailboxQuestion(record, before, rules) {
  const email = record.contact?.email ?? "";
  if (!isMailbox(email, rules) || email === before.contact?.email) return [];
  const [local, domain] = email.toLowerCase().split("@");
  const own = ownWords(record, domain, rules.mailboxes.not_own);
  const { generic } = rules.mailboxes;
  if (!generic.length) return [];
  const isGroups = local.split(/[._+-]/).some((word) => isGeneric(word, generic) || isOwn(word, own));
  if (isGroups) return [];
  const [message, fix] = rules.sentences["personal-email"];
  const facts = { value: quote(email) };
  return [
    {
      pointer: ["contact", "email"],
      rule: "personal-email",
      message: formatMessage(message, facts),
      fix,
    },
  ];
}

/**
 * @param {string} text
 * @param {Rules} rules
 */
function isMailbox(text, { shape }) {
  const pattern = shape.properties?.contact.properties?.email.pattern ?? "";
  return new RegExp(pattern).test(text);
}

/**
 * The initials of each name of the group, and the words of its names and of the name of its site.
 * @param {GroupRecord} record
 * @param {string} domain
 * @param {string[]} notOwn
 */
function ownWords({ name = "", also_known_as: others = [] }, domain, notOwn) {
  const names = [name, ...others].map(foldedWords);
  const initials = names.map((words) => words.map((word) => [...word][0]).join(""));
  const long = [...names.flat(), ...domain.split(".").slice(0, -1)].filter(
    (word) => [...word].length >= SHORTEST_PART,
  );
  return [...initials, ...long].filter((word) => !notOwn.includes(word));
}

/**
 * Whether a part of a mailbox is one that groups use, or has a longer one of these in it.
 * @param {string} word
 * @param {string[]} generic
 */
function isGeneric(word, generic) {
  const isPart = (/** @type {string} */ other) =>
    other.length > LONGEST_SHORT && word.includes(other);
  return generic.includes(word) || generic.some(isPart);
}

/**
 * Whether a part of a mailbox is a word of the group, has one in it, or begins one: within a
 * word may be a name, such as Ian in Guardian.
 * @param {string} word
 * @param {string[]} own
 */
function isOwn(word, own) {
  const isAlike = (/** @type {string} */ other) =>
    other.startsWith(word) || (other.length >= SHORTEST_PART && word.includes(other));
  return own.includes(word) || (word.length >= SHORTEST_PART && own.some(isAlike));
}
