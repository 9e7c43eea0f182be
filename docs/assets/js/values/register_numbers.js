/* Numbers of public registers, in any spacing and with whatever people write around them.
   ulo/records/values/register_numbers.py does the same. */

/**
 * @typedef {object} RegisterTables
 * @property {string[]} labels what people write beside a number
 * @property {Record<string, string[]>} registers the same for one register alone, by its name
 * @property {string[]} letters labels that may be letters of a number
 */
/** @typedef {import("../contribute/validation.js").SchemaNode} SchemaNode */

const MAX_LENGTH = 120;
const WORDS = /[A-Za-z]+|[0-9][0-9A-Za-z]*/g;
const NUMBER = /^([A-Z]*)([0-9]+)$/;
// Of a number that lost the zeros at its front, so many digits are left.
const FEWEST_DIGITS = 5;

/**
 * The number as its register writes it; a text without one, or with two, as it is.
 * @param {string} text
 * @param {SchemaNode} node whose format is the name of a register
 * @param {RegisterTables} tables
 */
export function readRegisterNumber(text, node, { labels, registers, letters }) {
  if ([...text].length > MAX_LENGTH) return text;
  const form = new RegExp(node.pattern ?? "");
  const own = registers[node.format ?? ""];
  const isLabel = (word = "") =>
    labels.includes(word.toLowerCase()) || own.includes(word.toLowerCase());
  const mayBeLetters = (word = "") => letters.includes(word.toLowerCase());
  const words = text.normalize("NFKC").replaceAll("'", "").match(WORDS) ?? [];
  while (isLabel(words.at(-1))) words.pop();
  while (isLabel(words[0]) && !mayBeLetters(words[0])) words.shift();
  while (words.length) {
    const numbers = possibleNumbers(words.join("").toUpperCase(), own, String(node.example));
    const found = numbers.find((number) => form.test(number));
    if (found) return found;
    if (!isLabel(words.shift())) break;
  }
  return text;
}

/**
 * The number as it is, without letters that are none of it, and with the zeros it may lack.
 * @param {string} written
 * @param {string[]} ownLabels
 * @param {string} example
 */
function possibleNumbers(written, ownLabels, example) {
  const [, letters = "", digits = ""] = NUMBER.exec(written) ?? [];
  const [, ownLetters = "", ownDigits = ""] = NUMBER.exec(example) ?? [];
  const numbers = [written];
  if (!digits || !ownDigits) return numbers;
  if (ownLabels.includes(letters.toLowerCase())) numbers.push(digits);
  if (digits.length >= FEWEST_DIGITS && ownDigits.startsWith("0")) {
    const prefix = letters || ownLetters;
    numbers.push(prefix + digits.padStart(example.length - prefix.length, "0"));
  }
  return numbers;
}
