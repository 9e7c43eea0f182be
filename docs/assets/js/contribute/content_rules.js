/* What the texts of a record say. */

import { isRealDate } from "../values/dates.js";
import { hidingHost } from "../values/indirect_links.js";
import { readPhone } from "../values/phones.js";
import { cleanText } from "../values/texts.js";
import { readWebAddress } from "../values/web_addresses.js";
import { characters, quote } from "./quote.js";
import { addressFault } from "./web_address.js";

/** @typedef {import("./validation.js").AddProblem} AddProblem */
/** @typedef {import("./validation.js").Pointer} Pointer */
/** @typedef {import("./validation.js").Rules} Rules */
/** @typedef {import("./validation.js").SchemaNode} SchemaNode */
/** @typedef {{rules: Rules, today: string, add: AddProblem}} Context */

// A word with both Latin and Greek or Cyrillic or Armenian letters.
const LETTERS = "[\\p{L}\\p{Nl}\\p{No}]*";
const OTHER_LETTER = "[\\u0370-\\u058f]";
const MIXED_LETTERS = new RegExp(
  LETTERS + `(?:[a-zA-Z](?=[\\p{L}\\p{N}_])${OTHER_LETTER}|${OTHER_LETTER}[a-zA-Z])` + LETTERS,
  "u",
);
const DAY_IN_MS = 86_400_000;
const DAYS_OF_A_YEAR = 366;
const LETTERS_BEFORE = 10;
const LETTERS_AFTER = 15;

/**
 * @param {string} text
 * @param {SchemaNode} node
 * @param {Pointer} pointer
 * @param {Context} context
 */
export function checkText(text, node, pointer, { rules, today, add }) {
  if (node.format === "uri") {
    const page = readWebAddress(text, rules.reading);
    const reason = addressFault(text, rules) ?? addressFault(page, rules);
    if (reason) add("unsafe-address", pointer, { reason });
    else checkIndirect(text, page, pointer, rules.reading, add);
  } else if (node.type === "string") {
    checkLetters(text, pointer, rules, add);
  }
  if (node.format === "phone" && !matches(node, text)) {
    const written = readPhone(cleanText(text), rules.reading.country.phones);
    const rule = matches(node, written) ? "phone-number.form" : "phone-number";
    add(rule, pointer, { value: quote(text), written });
  }
  if (isDate(node, text) && !isRealDate(text)) {
    add("impossible-date", pointer, { value: quote(text) });
  } else {
    checkDate(text, node, pointer, today, add);
  }
}

/**
 * An address is that of the page itself.
 * @param {string} text
 * @param {string} page as the address is read
 * @param {Pointer} pointer
 * @param {Rules["reading"]} tables
 * @param {AddProblem} add
 */
function checkIndirect(text, page, pointer, tables, add) {
  const host = hidingHost(page, tables);
  if (host) {
    add("indirect-address.hidden", pointer, { host: quote(host) });
  } else if (page !== text) {
    add("indirect-address", pointer, { value: quote(text), written: page });
  }
}

/**
 * @param {string} text
 * @param {Pointer} pointer
 * @param {Rules} rules
 * @param {AddProblem} add
 */
function checkLetters(text, pointer, rules, add) {
  const code = new RegExp(rules.markup).exec(text);
  const mixed = MIXED_LETTERS.exec(text);
  if (code) add("markup", pointer, { value: quote(withContext(text, code)) });
  if (mixed) add("mixed-letters", pointer, { value: quote(mixed[0]) });
}

/**
 * @param {string} text
 * @param {SchemaNode} node
 * @param {Pointer} pointer
 * @param {string} today
 * @param {AddProblem} add
 */
function checkDate(text, node, pointer, today, add) {
  if (node.format === "year" && /^[0-9]{1,9}$/.test(text)) {
    const year = Number(text);
    const isAhead = year > Number(today.slice(0, 4)) && year <= (node.maximum ?? Infinity);
    if (isAhead) add("date-in-future", pointer, { value: quote(text), today });
  }
  if (isDate(node, text) && !node.ahead && text > today) {
    add("date-in-future", pointer, { value: quote(text), today });
  }
  if (isDate(node, text) && node.ahead) {
    const days = (Date.parse(text) - Date.parse(today)) / DAY_IN_MS;
    if (days > DAYS_OF_A_YEAR * node.ahead) {
      add("date-in-future.far", pointer, { value: quote(text), years: node.ahead });
    }
  }
}

/**
 * @param {SchemaNode} node
 * @param {string} text
 */
const isDate = (node, text) => node.format === "date" && matches(node, text);

/**
 * @param {SchemaNode} node
 * @param {string} text
 */
const matches = ({ pattern = "" }, text) => new RegExp(pattern).test(text);

/**
 * A find with what stands around it, counted in characters as the build counts them.
 * @param {string} text
 * @param {RegExpExecArray} find
 */
function withContext(text, { index, 0: found }) {
  const before = characters(text.slice(0, index)).slice(-LETTERS_BEFORE);
  const after = characters(text.slice(index + found.length)).slice(0, LETTERS_AFTER);
  return before.join("") + found + after.join("");
}
