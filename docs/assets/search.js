/* The search: finds groups, and the pages about people, activities and places, by what somebody typed. How results are
   ranked is explained in docs/about/search.md, and the numbers behind it stand in WEIGHTS.

   const engine = await open(root);                 loads the main index; root is the way to the top of the site
   const found = await engine.find({q, where, chosen});
     chosen: {facet: [choice, ...], closed: true}   the filters
     found.things: [{address, title, kind, group, level, miles}], best first, what is in the library last; found.place, found.choices, found.fault for
     where; found.used: [[typed, used], ...]; found.some: not all words were found; found.counts: {facet: {choice: number}}
   await engine.rows([group, ...])                  what a result shows of these groups */

const version = new URL(import.meta.url).search;
const [{ fold, numbers, slug }, { Vocabulary, forgiven }, { ALIKE, Query }, { Places, LEVELS }] = await Promise.all(["text", "vocabulary", "query", "places"].map((name) => import(`./${name}.js${version}`)));

// What a word counts for by where it stands; what a place counts for by how far the group reaches; and what makes a
// group that is surely there come before one that may be gone.
const WEIGHTS = { name: 7, also: 7, town: 3, summary: 3, deeper: 1.2, concept: 5, levels: { own: 12, wider: 7, nation: 3, country: 2 }, fresh: { confirmed: 1.08, recent: 1.05 } };
// What the place of a text counts for among its words, by how far a group reaches; a group for elsewhere has not all of them.
const PLACED = { none: 0, country: 0.4, nation: 0.5, wider: 1, own: 1.25 };
// A word that was only guessed counts half.
const GUESSED = 0.5;
// A name that fits so well stands before everything else; one that fits wholly is shown even if the group has closed.
const NAMED = 0.7, WHOLE = 0.95;
const FACETS = ["led", "for", "does", "reach", "way", "access", "fresh"];

export async function open(root) {
  const link = document.querySelector("[data-index]")?.dataset.index ?? (await (await fetch(`${root}find/`)).text()).match(/data-index="([^"]*)"/)[1];
  return new Engine(root, await fetched(new URL(link, new URL(`${root}find/`, location.href))));
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** The groups that have a word; their list is unpacked when it is first needed. */
function unpacked(words, word) {
  const groups = words?.get(word);
  if (typeof groups !== "string") return groups;
  words.set(word, numbers(groups));
  return words.get(word);
}

class Engine {
  constructor(root, index) {
    Object.assign(this, { root, index, size: index.names.length, shards: new Map() });
    this.slugs = index.names.map((name, group) => index.slugs[group] ?? slug(name));
    this.facets = {};
    for (const [facet, choices] of Object.entries(index.facets)) this.facets[facet] = new Map(Object.entries(choices).map(([choice, packed]) => [choice, numbers(packed)]));
    this.closed = new Uint8Array(this.size);
    for (const group of this.facets.fresh.get("closed") ?? []) this.closed[group] = 1;
    this.freshness = new Float32Array(this.size).fill(1);
    for (const [fresh, weight] of Object.entries(WEIGHTS.fresh)) for (const group of this.facets.fresh.get(fresh) ?? []) this.freshness[group] = weight;
    this.places = new Places(root, index);
    this.readNames();
    this.summary = new Map(Object.entries(index.words));
    this.towns = new Map();
    for (const [group, town] of Object.entries(index.towns)) for (const word of fold(town).split(" ")) this.post(this.towns, word, Number(group));
    this.concepts = index.concepts.map(([facet, id, phrases]) => ({ facet, id, title: phrases[0], phrases: phrases.map((phrase) => fold(phrase).split(" ")), groups: this.facets[facet].get(id) ?? [] }));
    this.vocabulary = this.allWords();
    this.query = this.reader();
  }

  post(map, word, group) {
    if (map.has(word)) map.get(word).push(group); else map.set(word, [group]);
  }

  /** Every name of every group, split into words; an entry is one name. */
  readNames() {
    const { names, also } = this.index;
    this.entries = names.flatMap((name, group) => [name, ...(also[group] ?? [])].map((text) => ({ group, words: fold(text).split(" ") })));
    this.named = new Map();
    this.joined = new Map();
    this.entries.forEach(({ group, words }, entry) => {
      for (const word of new Set(words)) this.post(this.named, word, entry);
      this.post(this.joined, words.join(""), group);
    });
    this.names = new Vocabulary(this.joined.keys());
  }

  allWords() {
    const all = new Set([...this.named.keys(), ...this.summary.keys(), ...this.towns.keys(), ...this.places.words]);
    for (const { phrases } of this.concepts) for (const phrase of phrases) for (const word of phrase) all.add(word);
    return new Vocabulary(all);
  }

  /** What reads texts. How common a word is decides between two that are as near to a misspelt one. */
  reader() {
    const common = (word) => (this.named.get(word)?.length ?? 0) + (this.summary.get(word)?.length ?? 0) + (this.deeper?.get(word)?.length ?? 0);
    return new Query(this.vocabulary, this.concepts, this.places, this.index.alike, common);
  }

  /** The words of the records besides names and summaries: loaded when the main index has too little. */
  async loadDeeper() {
    if (this.deeper) return;
    this.deeper = new Map(Object.entries((await fetched(new URL(this.index.deeper, new URL(this.root, location.href)))).words));
    this.vocabulary = new Vocabulary([...this.vocabulary.words, ...[...this.deeper.keys()].filter((word) => !this.vocabulary.has.has(word))]);
    this.query = this.reader();
  }

  /** What finds things in the library, on its way while groups are looked for; nothing where it cannot be had, and then it is tried again. */
  loadLibrary() {
    this.library ??= Promise.all([import(`./library.js${version}`), fetched(new URL(this.index.library, new URL(this.root, location.href)))])
      .then(([{ Library }, list]) => new Library(list)).catch(() => { this.library = null; });
    return this.library;
  }

  async find({ q = "", where = "", chosen = {}, typing = false }) {
    const text = fold(q.slice(0, 300)).split(" ").filter(Boolean).slice(0, 14);
    if (text.length) this.loadLibrary();
    const place = where.trim() ? await this.places.resolve(where) : {};
    // What is in capitals in a text that is not is a name: ME, AA, PIP.
    const loud = new Set(/\p{Ll}/u.test(q) ? (q.match(/\p{L}+/gu) ?? []).filter((word) => word.length > 1 && word === word.toUpperCase()).map(fold) : []);
    let asked = this.query.read(text, typing, !place.area, loud);
    // A town that is written right is meant before an area whose name only looks like it.
    if (!place.area && asked.unknown.length && !typing) {
      const town = await this.places.townIn(text, asked).catch(() => null);
      if (town) asked = this.query.around(this.query.read(town.rest, typing, false, loud), town.place, text);
    }
    const here = place.area ? place : asked.place;
    // One of several of its name was taken; the reader is asked which.
    if (here?.several && !typing) here.choices = await this.places.resolve(here.name).then(({ choices }) => choices, () => undefined);
    let scored = this.score(asked, here);
    if (text.length && scored.all < 3 && !typing) {
      const more = await this.loadDeeper().then(() => true, () => false);
      if (more) {
        const again = this.query.read(asked.rest ?? text, typing, !place.area && !asked.rest, loud);
        asked = asked.rest ? this.query.around(again, asked.place, text) : again;
        scored = this.score(asked, here);
      }
    }
    const found = this.shown(asked, here, place, scored, chosen), shelf = text.length && (await this.loadLibrary())?.find(text.join(" "), asked.typed, (word) => this.query.weight(word)) || [];
    return { ...found, things: [...found.things, ...shelf], pages: [...found.pages, ...shelf] };
  }

  /** How well each group fits: a number for each, and how many of the words that count it has. */
  score(asked, here) {
    const total = new Float32Array(this.size), hits = new Float32Array(this.size), name = this.fitOfNames(asked);
    const levels = here?.area ? this.places.levels(here.area) : null;
    const need = asked.tokens.reduce((sum, token) => sum + this.counts(token), 0) + (levels ? PLACED.country : 0);
    for (const token of asked.tokens) {
      const best = new Map();
      const take = (group, score) => { if (score > (best.get(group) ?? 0)) best.set(group, score); };
      for (const [word, fit] of token.meant) this.spread(word, fit, take);
      for (const word of token.alike) this.spread(word, ALIKE, take);
      // Of a phrase, a group has all words.
      for (const { words } of token.phrases) {
        const [first, ...rest] = words.map((word) => {
          const scores = new Map();
          this.spread(word, ALIKE, (group, score) => { if (score > (scores.get(group) ?? 0)) scores.set(group, score); });
          return scores;
        });
        for (const [group, score] of first) if (rest.every((scores) => scores.has(group))) take(group, Math.min(score, ...rest.map((scores) => scores.get(group))));
      }
      for (const { concept, fit, share } of token.concepts) {
        const score = WEIGHTS.concept * fit * share * Math.log(1 + this.size / (concept.groups.length || 1));
        for (const group of concept.groups) take(group, score);
      }
      for (const [group, score] of best) {
        total[group] += token.soft ? score * 0.25 : score;
        hits[group] += this.counts(token);
      }
    }
    let all = 0;
    for (let group = 0; group < this.size; group += 1) {
      if (levels && (total[group] || !asked.tokens.length)) {
        total[group] += WEIGHTS.levels[LEVELS[levels[group]]] ?? 0;
        hits[group] += PLACED[LEVELS[levels[group]]];
      }
      total[group] *= this.freshness[group];
      if (hits[group] >= need - 0.01 && (total[group] || !asked.tokens.length)) all += 1;
    }
    return { total, hits, name, need, all, levels };
  }

  /** What a word counts for among those that are wanted. */
  counts(token) {
    return token.soft ? 0 : token.sure || !token.meant.length ? 1 : GUESSED;
  }

  /** Gives each group that has a word a score, by where it stands and how rare it is. */
  spread(word, fit, take) {
    const rare = (groups) => fit * Math.log(1 + this.size / groups.length);
    const entries = this.named.get(word) ?? [];
    for (const entry of entries) take(this.entries[entry].group, WEIGHTS.name * rare(entries));
    for (const [words, weight] of [[this.summary, WEIGHTS.summary], [this.deeper, WEIGHTS.deeper], [this.towns, WEIGHTS.town]]) {
      const groups = unpacked(words, word);
      if (groups) for (const group of groups) take(group, weight * rare(groups));
    }
  }

  /** How well the whole text fits the best name of each group, 0 to 1. */
  fitOfNames({ typed }) {
    const fit = new Float32Array(this.size);
    if (!typed.length) return fit;
    const sums = new Float32Array(this.entries.length);
    let asked = 0;
    for (const { weight, meant } of typed) {
      asked += weight;
      const seen = new Map();
      for (const [word, well] of meant) for (const entry of this.named.get(word) ?? []) if (well > (seen.get(entry) ?? 0)) seen.set(entry, well);
      for (const [entry, well] of seen) sums[entry] += weight * well;
    }
    this.entries.forEach(({ group, words }, entry) => {
      if (!sums[entry]) return;
      const own = words.reduce((sum, word) => sum + this.query.weight(word), 0);
      const value = (Math.min(1, sums[entry] / own) * Math.min(1, sums[entry] / asked)) ** 0.5;
      if (value > fit[group]) fit[group] = value;
    });
    // Without its spaces, with its place left out, or nearly so.
    for (const tokens of [typed, typed.filter((token) => !token.place)]) {
      const text = tokens.map((token) => token.text).join("");
      for (const [name, slips] of this.joined.has(text) ? [[text, 0]] : text.length > 4 ? this.names.near(text, forgiven(text)) : []) {
        for (const group of this.joined.get(name)) fit[group] = Math.max(fit[group], 1 - 0.1 * slips);
      }
    }
    return fit;
  }

  shown(asked, here, place, { total, hits, name, need, levels }, chosen) {
    const everything = !asked.tokens.length;
    const fits = (group) => everything || total[group] > 0 && (name[group] >= NAMED || hits[group] >= need * 0.5) || name[group] >= NAMED;
    const wanted = (group) => (!this.closed[group] || chosen.closed || name[group] >= WHOLE) && (!place.area || levels[group] > 0 || name[group] >= WHOLE);
    let groups = [];
    for (let group = 0; group < this.size; group += 1) if (fits(group) && wanted(group)) groups.push(group);
    const full = groups.filter((group) => hits[group] >= need - 0.01 || name[group] >= NAMED);
    const some = !everything && need > 0 && !full.length && groups.length > 0;
    // All words first; where no group has them all, those with most of them.
    if (!everything && !some) groups = full;
    const { kept, counts } = this.filtered(groups, chosen);
    const tier = (group) => (name[group] >= NAMED ? 100 + Math.round(name[group] * 20) : hits[group]);
    const byLevel = (group) => (place.area ? -levels[group] : 0);
    kept.sort((a, b) => byLevel(a) - byLevel(b) || tier(b) - tier(a) || total[b] - total[a] || a - b);
    const near = place.area ? this.nearby(fits, kept, here, levels) : [];
    const things = kept.map((group) => this.group(group, levels)).concat(near);
    const pages = this.pages(asked);
    return { ...asked.said, things: this.withPages(things, pages, asked, name), pages, groups: kept.length, counts, some, without: groups.length, place: here, choices: place.choices ?? here?.choices, fault: place.fault, levels: Boolean(place.area) };
  }

  group(group, levels) {
    return { kind: "group", group, address: `orgs/${this.slugs[group]}/`, title: this.index.titles[group] ?? this.index.names[group], level: levels && LEVELS[levels[group]], miles: null };
  }

  /** Groups that fit and are near the place, but for other people: they may welcome somebody from here. */
  nearby(fits, kept, here, levels) {
    const own = new Set(kept);
    return this.places.nearest(here, (group) => fits(group) && !own.has(group) && !levels[group] && !this.closed[group]).map((group) => ({ ...this.group(group, levels), level: "near", miles: this.places.away(here, group) }));
  }

  /** The pages about what was asked for. */
  pages(asked) {
    const pages = asked.concepts.map(({ facet, id, title }) => ({ kind: facet === "led" ? "people" : "activity", address: `${facet === "led" ? "people" : "activities"}/${id}/`, title }));
    if (asked.place) pages.unshift({ kind: "place", address: `places/${asked.place.page}/`, title: asked.place.title });
    const text = asked.typed.map((token) => token.text).join(" ");
    for (const [address, title] of this.index.pages) if (text && fold(title) === text) pages.push({ kind: "page", address, title });
    return pages;
  }

  /** The pages about a kind of work or a partner that was named: alone, or in several words among others. */
  async works(q) {
    const { works } = await (this.namedWorks ??= fetched(new URL(this.index.works, new URL(this.root, location.href))));
    const text = fold(q.slice(0, 300)), named = (phrase) => phrase === text || (phrase.includes(" ") && ` ${text} `.includes(` ${phrase} `));
    return works.filter(([, , ...phrases]) => phrases.some(named)).slice(0, 3).map(([address, title]) => ({ kind: "work", address, title }));
  }

  /** All in one list: pages first where they are all that was asked for, but behind a group of that name; else last. */
  withPages(things, pages, asked, name) {
    const known = things[0]?.kind === "group" && name[things[0].group] >= NAMED ? 1 : 0;
    return asked.alone && pages.length === 1 ? [...things.slice(0, known), ...pages, ...things.slice(known)] : [...things, ...pages];
  }

  /** The groups that pass all filters, and how many would pass with each choice. */
  filtered(groups, chosen) {
    const fails = new Uint8Array(this.size), failed = new Uint8Array(this.size), inside = new Uint8Array(this.size);
    for (const group of groups) inside[group] = 1;
    FACETS.forEach((facet, number) => {
      const choices = (chosen[facet] ?? []).filter((choice) => this.facets[facet]?.has(choice));
      if (!choices.length) return;
      const passes = new Uint8Array(this.size);
      for (const choice of choices) for (const group of this.facets[facet].get(choice)) passes[group] = 1;
      for (const group of groups) if (!passes[group]) { fails[group] += 1; failed[group] = number; }
    });
    const counts = {};
    FACETS.forEach((facet, number) => {
      counts[facet] = {};
      for (const [choice, members] of this.facets[facet] ?? []) {
        let count = 0;
        for (const group of members) if (inside[group] && (!fails[group] || fails[group] === 1 && failed[group] === number)) count += 1;
        counts[facet][choice] = count;
      }
    });
    return { kept: groups.filter((group) => !fails[group]), counts };
  }

  async rows(groups) {
    const wanted = [...new Set(groups.map((group) => Math.floor(group / this.index.shard)))];
    await Promise.all(wanted.map(async (shard) => {
      if (!this.shards.has(shard)) this.shards.set(shard, (await fetched(new URL(`${this.index.rows}${shard}.json`, new URL(this.root, location.href)))).rows);
    }));
    return groups.map((group) => this.shards.get(Math.floor(group / this.index.shard))[group % this.index.shard]);
  }
}
