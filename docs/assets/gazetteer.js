/* Answers "Where do you live?" from our own lists, just as ulo/geography/ does: text and lists in, an answer out. It
   knows no page and asks no network. tests/test_where.py holds the two to the same answers.

   answer(text, lists), where lists = {places, districts} has what is in places.json and districts.json, gives one of
     {kind: "found", label, pages}          one place; a postcode district can lie in several councils, each with its page
     {kind: "choices", sentence, options}   several places of one name; each option is a found
     {kind: "not-found", sentence, suggestions}   each suggestion is a found, with the name that was meant
   where each page has its id and its label. */

export function answer(text, lists) {
  if (!made.has(lists)) made.set(lists, new Gazetteer(lists));
  return made.get(lists).answer(String(text));
}
const made = new WeakMap();

/* --- How text is compared ------------------------------------------------------------------------------------- */

const APART = new Map([["saint", "st"], ["on", "upon"]]);

/** Lower case without accents, apostrophes and signs. */
function fold(text) {
  const plain = text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’]/g, "");
  return plain.replace(/[^\p{L}\p{N}_]+/gu, " ").trim();
}

/** Folded, and without what people leave out. */
function key(text) {
  const words = fold(text.replaceAll("&", " and ")).split(" ").filter((word) => word !== "the");
  return words.map((word) => APART.get(word) ?? word).join(" ") || fold(text);
}

const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (gap, name) => facts[name] ?? gap);
const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "i");

/** Of texts, those nearest in spelling, the nearest first: difflib.get_close_matches of Python. */
function closeMatches(word, texts, most, least) {
  const scored = [];
  for (const text of texts) {
    const longest = word.length + text.length;
    // What cannot be near by its length or its letters needs no closer look.
    if (2 * Math.min(word.length, text.length) < least * longest || 2 * lettersShared(word, text) < least * longest) continue;
    const score = (2 * shared(text, word)) / longest;
    if (score >= least) scored.push([score, text]);
  }
  scored.sort(([a, one], [b, other]) => b - a || (one < other ? 1 : -1));
  return scored.slice(0, most).map(([, text]) => text);
}

function lettersShared(one, other) {
  const left = new Map();
  for (const sign of other) left.set(sign, (left.get(sign) ?? 0) + 1);
  let count = 0;
  for (const sign of one) {
    if (left.get(sign) > 0) count += 1;
    left.set(sign, (left.get(sign) ?? 0) - 1);
  }
  return count;
}

/** How many letters two texts share: those of the longest piece in both, and of what is before it and after it. */
function shared(one, other) {
  let length = 0, at = 0, there = 0, before = [];
  for (let i = 0; i < one.length; i += 1) {
    const runs = [];
    for (let j = 0; j < other.length; j += 1) {
      if (one[i] !== other[j]) continue;
      runs[j] = (before[j - 1] ?? 0) + 1;
      if (runs[j] > length) [length, at, there] = [runs[j], i - runs[j] + 1, j - runs[j] + 1];
    }
    before = runs;
  }
  if (!length) return 0;
  return length + shared(one.slice(0, at), other.slice(0, there)) + shared(one.slice(at + length), other.slice(there + length));
}

/** Miles between two points as the crow flies. */
function miles([a, b], [c, d]) {
  const turn = Math.PI / 180;
  const part = Math.sin(((c - a) * turn) / 2) ** 2 + Math.cos(a * turn) * Math.cos(c * turn) * Math.sin(((d - b) * turn) / 2) ** 2;
  return 7917.6 * Math.asin(Math.sqrt(part));
}

/* --- Postcodes as people write them --------------------------------------------------------------------------- */

const FULL = "([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})";
// In place of a digit, some write the letter that looks like it.
const MISREAD = whole("([A-Z]{1,2}?)([0-9OI])([A-Z0-9]?) *([0-9OI])([A-Z]{2})");
const DISTRICT = whole("([A-Z]{1,2}[0-9][A-Z0-9]?)(?: +[0-9][A-Z]?)?");
const IRISH = whole("[ACDEFHKNPRTVWXY][0-9][0-9W] ?[0-9ACDEFHKNPRTVWXY]{4}");
const FORCES = whole("BFPO *[0-9]{1,4}|BF1 *[0-9][A-Z]{2}|BF1");
const POST_ONLY = whole("GIR|BX[0-9]{1,2}|X[XM][0-9]{1,2}|QC[0-9]{1,2}");

/** The postcode that a text is, or a full one somewhere in it: as it is usually written, its district, and the key of
    the sentence that says why it cannot be used. Null if there is none. */
function postcode(text, { islands, overseas }) {
  const upper = text.toUpperCase();
  const plain = upper.replace(/[\s.\-‐–—_]+/g, " ").trim();
  const tight = plain.replaceAll(" ", "");
  const [front, back] = [tight.slice(0, 4), tight.slice(4)];
  if (FORCES.test(tight)) return { text: tight.replace(/^(BFPO|BF1(?=.))/, "$1 "), sentence: "forces" };
  if (Object.hasOwn(overseas, front) && /^(1ZZ|1AA)?$/.test(back)) return { text: `${front} ${back}`.trim(), sentence: "overseas", where: overseas[front] };
  if (POST_ONLY.test(tight) || POST_ONLY.test(tight.slice(0, -3))) return { text: plain, sentence: "post-only" };
  const full = whole(FULL).exec(tight);
  if (IRISH.test(tight) && !full) return { text: `${tight.slice(0, 3)} ${tight.slice(3)}`, sentence: "overseas", where: "Ireland" };
  const of = (district, rest = "") => {
    const found = { text: `${district} ${rest}`.trim(), district };
    if (district.startsWith("BT")) found.sentence = "northern-ireland";
    const where = Object.hasOwn(islands, district.slice(0, 2)) && islands[district.slice(0, 2)];
    return where ? { ...found, sentence: "islands", where } : found;
  };
  if (full) return of(full[1], full[2]);
  // With a space, the last digit is of the second half ("LS1 4"); without, it is of the first ("LS14").
  const part = DISTRICT.exec(plain) ?? DISTRICT.exec(tight);
  if (part) return of(part[1]);
  const misread = MISREAD.exec(tight);
  const digit = (sign) => sign.replace("O", "0").replace("I", "1");
  if (misread) return of(misread[1] + digit(misread[2]) + misread[3], digit(misread[4]) + misread[5]);
  const inside = new RegExp(`(?:^| )${FULL}(?![A-Z0-9])`).exec(upper.replace(/[^A-Z0-9]/g, " "));
  return inside && of(inside[1], inside[2]);
}

/* --- The places ----------------------------------------------------------------------------------------------- */

const NUMBER = "[-+−]?\\d{1,3}(?:[.,]\\d+)?";
const POINT = whole(`(?:geo:)?(${NUMBER})\\s*°?\\s*([NS])?\\s*[,;\\s/]\\s*(${NUMBER})\\s*°?\\s*([EW])?`);

class Gazetteer {
  constructor({ places, districts }) {
    this.lists = places;
    this.districts = districts;
    this.inUse = new Map(Object.entries(districts.in_use));
    this.areas = new Map(places.areas.map(([id, title, kind, parent, names, covers]) => [id, { id, title, kind, parent, names, covers }]));
    this.areaNames = new Map();
    // What two areas are called, only the first is: so it is put in last.
    for (const area of [...this.areas.values()].reverse()) for (const name of [area.title, area.id, ...area.names]) this.areaNames.set(key(name), area);
    this.places = Object.entries(places.places).flatMap(([council, rows]) => this.read(council, rows));
    this.placeNames = new Map();
    for (const place of this.places) for (const name of place.names) this.placeNames.set(name, [...(this.placeNames.get(name) ?? []), place]);
  }

  /** The places of one council: its middle comes first, and their points count from there, in hundredths of a degree. */
  read(council, [[north, east], ...rows]) {
    const beside = this.lists.beside[council] ?? {};
    return rows.map(([name, up, right, page, ...others], row) => ({
      name, council, point: [(north + up) / 100, (east + right) / 100], beside: beside[row + 1],
      page: page === 1 ? `${fold(name).replaceAll(" ", "-")}-${council}` : page || council,
      names: new Set([name, ...others].map(key)),
    }));
  }

  answer(query) {
    const text = query.trim().split(/\s+/).join(" ").replace(/^[ ,;.]+|[ ,;.]+$/g, "");
    if (!/[\p{L}\p{N}]/u.test(text)) return this.notFound("empty");
    if ([...text].length > this.lists.longest) return this.notFound("long");
    const point = POINT.exec(text);
    if (point) return this.point(text, ...point.slice(1));
    const found = postcode(text, this.lists);
    return found && !this.named(text).length ? this.postcode(found) : this.whereNamed(text);
  }

  notFound(sentence, facts = {}, suggestions = []) {
    return { kind: "not-found", sentence: fill(this.lists.answers[sentence], facts), suggestions };
  }

  choices(sentence, facts, options) {
    return { kind: "choices", sentence: fill(this.lists.answers[sentence], facts), options };
  }

  named(name) {
    return this.placeNames.get(key(name)) ?? [];
  }

  areaNamed(name) {
    return this.areaNames.get(key(name)) ?? this.areaNames.get(key(name.trim().replace(/^(county|co\.?) /i, "")));
  }

  /** The council, its region if it has one, its nation. */
  above(council) {
    const chain = [];
    for (let area = this.areas.get(council); area && area.id !== "uk"; area = this.areas.get(area.parent)) chain.push(area);
    return chain;
  }

  within(council, area) {
    return area.covers.includes(council) || area.id === "uk" || this.above(council).includes(area);
  }

  /* --- Coordinates and postcodes --- */

  point(text, north, south, east, west) {
    let [latitude, longitude] = [north, east].map((number) => Number(number.replace("−", "-").replace(",", ".")));
    if (/n/i.test(south ?? "")) latitude = Math.abs(latitude);
    if (/w/i.test(west ?? "")) longitude = -Math.abs(longitude);
    const place = this.near([latitude, longitude]);
    if (place) return { kind: "found", label: `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`, pages: this.town(place).pages };
    const mended = [longitude, latitude].map((axis) => String(Number(axis.toPrecision(6)))).join(", ");
    const swapped = this.near([longitude, latitude]);
    if (swapped) return this.notFound("swapped", { mended }, [{ kind: "found", name: mended, label: mended, pages: this.town(swapped).pages }]);
    return this.notFound(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? "outside" : "no-point", { query: text });
  }

  /** The place next to a point, if that lies in the United Kingdom. */
  near(point) {
    if (!(point[0] > 49 && point[0] < 62 && point[1] > -9 && point[1] < 3)) return null;
    const away = new Map(this.places.map((place) => [place, miles(point, place.point)]));
    const nearest = this.places.reduce((best, place) => (away.get(place) < away.get(best) ? place : best));
    return away.get(nearest) < this.lists.farthest ? nearest : null;
  }

  postcode({ text, district, sentence, where }) {
    if (sentence) return this.notFound(sentence, { query: text, where }, sentence === "northern-ireland" ? [this.area(this.areas.get(sentence))] : []);
    if (this.inUse.has(district)) return this.district(district);
    // Inner London has W1A, W1B and so on, and people write W1.
    const parts = [...this.inUse.keys()].filter((longer) => longer.slice(0, -1) === district && /[A-Z]$/.test(longer));
    if (parts.length) return this.choices("parts", { query: district }, parts.map((part) => this.district(part)));
    if (this.districts.ended.includes(district)) return this.notFound("ended", { query: district });
    if (this.districts.without_place.includes(district)) return this.notFound("post-only", { query: district });
    const near = closeMatches(district, this.inUse.keys(), 3, 0.6);
    return this.notFound("no-district", { query: district }, near.map((name) => ({ name, ...this.district(name) })));
  }

  district(name) {
    const ids = this.inUse.get(name).map((page) => this.districts.pages[page]);
    return { kind: "found", label: name, pages: ids.map((id) => ({ id, label: ids.length > 1 ? this.areas.get(id).title : name })) };
  }

  /* --- Names --- */

  whereNamed(text) {
    const places = this.named(text), area = this.areaNamed(text);
    if (places.length || area) return this.chosen(text, places, area);
    let unknown = null;
    for (const [name, around] of this.parted(text)) {
      const found = this.named(name), inner = this.areaNamed(name);
      const inside = found.filter((place) => this.within(place.council, around));
      if (inside.length) return this.chosen(name, inside);
      if (inner && inner !== around && inner.kind === "council" && this.within(inner.id, around)) return this.area(inner);
      if (found.length) return this.choices("elsewhere", { query: name, area: around.title }, this.options(found));
      if (text.includes(",")) unknown ??= this.notFound("not-in", { query: name, area: around.title }, [this.area(around)]);
    }
    return unknown ?? this.unknown(text);
  }

  /** Every way to read a text as a name and the area that it is in: at its commas first, then between any words. */
  parted(text) {
    const [first, ...rest] = text.replaceAll("(", ",").replaceAll(")", "").split(",").map((part) => part.trim()).filter(Boolean);
    const words = text.replaceAll(",", " ").split(" ").filter(Boolean);
    const pairs = rest.map((part) => [first, part]);
    for (let cut = 1; cut < words.length; cut += 1) pairs.push([words.slice(0, cut).join(" "), words.slice(cut).join(" ")]);
    return pairs.map(([name, part]) => [name, this.areaNamed(part.replace(/^(in|near) /, ""))]).filter(([, area]) => area);
  }

  chosen(text, places, area) {
    if (!places.length) return area.id === "uk" ? this.notFound("wide", { query: area.title }, [this.area(area)]) : this.area(area);
    // A town and the council around it are one answer; a town and an area elsewhere of the same name are two.
    const inside = !area || places.some((place) => this.within(place.council, area));
    if (places.length === 1 && inside) return this.town(places[0]);
    const options = this.options(places);
    if (!inside && area.id !== "uk") options.push(this.area(area));
    const query = places.find((place) => key(place.name) === key(text))?.name ?? text;
    return this.choices("several", { query }, options);
  }

  area(area) {
    return { kind: "found", name: area.title, label: area.title, pages: [{ id: area.id, label: area.title }] };
  }

  town(place) {
    const label = this.label(place);
    return { kind: "found", name: place.name, label, pages: [{ id: place.page, label }] };
  }

  /** The name of a place with the nearest area above it that does not have the same name. */
  label(place) {
    const above = this.above(place.council), name = key(place.name);
    const same = above.findLastIndex((area) => key(area.title) === name);
    return `${place.name}, ${above[Math.min(same + 1, above.length - 1)].title}`;
  }

  /** Places with labels that tell them apart, in the order of these. */
  options(places) {
    const found = places.map((place) => [place, this.town(place)]).sort(([, a], [, b]) => (a.label < b.label ? -1 : Number(a.label > b.label)));
    return found.map(([place, town]) => {
      const alone = found.filter(([, other]) => other.label === town.label).length === 1;
      return alone ? town : { ...town, label: `${town.label} (near ${place.beside})` };
    });
  }

  unknown(text) {
    const abroad = this.lists.abroad.find((name) => name.toLowerCase() === key(text));
    if (abroad) return this.notFound("abroad", { query: abroad });
    // The names of those parts of the query that stand before a comma count, too: "Leedes, England".
    const parts = new Set([text, text.split(",")[0]].map(key));
    const names = new Set([...this.areaNames.keys(), ...this.placeNames.keys()]);
    const near = new Map();
    const usual = (name) => this.placeNames.get(name)?.[0].name ?? this.areaNames.get(name).title;
    for (const part of parts) for (const name of closeMatches(part, names, 3, 0.75)) if (!near.has(usual(name))) near.set(usual(name), name);
    const suggestions = [...near.values()].slice(0, 3).flatMap((name) => this.meant(name));
    return this.notFound(suggestions.length ? "spelling" : "unknown", { query: text }, suggestions);
  }

  /** Every place that a folded name stands for. */
  meant(name) {
    const places = this.placeNames.get(name) ?? [];
    const found = this.chosen(name, places, this.areaNames.get(name));
    return found.options ?? found.suggestions ?? [found];
  }
}
