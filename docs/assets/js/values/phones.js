/* Phone numbers as people write them, in one form. ulo/records/values/phones.py does the same. */

import { trimSigns } from "./texts.js";

const MAX_LENGTH = 80;
const LABEL =
  /^(?:tel|telephone|phone|ph|call|ring|mobile|mob|[tmp])(?:[ .]+(?:no|number|num))?[ .:-]*(?=[+(0-9])/;
const EXTENSION = /[ ,;(]*(?:extension|extn|ext|x)[ .:=]*([0-9]{1,6})\)?$/;
const DASHES = /[\u2010-\u2015\u2212]/g;
const WRITTEN = /^\(?\+?[0-9 ().·/-]+$/;
const ABROAD = /^\+ ?[1-9][0-9 ().-]+$/;
// Helplines choose how theirs is said, so the spaces of these stay.
const RHYTHM = /^0[389][0-9]{1,3}(?: [0-9]{2,4}){1,4}$/;
// Where a program took the zero: ten digits in a row that can be no other number.
const LOST_ZERO = /^[12378][0-9]{9}$/;
/**
 * National numbers without their zero, and the lengths of their groups.
 * @type {[RegExp, number[]][]}
 */
const SPACINGS = [
  [/^8001111$/, [3, 4]],
  [/^845464[0-9]$/, [3, 2, 2]],
  [/^(?:800|500)[0-9]{6}$/, [3, 6]],
  [/^1(?![2-69]1)[2-9][0-9]{7}$/, [4, 5]],
  [/^1(?:3873|5242|539[4-6]|697[347]|768[347]|9467)[0-9]{5}$/, [5, 5]],
  [/^1697[347][0-9]{4}$/, [5, 4]],
  [/^1(?:1[0-9]|[2-69]1)[0-9]{7}$/, [3, 3, 4]],
  [/^1[2-9][0-9]{8}$/, [4, 6]],
  [/^(?:2[0-9]|5[56]|70)[0-9]{8}$/, [2, 4, 4]],
  [/^76(?!24)[0-9]{8}$/, [2, 4, 4]],
  [/^7[1-9][0-9]{8}$/, [4, 6]],
  [/^[389][0-9]{9}$/, [3, 3, 4]],
];

/**
 * A phone number as people in the UK write it, with its extension; what is none, or says more, as it
 * is.
 * @param {string} text
 */
export function readPhone(text) {
  const [number, extension] = splitNumber(text);
  const national = readNational(number);
  const written = national ? spaceAsSaid(number, national) : readAbroad(number);
  if (!written) return text;
  return extension ? `${written} ext. ${extension}` : written;
}

/**
 * The number without its label, and its extension; both in plain digits and signs.
 * @param {string} text
 */
function splitNumber(text) {
  if ([...text].length > MAX_LENGTH) return ["", ""];
  const plain = text.normalize("NFKC").replace(DASHES, "-").toLowerCase().trim().replace(LABEL, "");
  const extension = EXTENSION.exec(plain);
  if (!extension) return [trimSigns(plain, " .,;", " .,;"), ""];
  return [trimSigns(plain.slice(0, extension.index), " ,;", " ,;"), extension[1]];
}

/** @param {string} text */
const digitsOf = (text) => text.replace(/[^0-9]/g, "");

/**
 * The digits of a number of the UK, without the zero and the code; empty for any other.
 * @param {string} number
 */
function readNational(number) {
  if (!WRITTEN.test(number) || number.split("/").length > 2) return "";
  let digits = digitsOf(number);
  const isInternational = number.includes("+") || digits.startsWith("00");
  if (isInternational) digits = digits.replace(/^00/, "");
  let national = "";
  if (digits.startsWith("44") && (isInternational || digits.length > 11)) {
    national = digits.slice(2).replace(/^0/, "");
  } else if (isInternational) {
    return "";
  } else if (LOST_ZERO.test(number)) {
    national = digits;
  } else if (digits.startsWith("0")) {
    national = digits.slice(1);
  }
  return groupsOf(national).length ? national : "";
}

/** @param {string} national */
const groupsOf = (national) => SPACINGS.find(([pattern]) => pattern.test(national))?.[1] ?? [];

/**
 * @param {string} number as it was written
 * @param {string} national
 */
function spaceAsSaid(number, national) {
  const plain = number.split(/\s+/).join(" ");
  if (RHYTHM.test(plain) && digitsOf(plain) === `0${national}`) return plain;
  let start = 0;
  const groups = groupsOf(national).map((length) => {
    start += length;
    return national.slice(start - length, start);
  });
  return `0${groups.join(" ")}`;
}

/**
 * A number of another country with its code, its groups as they were; empty for any other.
 * @param {string} number
 */
function readAbroad(number) {
  const plain = number.replace(/^00 ?/, "+");
  if (!ABROAD.test(plain) || plain.startsWith("+44")) return "";
  const groups = plain.replaceAll("(0)", " ").match(/[0-9]+/g) ?? [];
  const { length } = groups.join("");
  return length >= 7 && length <= 15 ? `+${groups.join(" ")}` : "";
}
