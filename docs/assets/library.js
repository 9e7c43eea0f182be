/* The part of the search that finds what there is to read: our guides, words that are explained, and the films and reports of the library. Its list is
   one small file, which is fetched when something is first looked for.

   new Library(list).find(text, typed, weight): [{kind, address, title}], best first; `text` is what was typed, folded, `typed` are
   its words as query.js reads them, and `weight` says what a word counts for */

const version = new URL(import.meta.url).search;
const [{ fold, stem }, { Vocabulary, forgiven }] = await Promise.all(["text", "vocabulary"].map((name) => import(`./${name}.js${version}`)));

// How many of each are shown: they stand above the groups, which most people look for.
const MOST = { guide: 2, word: 2, resource: 3 };
// What a word counts for in a title, and elsewhere.
const TITLE = 3, ELSEWHERE = 1;

export class Library {
  constructor({ guides, words, resources }) {
    const entry = (kind, address, title, names, more) => ({ kind, address, title, names: names.map(fold), title_stems: stems(names.join(" ")), stems: stems(more) });
    this.entries = [
      ...guides.map(([address, title, more]) => entry("guide", address, title, [title], more)),
      ...words.map(([id, term, also]) => entry("word", `words/#word-${id}`, term, [term, ...also], "")),
      ...resources.map(([id, title, more]) => entry("resource", `resources/${id}/`, title, [title], more)),
    ];
    const all = new Set([...words.flatMap(([, term, also]) => [term, ...also]), ...[...guides, ...resources].flatMap(([, title, more]) => [title, more])].flatMap((text) => fold(text).split(" ")));
    this.vocabulary = new Vocabulary(all);
  }

  find(text, typed, weight) {
    const telling = typed.filter((token) => !token.silent && !token.place);
    const wanted = (telling.length ? telling : typed).map((token) => ({ needed: weight(token.text) === 1, ...this.having([token.text, ...token.alike]) }));
    const needed = wanted.filter((word) => word.needed);
    const found = Object.fromEntries(Object.keys(MOST).map((kind) => [kind, []]));
    for (const entry of this.entries) {
      const whole = entry.names.includes(text);
      if (!whole && !(needed.length ? needed : wanted).every(({ entries }) => entries.has(entry))) continue;
      // Of a word, all that was looked for has to be its name: "support" alone is not peer support.
      if (!whole && entry.kind === "word" && wanted.length < Math.min(...entry.names.map((name) => name.split(" ").length))) continue;
      const score = wanted.reduce((sum, { entries, rare }) => sum + (entries.get(entry) ?? 0) * rare, whole ? 1000 : 0);
      found[entry.kind].push({ score, thing: { kind: entry.kind, address: entry.address, title: entry.title } });
    }
    return Object.entries(MOST).flatMap(([kind, most]) => found[kind].sort((a, b) => b.score - a.score).slice(0, most).map(({ thing }) => thing));
  }

  /** The entries that have a form of a word or of one that means the same, or else of those that are nearest to it in spelling; and how rare that is. */
  having([word, ...alike]) {
    let entries = this.withStems([word, ...alike]);
    if (!entries.size) entries = this.withStems(this.vocabulary.near(word, forgiven(word)).map(([near]) => near));
    return { entries, rare: Math.log(1 + this.entries.length / (entries.size || 1)) };
  }

  withStems(words) {
    const entries = new Map(), wanted = words.map(stem);
    for (const entry of this.entries) {
      if (wanted.some((one) => entry.title_stems.has(one))) entries.set(entry, TITLE);
      else if (wanted.some((one) => entry.stems.has(one))) entries.set(entry, ELSEWHERE);
    }
    return entries;
  }
}

function stems(text) {
  return new Set(fold(text).split(" ").filter(Boolean).map(stem));
}
