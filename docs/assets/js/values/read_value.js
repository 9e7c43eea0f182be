/* One text as its field has it: the form reads as every other way in does.
   ulo/records/values/reading.py does the same; tests/data/value_cases.yml holds both to it. */

import { readTime } from "./clock_time.js";
import { readDate, readYear } from "./dates.js";
import { readPhone } from "./phones.js";
import { readPostcode } from "./postcodes.js";
import { readRegisterNumber } from "./register_numbers.js";
import { readShare } from "./shares.js";
import { cleanText } from "./texts.js";
import { isUnknown } from "./unknowns.js";
import { readWebAddress } from "./web_addresses.js";

/** @typedef {import("../contribute/validation.js").SchemaNode} SchemaNode */

/**
 * How people of the country write values.
 * @typedef {object} CountryForms
 * @property {import("./phones.js").PhonePlan} phones
 * @property {import("./postcodes.js").PostcodePlan} postcodes
 * @property {import("./dates.js").DateWords} dates
 * @property {import("./clock_time.js").ClockWords} clock
 * @property {import("./shares.js").ShareWords} shares
 */
/**
 * Lists of words and sites, from the build.
 * @typedef {import("./web_addresses.js").AddressTables &
 *   import("./register_numbers.js").RegisterTables & {unknown: string[], country: CountryForms}
 * } ReadingTables
 */

const WHOLE_NUMBER = /^([0-9]+)(?:\.0+)?\s*%?$/;
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
  const { country } = tables;
  if (node.type === "integer") return readNumber(clean, node.format, country);
  switch (node.format) {
    case "uri":
      return readWebAddress(clean, tables);
    case "phone":
      return readPhone(clean, country.phones);
    case "postcode":
      return readPostcode(clean, country.postcodes);
    case "date":
      return readDate(clean, country.dates);
    case "time":
      return readTime(clean, country.clock);
    case "email":
      return readMailbox(clean);
    default:
      return node.format && Object.hasOwn(tables.registers, node.format)
        ? readRegisterNumber(clean, node, tables)
        : clean;
  }
}

/**
 * @param {string} text
 * @param {string | undefined} format
 * @param {CountryForms} country
 */
function readNumber(text, format, { dates, shares }) {
  const number = WHOLE_NUMBER.exec(text);
  if (number) return number[1];
  if (format === "year") return readYear(text, dates);
  return format === "share" ? readShare(text, shares) : text;
}

/** @param {string} text */
function readMailbox(text) {
  let mailbox = text.replace(BEFORE_MAILBOX, "");
  while (mailbox && ">).,;".includes(mailbox[mailbox.length - 1])) mailbox = mailbox.slice(0, -1);
  return mailbox;
}
