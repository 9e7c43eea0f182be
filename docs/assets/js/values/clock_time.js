/* Times of the clock as people write them: 10.30am, 2 pm, noon, 14:30. ulo/records/values/clock.py
   does the same; tests/data/clock_times.yml has the cases. */

/**
 * How people of the country write times.
 * @typedef {object} ClockWords
 * @property {Record<string, string>} words those that are a time on their own
 * @property {string} pattern the hours, the minutes, and one of two: before noon, or after it
 */

const MAX_LENGTH = 20;

/**
 * The time as HH:MM; what is none, or may be morning or evening, as it was written.
 * @param {string} text
 * @param {ClockWords} clock
 */
export function readTime(text, { words, pattern }) {
  const plain = text.toLowerCase().replace(/\s+/g, " ").trim();
  if (Object.hasOwn(words, plain)) return words[plain];
  const match = plain.length <= MAX_LENGTH ? new RegExp(`^(?:${pattern})$`).exec(plain) : null;
  if (!match) return text;
  const [, hours, minutes, beforeNoon, afterNoon] = match;
  let hour = Number(hours);
  if (Number(minutes ?? 0) > 59) return text;
  if (beforeNoon || afterNoon) {
    if (hour < 1 || hour > 12) return text;
    hour = (hour % 12) + (afterNoon ? 12 : 0);
  } else if (minutes === undefined || hour > 23 || hours.length === 1) {
    return text;
  }
  return `${String(hour).padStart(2, "0")}:${minutes ?? "00"}`;
}
