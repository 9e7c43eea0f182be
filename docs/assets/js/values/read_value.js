/* One text as its field has it: the form reads as every other way in does.
   ulo/records/values/reading.py does the same; tests/data/value_cases.yml holds both to it. */

import { readTime } from "./clock_time.js";
import { readPhone } from "./phones.js";
import { readPostcode } from "./postcodes.js";
import { readRegisterNumber } from "./register_numbers.js";
import { cleanText } from "./texts.js";
import { isUnknown } from "./unknowns.js";
import { readWebAddress } from "./web_addresses.js";

/** @typedef {import("../contribute/validation.js").SchemaNode} SchemaNode */

/**
 * Lists of words and sites, from the build.
 * @typedef {import("./web_addresses.js").AddressTables &
 *   import("./register_numbers.js").RegisterTables & {unknown: string[]}} ReadingTables
 */

const WHOLE_NUMBER = /^([0-9]+)(?:\.0+)?\s*%?$/;
const BRITISH_DATE = /^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?: 00:00(?::00)?)?$/;
const BEFORE_MAILBOX = /^(?:e-?mail ?: ?|mailto:|[<(])*/i;

/**
 * A text as its field has it; empty where a person says that they do not know.
 * @param {string} text
 * @param {SchemaNode} node
 * @param {ReadingTables} tables
 */
export function readValue(text, node, tables) {
  const clean = cleanText(text);
  if (isUnknown(clean, tables.unknown) && !node.literal) return "";
  if (node.type === "integer") return WHOLE_NUMBER.exec(clean)?.[1] ?? clean;
  switch (node.format) {
    case "uri":
      return readWebAddress(clean, tables);
    case "phone":
      return readPhone(clean);
    case "postcode":
      return readPostcode(clean);
    case "date":
      return clean.replace(BRITISH_DATE, toIsoDate);
    case "time":
      return readTime(clean);
    case "email":
      return readMailbox(clean);
    default:
      return node.format && Object.hasOwn(tables.registers, node.format)
        ? readRegisterNumber(clean, node, tables)
        : clean;
  }
}

/**
 * @param {string} _
 * @param {string} day
 * @param {string} month
 * @param {string} year
 */
const toIsoDate = (_, day, month, year) =>
  `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;

/** @param {string} text */
function readMailbox(text) {
  let mailbox = text.replace(BEFORE_MAILBOX, "");
  while (mailbox && ">).,;".includes(mailbox[mailbox.length - 1])) mailbox = mailbox.slice(0, -1);
  return mailbox;
}
