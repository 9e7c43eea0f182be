/* How a text of a record is shown in a message, just as the build shows it. */

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
const LONGEST_QUOTE = 60;

/**
 * The characters of a text, as the build counts them.
 * @param {string} text
 */
export function characters(text) {
  return [...text];
}

/**
 * A text in which every character can be seen, and none is a command to a log.
 * @param {string} text
 */
export function showInvisible(text) {
  return text.replace(UNSEEN, toCodePoint).replaceAll("##[", "# #[");
}

/** @param {string} character */
function toCodePoint(character) {
  const number = character.codePointAt(0) ?? 0;
  return `[U+${number.toString(16).toUpperCase().padStart(4, "0")}]`;
}

/**
 * A value in quotation marks, not too long.
 * @param {unknown} value
 */
export function quote(value) {
  const shown = characters(showInvisible(String(value)));
  const isLong = shown.length > LONGEST_QUOTE;
  return isLong ? `"${shown.slice(0, LONGEST_QUOTE).join("")}…"` : `"${shown.join("")}"`;
}
