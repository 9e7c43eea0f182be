/* Sentences with gaps. All of them come with the page or with a list; none stands in a script. */

/** @typedef {Record<string, string | number | undefined>} Facts what is put into the gaps */
/**
 * A form for each kind of number that the language has, and perhaps one for none at all.
 * @typedef {{none?: string, other: string} & Partial<Record<Intl.LDMLPluralRule, string>>} PluralForms
 */

// Where no page says so, in a test, numbers are written as in English.
const OTHERWISE = "en";
/** @type {{language: string, plurals: Intl.PluralRules, numbers: Intl.NumberFormat} | undefined} */
let known;

/** How the language of the page writes numbers: that of its dates, which may have a region. */
function formats() {
  const root = globalThis.document?.documentElement;
  const language = root?.dataset.formats || root?.lang || OTHERWISE;
  if (known?.language !== language) {
    const plurals = new Intl.PluralRules(language);
    known = { language, plurals, numbers: new Intl.NumberFormat(language) };
  }
  return known;
}

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
  const { plurals, numbers } = formats();
  const form = (n === 0 && forms.none) || (forms[plurals.select(n)] ?? forms.other);
  return formatMessage(form, { n: numbers.format(n), ...facts });
}
