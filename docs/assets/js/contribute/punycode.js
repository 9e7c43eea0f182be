/* The code in which a name of a site has letters beyond ASCII (RFC 3492). */

const BASE = 36;
const MIN_THRESHOLD = 1;
const MAX_THRESHOLD = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const FIRST_CODE = 0x80;
const LAST_CODE = 0x10ffff;
const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * What a part of a host stands for; null where it is no such code, or stands for ASCII alone.
 * @param {string} code without the `xn--` before it, in small letters
 */
export function decodePunycode(code) {
  const hyphen = code.lastIndexOf("-");
  const letters = [...code.slice(0, Math.max(hyphen, 0))];
  const digits = [...code.slice(hyphen + 1)].map((sign) => DIGITS.indexOf(sign));
  const isOther = letters.some((letter) => letter > "\x7f") || digits.includes(-1);
  if (isOther || !digits.length) return null;
  let [next, place, bias] = [FIRST_CODE, 0, INITIAL_BIAS];
  for (let start = 0; start < digits.length; ) {
    const [delta, end] = readNumber(digits, start, bias);
    if (end === 0) return null;
    const length = letters.length + 1;
    next += Math.floor((place + delta) / length);
    if (!(next <= LAST_CODE)) return null;
    bias = adaptBias(delta, length, start === 0);
    place = (place + delta) % length;
    letters.splice(place, 0, String.fromCodePoint(next));
    place += 1;
    start = end;
  }
  return letters.join("");
}

/**
 * A number and where it ends; at 0 where it does not end.
 * @param {number[]} digits
 * @param {number} start
 * @param {number} bias
 */
function readNumber(digits, start, bias) {
  let [number, weight] = [0, 1];
  for (let place = start; place < digits.length; place += 1) {
    const step = BASE * (place - start + 1) - bias;
    const threshold = Math.min(Math.max(step, MIN_THRESHOLD), MAX_THRESHOLD);
    number += digits[place] * weight;
    if (digits[place] < threshold) return [number, place + 1];
    weight *= BASE - threshold;
  }
  return [0, 0];
}

/**
 * @param {number} delta
 * @param {number} length of what is decoded so far
 * @param {boolean} isFirst
 */
function adaptBias(delta, length, isFirst) {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let steps = 0;
  for (; rest > ((BASE - MIN_THRESHOLD) * MAX_THRESHOLD) / 2; steps += BASE) {
    rest = Math.floor(rest / (BASE - MIN_THRESHOLD));
  }
  return steps + Math.floor(((BASE - MIN_THRESHOLD + 1) * rest) / (rest + SKEW));
}
