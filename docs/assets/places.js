/* Where the search knows places: areas by their names from the main index, towns and postcodes from the gazetteer when
   they are first asked for; how far each group reaches for the people of a place, and how many miles away it is. */

const version = new URL(import.meta.url).search;
const { key, miles, numbers, slug } = await import(`./text.js${version}`);

// From the farthest to the nearest, as the number of a level.
export const LEVELS = ["none", "country", "nation", "wider", "own"];
const NEAREST = 5;

export class Places {
  constructor(root, index) {
    Object.assign(this, { root, groups: new Map(), size: index.names.length, points: new Map(Object.entries(index.points).map(([group, [north, east]]) => [Number(group), [north / 100, east / 100]])) });
    this.areas = new Map(index.areas.map(([own, title, kind, parent, names, covers, at, groups]) => {
      const id = own || slug(title);
      this.groups.set(id, numbers(groups));
      return [id, { id, title, kind, parent, names, covers, at }];
    }));
    this.byName = new Map();
    for (const area of [...this.areas.values()].reverse()) for (const name of [...area.names, area.title, area.id]) this.byName.set(key(name), area);
    this.several = new Set(index.several);
    this.words = new Set([...this.byName.keys()].flatMap((name) => name.split(" ")).filter((word) => word.length > 2));
  }

  named(name) {
    const area = this.byName.get(key(name));
    return area && this.place(area, { several: this.several.has(key(name)), name });
  }

  place(area, more = {}) {
    return { area: area.id, page: area.id, title: area.title, point: area.at, ...more };
  }

  async gazetteer() {
    this.loading ??= Promise.all([import(`./gazetteer.js${version}`), this.list("places.json"), this.list("districts.json")]).then(([{ answer }, places, districts]) => { const lists = { places, districts }; return (text, guess) => answer(text, lists, guess); });
    return this.loading.catch((error) => { this.loading = null; throw error; });
  }

  async list(name) {
    const response = await fetch(`${this.root}places/${name}${version}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  }

  /** The place that somebody wrote into the box for it; or the choices; or why there is none. */
  async resolve(text) {
    const known = this.named(text);
    if (known && !known.several) return known;
    const answer = (await this.gazetteer())(text);
    if (answer.kind === "found") return this.found(answer);
    return { fault: answer.sentence, choices: answer.options ?? answer.suggestions };
  }

  found({ label, pages, area, point }) {
    const first = this.areas.get(area ?? pages[0].id) ?? this.councilOf(pages[0].id);
    return this.place(first, { page: pages[0].id, title: label, point: point ?? first.at });
  }

  /** The council in the id of the page of a town. */
  councilOf(page) {
    return [...this.areas.values()].filter(({ id }) => page.endsWith(`-${id}`)).sort((a, b) => b.id.length - a.id.length)[0];
  }

  /** A town or postcode among the words of a text, one of which nobody else knows. */
  async townIn(words, { unknown }) {
    const strange = new Set(unknown.map(({ text }) => text));
    const answer = await this.gazetteer();
    for (let length = Math.min(5, words.length); length > 0; length -= 1) {
      for (let start = words.length - length; start >= 0; start -= 1) {
        const run = words.slice(start, start + length);
        if (!run.some((word) => strange.has(word))) continue;
        const found = answer(run.join(" "), false);
        if (found.kind === "found") return { place: this.found(found), rest: [...words.slice(0, start), ...words.slice(start + length)] };
      }
    }
    return null;
  }

  /** For each group how far it reaches for the people of an area: the number of one of LEVELS. */
  levels(id) {
    const levels = new Uint8Array(this.size), area = this.areas.get(id), chain = this.above(area);
    const fill = (ids, level) => { for (const other of ids) for (const group of this.groups.get(other)) levels[group] = level; };
    const around = [...this.areas.values()].filter((other) => other.covers.includes(id)).map((other) => other.id);
    fill(["uk"], 1);
    fill(chain.filter(({ kind }) => kind === "nation").map((other) => other.id), 2);
    fill([...chain.filter(({ kind }) => kind === "region").map((other) => other.id), ...around], 3);
    if (area.kind !== "council" && area.kind !== "country") fill([...this.areas.values()].filter((other) => this.inside(other, area)).map((other) => other.id), 4);
    fill([id], 4);
    return levels;
  }

  above(area) {
    const chain = [];
    for (let at = this.areas.get(area.parent); at; at = this.areas.get(at.parent)) chain.push(at);
    return chain;
  }

  inside(other, area) {
    return area.covers.includes(other.id) || other.kind !== "region" && this.above(other).some(({ id }) => id === area.id);
  }

  away(here, group) {
    const point = this.points.get(group);
    return point && here.point ? miles(here.point, point) : null;
  }

  /** The groups next to a place that pass a test. */
  nearest(here, passes) {
    const away = [...this.points.keys()].filter(passes).map((group) => [this.away(here, group), group]).filter(([far]) => far !== null);
    return away.sort(([a], [b]) => a - b).slice(0, NEAREST).map(([, group]) => group);
  }
}
