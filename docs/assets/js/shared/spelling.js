/* How near two words are in spelling. */

/**
 * Of many texts, those nearest in spelling, the nearest first: difflib.get_close_matches of Python.
 * @param {string} word
 * @param {Iterable<string>} texts
 * @param {number} limit the most texts to give
 * @param {number} cutoff the least ratio of letters in common, 0 to 1
 */
export function closeMatches(word, texts, limit, cutoff) {
  /** @type {[number, string][]} */
  const scored = [];
  for (const text of texts) {
    const total = word.length + text.length;
    // What cannot be near by its length or its letters needs no closer look.
    if (2 * Math.min(word.length, text.length) < cutoff * total) continue;
    if (2 * countCommonLetters(word, text) < cutoff * total) continue;
    const ratio = (2 * countMatchingLetters(text, word)) / total;
    if (ratio >= cutoff) scored.push([ratio, text]);
  }
  scored.sort(([a, one], [b, other]) => b - a || (one < other ? 1 : -1));
  return scored.slice(0, limit).map(([, text]) => text);
}

/**
 * How many letters two texts have in common, in any order.
 * @param {string} one
 * @param {string} other
 */
function countCommonLetters(one, other) {
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const letter of other) left.set(letter, (left.get(letter) ?? 0) + 1);
  let count = 0;
  for (const letter of one) {
    const available = left.get(letter) ?? 0;
    if (available > 0) count += 1;
    left.set(letter, available - 1);
  }
  return count;
}

/**
 * How many letters match in order: those of the longest run in both texts, and of what stands
 * before it and after it.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function countMatchingLetters(one, other) {
  let length = 0;
  let start = 0;
  let otherStart = 0;
  /** @type {number[]} */
  let previous = [];
  for (let i = 0; i < one.length; i += 1) {
    /** @type {number[]} */
    const runs = [];
    for (let j = 0; j < other.length; j += 1) {
      if (one[i] !== other[j]) continue;
      runs[j] = (previous[j - 1] ?? 0) + 1;
      if (runs[j] > length) {
        length = runs[j];
        start = i - length + 1;
        otherStart = j - length + 1;
      }
    }
    previous = runs;
  }
  if (!length) return 0;
  const before = countMatchingLetters(one.slice(0, start), other.slice(0, otherStart));
  const after = countMatchingLetters(one.slice(start + length), other.slice(otherStart + length));
  return length + before + after;
}

/**
 * The fewest slips between two words: a letter missing, added, wrong, or two swapped. More than
 * the limit is Infinity.
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 */
export function editDistance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return Infinity;
  /** @type {number[]} */
  let previous = [];
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + wrong);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], previous[j - 2] + 1);
      if (next[j] < least) least = next[j];
    }
    if (least > limit) return Infinity;
    previous = row;
    row = next;
  }
  return row[other.length] <= limit ? row[other.length] : Infinity;
}

/**
 * Which letters a word has, one bit each: words that differ in many letters cannot be near.
 * @param {string} word
 */
export function letterMask(word) {
  let mask = 0;
  for (let i = 0; i < word.length; i += 1) mask |= 1 << (word.charCodeAt(i) % 31);
  return mask;
}

/**
 * In how many letters two masks differ.
 * @param {number} one
 * @param {number} other
 */
export function maskDifference(one, other) {
  let count = 0;
  for (let bits = one ^ other; bits; bits &= bits - 1) count += 1;
  return count;
}
