/* Sentences with gaps. All of them come with the page or with a list; none stands in a script. */

/** @typedef {Record<string, string | number | undefined>} Facts what is put into the gaps */
/** @typedef {{none?: string, one: string, other: string}} PluralForms */

/**
 * A sentence with its gaps filled; a gap for which there is no fact stays.
 * @param {string} sentence
 * @param {Facts} facts
 */
export function formatMessage(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => String(facts[name] ?? gap));
}

/**
 * A sentence with a number, in the form that the number asks for.
 * @param {PluralForms} forms
 * @param {number} n
 * @param {Facts} [facts]
 */
export function pluralise(forms, n, facts = {}) {
  const several = n === 1 ? forms.one : forms.other;
  const form = n === 0 && forms.none ? forms.none : several;
  return formatMessage(form, { n: n.toLocaleString("en-GB"), ...facts });
}
