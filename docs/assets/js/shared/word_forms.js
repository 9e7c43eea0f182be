/* What the forms of a word share, in the language of the page: English, unless the page comes with
   the beginnings and endings of words of another. */

import { stem as stemEnglish } from "./text.js";

/**
 * How words of a language begin and end: for each beginning of a word what it is read as, longest
 * first, and the endings of other forms, of which the first that fits is taken off.
 * @typedef {object} WordForms
 * @property {[written: string, read: string][]} initials
 * @property {string[]} endings
 * @property {number} shortest how many letters have to stay
 */

/**
 * What finds the stem of a word. The records are in English, so a word without such an ending may
 * have an English one.
 * @param {WordForms | null} forms
 * @returns {(word: string) => string}
 */
export function makeStemmer(forms) {
  if (!forms) return stemEnglish;
  const { initials, endings, shortest } = forms;
  return (word) => {
    if (word.length < shortest) return word;
    const ending = endings.find(
      (end) => word.endsWith(end) && word.length - end.length >= shortest,
    );
    const bare = ending ? word.slice(0, -ending.length) : stemEnglish(word);
    const [written, read] = initials.find(([start]) => bare.startsWith(start)) ?? ["", ""];
    return read + bare.slice(written.length);
  };
}

/** @returns {WordForms | null} */
function formsOfPage() {
  const holder = globalThis.document?.querySelector("[data-forms]");
  return holder ? JSON.parse(holder.getAttribute("data-forms") ?? "null") : null;
}

const forms = formsOfPage();

/** Whether words of one stem may begin with different letters. */
export const hasInitials = forms !== null;

export const stem = makeStemmer(forms);
