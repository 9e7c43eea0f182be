/* Days and years as people write them: 21/11/26, 21st of November 2026, 21 Tachwedd 2026, est. 1987.
   Only what is certain is read. ulo/records/values/dates.py does the same, and says why. */

import { stripAccents } from "./texts.js";

/**
 * How people of the country write days. Names of the same day or month, and words, have a line
 * between them.
 * @typedef {object} DateWords
 * @property {string[]} months
 * @property {string[]} weekdays from Monday
 * @property {boolean | null} day_first whether 7/3 is in March; null where that is not sure
 * @property {string} before what stands before the number of a day
 * @property {string} ordinals letters behind it
 * @property {string} after words after it
 * @property {string} since what stands before the year in which something began
 */

const MAX_LENGTH = 60;
const YEAR = "([0-9]{4}|[0-9]{2})";
// A day as a spreadsheet or a program has it may have the midnight of its day.
const MIDNIGHT = /[t ]00:00(?::00(?:\.0+)?)?z?/;
const YEAR_FIRST = /^([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})$/;
// The day and the month in the order of the country, then the year. With hyphens, 21-11-26 may as
// well begin with the year.
const YEAR_LAST = new RegExp(
  "^(?:([0-9]{1,2})(?: ?/ ?| ?\\. ?| )([0-9]{1,2})(?: ?/ ?| ?\\. ?| )([0-9]{4}|[0-9]{2})" +
    "|([0-9]{1,2})-([0-9]{1,2})-([0-9]{4}))$",
);
const DASHES = /[\u2010-\u2015\u2212]/g;

/**
 * A day as an ISO date; what is none, or may be another day, as it was written.
 * @param {string} text
 * @param {DateWords} words
 */
export function readDate(text, words) {
  const plain = plainText(text);
  const names = anyOf(words.weekdays);
  const weekday = new RegExp(`^(${names})[ ,.]+(?:(?:${words.before}) )?`).exec(plain);
  const day = weekday ? findDay(plain.slice(weekday[0].length), words) : "";
  if (weekday && day) return isWeekday(day, indexOf(weekday[1], words.weekdays)) ? day : text;
  // Some short forms are those of a month, too.
  return findDay(plain, words) || text;
}

/**
 * A year without what is written around it, and without its month; else the text as it is.
 * @param {string} text
 * @param {DateWords} words
 */
export function readYear(text, words) {
  const rest = plainText(text).replace(new RegExp(`^(?:(?:${words.since})[ .:,]{1,2})+`), "");
  const alone = `^(?:(${anyOf(words.months)})[ .,]{1,2}|(?:0?[1-9]|1[0-2])/)?([0-9]{4})$`;
  const year = new RegExp(alone).exec(rest);
  if (year) return year[2];
  const yearOfDay = findDay(rest, words).slice(0, 4);
  return yearOfDay && rest.includes(yearOfDay) ? yearOfDay : text;
}

/**
 * The pattern of all these names.
 * @param {string[]} names
 */
const anyOf = (names) => names.filter(Boolean).join("|").replaceAll(".", "\\.") || "(?!)";

/**
 * Which of these has a name.
 * @param {string} name
 * @param {string[]} names
 */
const indexOf = (name, names) => names.findIndex((some) => some.split("|").includes(name));

/**
 * The text in small letters, with single spaces and plain hyphens; empty for what is no date.
 * @param {string} text
 */
function plainText(text) {
  const plain = text.slice(0, MAX_LENGTH + 1).replace(DASHES, "-");
  if (plain.length > MAX_LENGTH) return "";
  const letters = stripAccents(plain);
  if (!/^[\x00-\x7f]*$/.test(letters)) return "";
  return letters
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^[ .,;]+|[ .,;]+$/g, "");
}

/**
 * The ISO date of a text in small letters; empty where it is none.
 * @param {string} text
 * @param {DateWords} words
 */
function findDay(text, words) {
  const midnight = MIDNIGHT.exec(text);
  if (midnight && midnight.index + midnight[0].length < text.length) return "";
  const plain = midnight ? text.slice(0, midnight.index) : text;
  const yearFirst = YEAR_FIRST.exec(plain);
  if (yearFirst) return isoDate(yearFirst[1], Number(yearFirst[3]), yearFirst[4]);
  const yearLast = YEAR_LAST.exec(plain);
  if (yearLast) {
    const [first, second, year] = yearLast.slice(1).filter(Boolean);
    if (words.day_first === null) return "";
    return words.day_first ? isoDate(year, Number(second), first) : isoDate(year, Number(first), second);
  }
  const month = `(${anyOf(words.months)})`;
  const day = `(?:(?:${words.before}) )?([0-9]{1,2})(?:${words.ordinals})?`;
  const dayAndWord = new RegExp(
    `^${day}(?: (?:${words.after})){0,2}[ -]?${month}[ ,.-]{0,2}${YEAR}$`,
  ).exec(plain);
  if (dayAndWord) {
    return isoDate(dayAndWord[3], indexOf(dayAndWord[2], words.months) + 1, dayAndWord[1]);
  }
  const wordAndDay = new RegExp(`^${month}[ .-]{0,2}${day}[ ,]{1,2}${YEAR}$`).exec(plain);
  if (wordAndDay) {
    return isoDate(wordAndDay[3], indexOf(wordAndDay[1], words.months) + 1, wordAndDay[2]);
  }
  return "";
}

/**
 * @param {string} year
 * @param {number} month
 * @param {string} day
 */
function isoDate(year, month, day) {
  if (month < 1 || month > 12 || Number(day) < 1 || Number(day) > 31) return "";
  const whole = year.length === 2 ? `20${year}` : year;
  return `${whole}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/**
 * Whether a day exists.
 * @param {string} day an ISO date
 */
export function isRealDate(day) {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/**
 * @param {string} day an ISO date
 * @param {number} weekday from Monday as 0
 */
function isWeekday(day, weekday) {
  return isRealDate(day) && new Date(`${day}T00:00:00Z`).getUTCDay() === (weekday + 1) % 7;
}
