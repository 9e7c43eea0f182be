/* Lists of groups, packed by the build (ulo/site) into short texts. */

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
const BITS = 5;
const CONTINUES = 1 << BITS;

/**
 * The rising numbers in a packed text: the steps from one to the next, five bits a digit, the low
 * ones first.
 * @param {string} packed
 */
export function decodePostings(packed) {
  /** @type {number[]} */
  const numbers = [];
  let number = 0;
  let step = 0;
  let shift = 0;
  for (const digit of packed) {
    const value = VALUES.get(digit) ?? 0;
    step += (value & (CONTINUES - 1)) << shift;
    shift += BITS;
    if (value < CONTINUES) {
      number += step;
      numbers.push(number);
      step = 0;
      shift = 0;
    }
  }
  return numbers;
}
