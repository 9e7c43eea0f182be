/* Asks gently about what may put somebody in danger, as ulo/checks/safety does when the record
   arrives: a home, or a door that somebody must not find. Names of persons need long lists, so only
   the build looks for them. */

import { formatMessage } from "../shared/messages.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./validation.js").Problem} Problem */

/**
 * @typedef {object} SafetyRules
 * @property {string} home the pattern of words that stand for a home
 * @property {string} office the pattern of words that stand for an office
 * @property {Record<string, string>} at_risk what the people at risk are called, by their ids
 * @property {Record<string, {question: string, advice: string}>} words
 */

/**
 * @param {GroupRecord} record
 * @param {GroupRecord} before the record that is changed; empty where it is new
 * @param {SafetyRules} rules
 * @returns {Problem[]}
 */
export function safetyQuestions(record, before, { home, office, at_risk: atRisk, words }) {
  const { address, postcode } = record.based_in ?? {};
  /**
   * @param {string} id
   * @param {string} field
   * @param {Record<string, string>} [facts]
   * @returns {Problem}
   */
  const ask = (id, field, facts = {}) => ({
    pointer: ["based_in", field],
    rule: `safety-${id}`,
    message: formatMessage(words[id].question, facts),
    fix: words[id].advice,
  });
  const hasMoved = isChanged(record.based_in, before.based_in);
  const questions = [];
  if (address && hasMoved) {
    if (new RegExp(home, "i").test(address)) questions.push(ask("home", "address"));
    else if (!new RegExp(office, "i").test(address)) questions.push(ask("no-office", "address"));
  }
  const people = communitiesOf(record);
  const inDanger = Object.keys(atRisk).filter((id) => people.includes(id));
  const isNew = hasMoved || isChanged(people, communitiesOf(before));
  if (inDanger.length && isNew && (address || postcode)) {
    const facts = { people: inDanger.map((id) => atRisk[id]).join(", ") };
    questions.push(ask("door", address ? "address" : "postcode", facts));
  }
  return questions;
}

/** @param {GroupRecord} record */
function communitiesOf({ for: members, user_led: led }) {
  return [...(led?.led_by ?? []), ...(members ?? [])];
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
const isChanged = (one, other) => JSON.stringify(one) !== JSON.stringify(other);
