/* The rules about one record that a browser can look after, in the sentences of the build
   (ulo/checks). What they need comes with the page, made from the schema. The build looks at
   everything again: what only it can know (numbers that ring, groups that are there twice) it says
   when the record arrives. */

import { formatMessage } from "../shared/messages.js";
import { checkText } from "./content_rules.js";
import { characters, quote, showInvisible } from "./quote.js";
import { checkTogether } from "./record_rules.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./record_data.js").RecordData} RecordData */
/** @typedef {import("./record_data.js").RecordValue} RecordValue */

/**
 * What the schema says of a field, as far as the rules in the browser need it.
 * @typedef {object} SchemaNode
 * @property {string} [type]
 * @property {string} [title]
 * @property {string} [description]
 * @property {string} [format]
 * @property {string[]} [required]
 * @property {number} [minLength]
 * @property {number} [maxLength]
 * @property {number} [maxItems]
 * @property {boolean} [uniqueItems]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {string} [pattern]
 * @property {number} [ahead] how many years a date may be in the future
 * @property {boolean} [literal] whether "none" and the like are taken for what they say
 * @property {string | number | boolean} [example]
 * @property {Record<string, SchemaNode>} [properties]
 * @property {SchemaNode} [items]
 */

/**
 * What the rules need of the schema and the build.
 * @typedef {object} Rules
 * @property {SchemaNode} shape
 * @property {Record<string, [message: string, fix: string]>} sentences
 * @property {string} markup the pattern of what looks like code
 * @property {{separator: string, or: string}} lists how choices are listed
 * @property {string} postcodes the letters that postcodes start with
 * @property {string} accented the letters with accents that names of sites may have
 * @property {string[]} endings the endings of names that lead to no public site
 * @property {Record<string, string>} faults why an address cannot be used, by reason
 * @property {{generic: string[], not_own: string[]}} mailboxes words of mailboxes that groups use,
 *   and words of names that show nothing
 * @property {import("../values/read_value.js").ReadingTables} reading by what values are read
 * @property {import("./safety_questions.js").SafetyRules} safety
 */

/** @typedef {(string | number)[]} Pointer where a value stands in a record */
/** @typedef {{pointer: Pointer, rule: string, message: string, fix: string}} Problem */
/**
 * @callback AddProblem
 * @param {string} sentence the key of the message: the rule, and its variant after a full stop
 * @param {Pointer} pointer
 * @param {Record<string, string | number>} [facts]
 * @returns {void}
 */

/**
 * All that is wrong with a record.
 * @param {GroupRecord} record
 * @param {Rules} rules
 * @param {string} today an ISO date
 */
export function validateRecord(record, rules, today) {
  /** @type {Problem[]} */
  const problems = [];
  /** @type {AddProblem} */
  const add = (sentence, pointer, facts = {}) => {
    const [message, fix] = rules.sentences[sentence];
    const shown = Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, showInvisible(String(fact))]),
    );
    problems.push({
      pointer,
      rule: sentence.split(".")[0],
      message: formatMessage(message, shown),
      fix: formatMessage(fix, shown),
    });
  };
  checkShape(record, rules.shape, [], add);
  for (const { text, node, pointer } of textsIn(record, rules.shape, [])) {
    checkText(text, node, pointer, { rules, today, add });
  }
  checkTogether(record, rules, add);
  return problems;
}

/* --- What the schema states --- */

/**
 * @param {RecordValue} value
 * @param {SchemaNode} node
 * @param {Pointer} pointer
 * @param {AddProblem} add
 */
function checkShape(value, node, pointer, add) {
  if (node.type === "object") {
    checkFields(/** @type {RecordData} */ (value), node, pointer, add);
  } else if (node.type === "array") {
    checkList(/** @type {RecordValue[]} */ (value), node, pointer, add);
  } else if (node.type === "integer") {
    checkNumber(String(value), node, pointer, add);
  } else if (node.type === "string") {
    checkString(String(value), node, pointer, add);
  }
}

/**
 * @param {RecordData} fields
 * @param {SchemaNode} node
 * @param {Pointer} pointer
 * @param {AddProblem} add
 */
function checkFields(fields, { required = [], properties = {} }, pointer, add) {
  for (const name of required) {
    if (name in fields) continue;
    const { title = "", description = "" } = properties[name];
    add("missing-field.form", [...pointer, name], { title_: title, description });
  }
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && properties[name]) {
      checkShape(value, properties[name], [...pointer, name], add);
    }
  }
}

/**
 * @param {RecordValue[]} values
 * @param {SchemaNode} node
 * @param {Pointer} pointer
 * @param {AddProblem} add
 */
function checkList(values, { maxItems = Infinity, uniqueItems, items = {} }, pointer, add) {
  if (values.length > maxItems) {
    add("too-many", pointer, { length: values.length, most: maxItems });
    return;
  }
  const seen = new Set();
  values.forEach((value, place) => {
    const key = JSON.stringify(value);
    if (uniqueItems && seen.has(key)) {
      add("repeated-entry", [...pointer, place], { value: quote(value) });
    }
    seen.add(key);
    checkShape(value, items, [...pointer, place], add);
  });
}

/**
 * @param {string} text
 * @param {SchemaNode} node
 * @param {Pointer} pointer
 * @param {AddProblem} add
 */
function checkNumber(text, { minimum = -Infinity, maximum = Infinity, example }, pointer, add) {
  if (!/^-?[0-9]{1,9}$/.test(text)) {
    const facts = { value: quote(text), example: String(example ?? 1999) };
    add("wrong-kind.digits", pointer, facts);
  } else if (Number(text) < minimum || Number(text) > maximum) {
    const facts = { value: quote(Number(text)), least: minimum, most: maximum };
    add("number-out-of-range", pointer, facts);
  }
}

/**
 * @param {string} text
 * @param {SchemaNode} node
 * @param {Pointer} pointer
 * @param {AddProblem} add
 */
function checkString(text, node, pointer, add) {
  const { minLength = 0, maxLength = Infinity, pattern, format = "", example = "-" } = node;
  const { length } = characters(text);
  if (length > maxLength) add("too-long", pointer, { length, most: maxLength });
  if (length < minLength) add("too-short", pointer, { length, least: minLength });
  // Addresses and phone numbers have messages of their own.
  if (!pattern || ["uri", "phone"].includes(format)) return;
  if (!new RegExp(pattern).test(text)) {
    const sentence = format === "date" ? "wrong-form.date" : "wrong-form";
    add(sentence, pointer, { value: quote(text), example: quoteComma(String(example)) });
  }
}

/**
 * In a record, a comma between brackets would end a text.
 * @param {string} example
 */
const quoteComma = (example) => (example.includes(",") ? `"${example}"` : example);

/**
 * Every text of a record, with what the schema says of it.
 * @param {RecordValue | undefined} value
 * @param {SchemaNode} node
 * @param {Pointer} pointer
 * @returns {Generator<{text: string, node: SchemaNode, pointer: Pointer}>}
 */
function* textsIn(value, node, pointer) {
  if (Array.isArray(value)) {
    for (const [place, part] of value.entries()) {
      yield* textsIn(part, node.items ?? {}, [...pointer, place]);
    }
  } else if (value && typeof value === "object") {
    for (const [name, part] of Object.entries(value)) {
      yield* textsIn(part, node.properties?.[name] ?? {}, [...pointer, name]);
    }
  } else {
    yield { text: String(value), node, pointer };
  }
}
