/* Times of the clock as people write them: 10.30am, 2 pm, noon, 14:30. */

// ulo/records/values/clock.py reads the same; tests/data/clock_times.yml has the cases.
const CLOCK_TIME = /^([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]00)?)? ?(?:([ap])\.?m\.?)?$/;
/** @type {Record<string, string | undefined>} */
const WORDS = { noon: "12:00", midday: "12:00", "12 noon": "12:00", midnight: "00:00" };
const MAX_LENGTH = 20;

/**
 * The time as HH:MM; what is none, or may be morning or evening, as it was written.
 * @param {string} text
 */
export function readTime(text) {
  const plain = text.toLowerCase().replace(/\s+/g, " ").trim();
  const word = Object.hasOwn(WORDS, plain) && WORDS[plain];
  if (word) return word;
  const match = plain.length <= MAX_LENGTH ? CLOCK_TIME.exec(plain) : null;
  if (!match) return text;
  const [, hours, minutes, half] = match;
  let hour = Number(hours);
  if (Number(minutes ?? 0) > 59) return text;
  if (half) {
    if (hour < 1 || hour > 12) return text;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  } else if (minutes === undefined || hour > 23 || hours.length === 1) {
    return text;
  }
  return `${String(hour).padStart(2, "0")}:${minutes ?? "00"}`;
}
