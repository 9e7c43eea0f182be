/* Answers "Where do you live?" from our own lists, just as ulo/geography/ does: text and lists in, an answer out. It
   knows no page and asks no network. tests/test_where.py holds the two to the same answers.

   answer(text, lists), where lists = {places, districts} has what is in places.json and districts.json, gives one of
     {kind: "found", label, pages, area, point}   one place, the area that it lies in, and where it is if it is a town;
                                            a postcode district can lie in several councils, each with its page
     {kind: "choices", sentence, options}   several places of one name; each option is a found
     {kind: "not-found", sentence, suggestions}   each suggestion is a found, with the name that was meant
   where each page has its id and its label. Without `guess` there are no suggestions by spelling, which take a while. */

export function answer(text, lists, guess = true) {
  if (!made.has(lists)) made.set(lists, new Gazetteer(lists));
  return made.get(lists).answer(String(text), guess);
}
const made = new WeakMap();

// All files of one version: a browser may have kept older ones.
const version = new URL(import.meta.url).search;
const [{ closeMatches, fold, key, miles }, { postcode }] = await Promise.all(["text", "postcodes"].map((name) => import(`./${name}.js${version}`)));

const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (gap, name) => facts[name] ?? gap);
const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "i");

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

  answer(query, guess) {
    this.guess = guess;
    const text = query.trim().split(/\s+/).join(" ").replace(/^[ ,;.]+|[ ,;.]+$/g, "");
    if (!/[\p{L}\p{N}]/u.test(text)) return this.notFound("empty");
    if ([...text].length > this.lists.longest) return this.notFound("long");
    const point = POINT.exec(text);
    if (point) return this.point(text, ...point.slice(1));
    const found = postcode(text, this.lists);
    // Co. Down looks like the postcode C0 0WN.
    return found && !this.named(text).length && !this.areaNamed(text) ? this.postcode(found) : this.whereNamed(text);
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

  /** The area that has this name. Co. Down is County Down, County Fermanagh is Fermanagh. */
  areaNamed(name) {
    const county = name.trim().replace(/^co\.? |^county /i, "county ");
    for (const way of [name, county, county.replace(/^county /, "")]) {
      const area = this.areaNames.get(key(way));
      if (area) return area;
    }
    return undefined;
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
    if (place) return { ...this.town(place), label: `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`, point: [latitude, longitude] };
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
    return away.get(nearest) < (point[0] > this.lists.north ? this.lists.farthest_north : this.lists.farthest) ? nearest : null;
  }

  postcode({ text, district, sentence, where }) {
    if (sentence) return this.notFound(sentence, { query: text, where }, sentence === "northern-ireland" ? [this.area(this.areas.get(sentence))] : []);
    if (this.inUse.has(district)) return this.district(district);
    // Inner London has W1A, W1B and so on, and people write W1.
    const parts = [...this.inUse.keys()].filter((longer) => longer.slice(0, -1) === district && /[A-Z]$/.test(longer));
    if (parts.length) return this.choices("parts", { query: district }, parts.map((part) => this.district(part)));
    if (this.districts.ended.includes(district)) return this.notFound("ended", { query: district });
    if (this.districts.without_place.includes(district)) return this.notFound("post-only", { query: district });
    const near = this.guess ? closeMatches(district, this.inUse.keys(), 3, 0.6) : [];
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
    const loose = this.loose(text);
    if (loose) return loose;
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

  /** What is no one area: a loose region, "Kent and Medway", the whole country, the internet, abroad. */
  loose(text) {
    const name = key(text), { everywhere, nowhere, abroad, spread } = this.lists;
    const wide = everywhere.includes(name) ? "wide" : nowhere.includes(name) ? "nowhere" : null;
    if (wide) return this.notFound(wide, { query: text[0].toUpperCase() + text.slice(1) }, [this.area(this.areas.get("uk"))]);
    if (Object.hasOwn(abroad, name)) return this.notFound("abroad", { query: abroad[name] });
    let areas = Object.hasOwn(spread, name) ? spread[name].map((id) => this.areas.get(id)) : [];
    // A comma alone says where a place is ("Bury, Greater Manchester"); with "and" it is a list.
    if (/ and | ?& ?/i.test(text)) {
      const listed = text.split(/,? and |,? ?& ?|, ?/i).map((part) => this.areaNamed(part));
      if (listed.every(Boolean)) areas = [...new Set(listed)];
    }
    areas = areas.find((area) => area.id === "uk") ? [this.areas.get("uk")] : areas;
    if (areas.length === 1) return this.chosen(text, [], areas[0]);
    return areas.length ? this.choices("spread", { query: text }, areas.map((area) => this.area(area))) : null;
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
    // The village of Wales, near Rotherham, is not what people mean by Wales.
    if (!places.length || area?.kind === "nation") return area.id === "uk" ? this.notFound("wide", { query: area.title }, [this.area(area)]) : this.area(area);
    // A town and the council around it are one answer; a town and an area elsewhere of the same name are two.
    const inside = !area || places.some((place) => this.within(place.council, area));
    if (places.length === 1 && inside) return this.town(places[0]);
    const options = this.options(places);
    if (!inside && area.id !== "uk") options.push(this.area(area));
    const query = places.find((place) => key(place.name) === key(text))?.name ?? text;
    return this.choices("several", { query }, options);
  }

  area(area) {
    return { kind: "found", name: area.title, label: area.title, area: area.id, pages: [{ id: area.id, label: area.title }] };
  }

  town(place) {
    const label = this.label(place);
    return { kind: "found", name: place.name, label, area: place.council, point: place.point, pages: [{ id: place.page, label }] };
  }

  /** The name of a place with the nearest area above it that does not have the same name. */
  label(place) {
    const above = this.above(place.council), name = key(place.name);
    const same = above.map((area) => key(area.title)).lastIndexOf(name);
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
    if (!this.guess) return this.notFound("unknown", { query: text });
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
