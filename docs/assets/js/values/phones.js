/* Phone numbers as people write them, in one form. ulo/records/values/phones.py does the same. */

import { trimSigns } from "./texts.js";

/**
 * How the country writes its numbers; each of the others is a pattern.
 * @typedef {object} PhonePlan
 * @property {string} code that of the country, before a number that is dialled from abroad
 * @property {string} trunk what is dialled before most numbers within the country
 * @property {number} longest how many digits a number within the country has at most
 * @property {string} lost what was written without the trunk, and can be no other number
 * @property {string} own what may be spaced as its owner says it
 * @property {string} label what people write before a number
 * @property {string} extension
 * @property {[national: string, groups: number[], isBare?: number][]} groups national numbers, and
 *   the lengths of their groups; the bare ones are dialled without a trunk
 */

const MAX_LENGTH = 80;
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;
const DASHES = /[\u2010-\u2015\u2212]/g;
const WRITTEN = /^\(?\+?[0-9 ().·/-]+$/;
const ABROAD = /^\+ ?[1-9][0-9 ().-]+$/;

/**
 * A phone number as people in the country write it, with its extension; what is none, or says more,
 * as it is.
 * @param {string} text
 * @param {PhonePlan} plan
 */
export function readPhone(text, plan) {
  const [number, extension] = splitNumber(text, plan);
  const national = readNational(number, plan);
  const written = national ? spaceAsSaid(number, national, plan) : readAbroad(number, plan);
  if (!written) return text;
  return extension ? `${written} ext. ${extension}` : written;
}

/**
 * The number without its label, and its extension; both in plain digits and signs.
 * @param {string} text
 * @param {PhonePlan} plan
 */
function splitNumber(text, plan) {
  if ([...text].length > MAX_LENGTH) return ["", ""];
  const clean = text.normalize("NFKC").replace(DASHES, "-").toLowerCase().trim();
  const plain = clean.replace(new RegExp(`^${plan.label}`), "");
  const extension = new RegExp(plan.extension).exec(plain);
  if (!extension) return [trimSigns(plain, " .,;", " .,;"), ""];
  return [trimSigns(plain.slice(0, extension.index), " ,;", " ,;"), extension[1]];
}

/** @param {string} text */
const digitsOf = (text) => text.replace(/[^0-9]/g, "");

/**
 * @param {string} pattern
 * @param {string} text
 */
const fits = (pattern, text) => new RegExp(`^(?:${pattern})$`).test(text);

/**
 * @param {string} text
 * @param {string} start
 */
const withoutStart = (text, start) => (text.startsWith(start) ? text.slice(start.length) : text);

/**
 * The digits of a national number, without the trunk and the code; empty for any other.
 * @param {string} number
 * @param {PhonePlan} plan
 */
function readNational(number, plan) {
  const { code, trunk, longest, lost, groups } = plan;
  if (!code || !WRITTEN.test(number) || number.split("/").length > 2) return "";
  let digits = digitsOf(number);
  const isInternational = number.includes("+") || digits.startsWith("00");
  if (isInternational) digits = digits.replace(/^00/, "");
  let national = digits;
  /** @type {boolean | undefined} */
  let isBare;
  if (digits.startsWith(code) && (isInternational || digits.length > longest)) {
    national = withoutStart(digits.slice(code.length), trunk);
  } else if (isInternational) {
    return "";
  } else if (!fits(lost, number)) {
    isBare = !trunk || !digits.startsWith(trunk);
    national = withoutStart(digits, trunk);
  }
  if (groups.length) return findSpacing(national, plan, isBare) ? national : "";
  return national.length >= FEWEST_DIGITS && national.length <= MOST_DIGITS ? national : "";
}

/**
 * @param {string} national
 * @param {PhonePlan} plan
 * @param {boolean} [isBare] whether it was written without a trunk, if that is known
 */
function findSpacing(national, { trunk, groups }, isBare) {
  return groups.find(
    ([pattern, , bare]) =>
      (isBare === undefined || isBare === Boolean(bare || !trunk)) && fits(pattern, national),
  );
}

/**
 * @param {string} number as it was written
 * @param {string} national
 * @param {PhonePlan} plan
 */
function spaceAsSaid(number, national, plan) {
  const plain = number.split(/\s+/).join(" ");
  const spacing = findSpacing(national, plan);
  if (!spacing) return keepGroups(plain, national, plan.trunk);
  const trunk = spacing[2] ? "" : plan.trunk;
  if (fits(plan.own, plain) && digitsOf(plain) === trunk + national) return plain;
  let start = 0;
  const groups = spacing[1].map((length) => {
    start += length;
    return national.slice(start - length, start);
  });
  return trunk + groups.join(" ");
}

/**
 * A national number in the groups of digits in which it was written, with its trunk.
 * @param {string} plain
 * @param {string} national
 * @param {string} trunk
 */
function keepGroups(plain, national, trunk) {
  const groups = plain.match(/[0-9]+/g) ?? [];
  const digits = groups.join("");
  if (digits === national || digits === trunk + national) return groups.join(" ");
  // It was written with the code: as many groups as hold the number itself are kept.
  /** @type {string[]} */
  const kept = [];
  for (let missing = national.length; missing > 0; missing -= kept[0].length) {
    kept.unshift((groups.pop() ?? "").slice(-missing));
  }
  return trunk + kept.join(" ");
}

/**
 * A number of another country with its code, its groups as they were; empty for any other.
 * @param {string} number
 * @param {PhonePlan} plan
 */
function readAbroad(number, { code }) {
  const plain = number.replace(/^00 ?/, "+");
  if (!ABROAD.test(plain) || (code && plain.startsWith(`+${code}`))) return "";
  const groups = plain.replaceAll("(0)", " ").match(/[0-9]+/g) ?? [];
  const { length } = groups.join("");
  return length >= FEWEST_DIGITS && length <= MOST_DIGITS ? `+${groups.join(" ")}` : "";
}
