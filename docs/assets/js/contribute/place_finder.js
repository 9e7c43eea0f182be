/* Which councils the towns and outcodes that somebody types lie in, and which have another name like
   that, by the lists of the boxes for a place. Of a postcode only the outcode is looked at; nothing
   is kept. */

import { nameKey } from "../shared/text.js";

/** @typedef {import("../places/whereabouts.js").Whereabouts} Whereabouts */

/**
 * What a text may stand for.
 * @typedef {object} FoundCouncils
 * @property {string} outcode where the text is a postcode or an outcode; else empty
 * @property {Map<string, string[]>} names by the id of each council, the towns, other names or outcodes
 */

// Fewer letters begin too many names.
const SHORTEST_NAME = 3;

/**
 * The councils with a town or another name that begins like a text, or with an outcode. It rejects
 * where a list cannot be had.
 * @param {string} text
 * @param {Whereabouts} whereabouts
 * @returns {Promise<FoundCouncils>}
 */
export async function findCouncils(text, whereabouts) {
  const { gazetteer } = whereabouts;
  const { outcode = "" } = whereabouts.postcodes.parse(text) ?? {};
  if (outcode && /[0-9]/.test(text)) {
    return { outcode, names: await councilsOfOutcode(outcode, whereabouts) };
  }
  /** @type {Map<string, string[]>} */
  const names = new Map();
  const start = nameKey(text);
  if (start.length < SHORTEST_NAME) return { outcode: "", names };
  // A council can have a name in another language, or be known by its parts.
  for (const area of gazetteer.areaList) {
    for (const name of area.names) if (nameKey(name).startsWith(start)) add(names, area.id, name);
  }
  const { byName } = await gazetteer.withLetter(start[0]);
  for (const [key, places] of byName) {
    if (!key.startsWith(start)) continue;
    for (const { council, name } of places) {
      // That a town is in the council of its name says nothing where another name has found it.
      const isKnown = names.has(council) && gazetteer.areas.get(council)?.title === name;
      if (!isKnown) add(names, council, name);
    }
  }
  return { outcode: "", names };
}

/**
 * @param {string} code
 * @param {Whereabouts} whereabouts
 */
async function councilsOfOutcode(code, whereabouts) {
  const { gazetteer } = whereabouts;
  /** @type {Map<string, string[]>} */
  const names = new Map();
  // Which postcodes of some areas are where is no open data: it may be any council there.
  const without = whereabouts.postcodes.areaWithout(code);
  if (without) {
    const councils = gazetteer.areaList.filter(({ id }) => whereabouts.isInAreaWithout(code, id));
    return new Map(councils.map(({ id }) => [id, id === without.area ? [code] : []]));
  }
  for (const outcode of await whereabouts.findOutcodes(code)) {
    for (const page of outcode.pages) {
      // The page of a town has the council at the end of its name.
      const council = gazetteer.areaList
        .map(({ id }) => id)
        .filter((id) => page === id || page.endsWith(`-${id}`))
        .sort((one, other) => other.length - one.length)[0];
      if (council) add(names, council, outcode.code);
    }
  }
  return names;
}

/**
 * @param {Map<string, string[]>} names
 * @param {string} council
 * @param {string} name
 */
function add(names, council, name) {
  const known = names.get(council) ?? [];
  if (!known.includes(name)) names.set(council, [...known, name]);
}
