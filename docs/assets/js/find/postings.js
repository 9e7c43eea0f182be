/* Lists of groups and of words, packed by the build (ulo/site) into short texts. */

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
// The value of each digit by its code: quicker than a map, for tens of thousands are read at once.
const VALUES = new Uint8Array(128);
for (let value = 0; value < DIGITS.length; value += 1) VALUES[DIGITS.charCodeAt(value)] = value;
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
  for (let place = 0; place < packed.length; place += 1) {
    const value = VALUES[packed.charCodeAt(place)];
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

/**
 * The words of a packed list, each with its packed groups. A capital letter stands before each word:
 * how many letters of the word before it it begins with.
 * @param {[words: string, postings: string]} packed
 */
export function unpackWords([words, postings]) {
  const lists = postings.split(" ");
  /** @type {Map<string, string | number[]>} */
  const unpacked = new Map();
  let word = "";
  for (const [, shared, rest] of words.matchAll(/([A-Z])([^A-Z]*)/g)) {
    word = word.slice(0, shared.charCodeAt(0) - "A".charCodeAt(0)) + rest;
    unpacked.set(word, lists[unpacked.size]);
  }
  return unpacked;
}
