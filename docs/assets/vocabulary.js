/* Every word that the search knows, and which of them somebody may mean by what they typed. */

const version = new URL(import.meta.url).search;
const { letters, slips, stem } = await import(`./text.js${version}`);

// How well a word fits what was typed: as it is, in another form, begun, with slips.
const FORM = 0.9, BEGUN = 0.72, SLIPS = [1, 0.68, 0.5, 0.35], BEGUN_WITH_SLIP = 0.42;
// No word that people type is longer; and no more words than this are looked at for one begun word.
const LONGEST = 30, MOST = 60;
// A word of so many letters that is near nothing may have one slip more, if it begins as the other does.
const LONG = 6, SAME = 2;

/** The slips that a word may have, by its length. */
export const forgiven = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

export class Vocabulary {
  constructor(words) {
    this.words = [...words].sort();
    this.has = new Set(this.words);
    this.forms = new Map();
    this.byLength = [];
    for (const word of this.words) {
      const form = stem(word);
      if (this.forms.has(form)) this.forms.get(form).push(word); else this.forms.set(form, [word]);
      const row = (this.byLength[word.length] ??= { words: [], letters: [] });
      row.words.push(word);
      row.letters.push(letters(word));
    }
    this.known = new Map();
  }

  /** The words that a typed one may stand for, each with how well it fits (0 to 1). `begun`: the reader may still be typing. */
  meant(typed, begun) {
    const key = begun ? `${typed}*` : typed;
    if (!this.known.has(key)) {
      if (this.known.size > 500) this.known.clear();
      this.known.set(key, this.look(typed.slice(0, LONGEST), begun));
    }
    return this.known.get(key);
  }

  look(typed, begun) {
    const found = new Map();
    if (this.has.has(typed)) found.set(typed, 1);
    const form = stem(typed);
    // A short stem says little: then one of the two is the stem itself, as in help and helping, but not in carry and carrer.
    const bare = (word) => form.length > 4 || [word, typed].some((other) => other === form || other === `${form}e`);
    for (const word of this.forms.get(form) ?? []) if (!found.has(word) && bare(word)) found.set(word, FORM);
    if (begun) for (const word of this.begunWith(typed)) if (!found.has(word)) found.set(word, BEGUN + 0.2 * (typed.length / word.length));
    if (found.size) return found;
    for (const [word, count] of this.near(typed, forgiven(typed))) found.set(word, SLIPS[count]);
    if (!found.size && typed.length >= LONG) {
      for (const [word, count] of this.near(typed, forgiven(typed) + 1)) if (word.slice(0, SAME) === typed.slice(0, SAME)) found.set(word, SLIPS[count]);
    }
    if (!found.size && begun && typed.length > 4) for (const word of this.words) if (word.length > typed.length && word[0] === typed[0] && slips(typed, word.slice(0, typed.length), 1) === 1) found.set(word, BEGUN_WITH_SLIP);
    return found;
  }

  begunWith(typed) {
    let low = 0, high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < typed) low = middle + 1; else high = middle;
    }
    const found = [];
    while (low < this.words.length && this.words[low].startsWith(typed) && found.length < (typed.length > 1 ? MOST : 9 * MOST)) found.push(this.words[low++]);
    return found;
  }

  near(typed, most) {
    if (!most) return [];
    const own = letters(typed), found = [];
    for (let length = typed.length - most; length <= typed.length + most; length += 1) {
      const row = this.byLength[length];
      for (let i = 0; row && i < row.words.length; i += 1) {
        if (bits(own ^ row.letters[i]) > 2 * most) continue;
        const count = slips(typed, row.words[i], most);
        if (count <= most) found.push([row.words[i], count]);
      }
    }
    // With one slip there is no need of two.
    const least = Math.min(...found.map(([, count]) => count));
    return found.filter(([, count]) => count === least);
  }

  /** Two known words that were run together, the longest first word that leaves one. */
  parted(typed) {
    for (let cut = typed.length - 3; cut >= 3; cut -= 1) {
      const parts = [typed.slice(0, cut), typed.slice(cut)];
      if (parts.every((part) => this.has.has(part))) return parts;
    }
    return null;
  }
}

function bits(number) {
  let left = number, count = 0;
  for (; left; count += 1) left &= left - 1;
  return count;
}
