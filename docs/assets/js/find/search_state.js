/* What the reader asks of the search. The whole state stands in the address, so that it can be
   shared, reloaded and gone back to. */

/**
 * @typedef {object} SearchState
 * @property {string} text what is looked for
 * @property {string} where
 * @property {Record<string, string[]>} filters the chosen values by the names of their boxes
 * @property {Sort} sort
 * @property {number} limit how many groups are shown
 * @property {string[]} unknownFilters filters of the address that the page does not have
 * @property {Crisis | null} [crisis] where the words are those of somebody who needs help now
 * @property {boolean} [isAside] whether they are only about it
 */

/** @typedef {"" | "near" | "name"} Sort what comes first: the best match, where it is empty */
/** @typedef {import("./crisis.js").Crisis} Crisis */

// Results come in tens.
export const PAGE_SIZE = 10;
const MOST_SHOWN = 500;
// An address may have been written by anybody. The whole of it is many times as long as one with all
// filters; the boxes on the page hold as much text as is read of it.
export const MAX_QUERY = 20_000;
export const MAX_TEXT = 300;
export const MAX_PLACE = 200;
// So many filters that the page does not have are told, and so much of each.
export const MAX_UNKNOWN = 5;
const MAX_UNKNOWN_TEXT = 60;
const OWN_PARAMETERS = ["q", "where", "sort", "show"];
// What newsletters, social media and advertisements put behind an address, to follow who comes.
const CAMPAIGN_PARAMETERS = new Set(
  (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh " +
    "mibextid mc_cid mc_eid mkt_tok vero_id oly_anon_id oly_enc_id _hsenc _hsmi s_cid cmpid " +
    "campaign_id trk ref ref_src ref_url si _ga _gl _ke"
  ).split(" "),
);
const CAMPAIGN_PREFIXES = /^(utm|hsa|pk|mtm|matomo|fb)_/;

/** @param {string} name */
const isOfCampaign = (name) => CAMPAIGN_PARAMETERS.has(name) || CAMPAIGN_PREFIXES.test(name);

/**
 * The start of a text, which does not end in half of a sign.
 * @param {string} text
 * @param {number} most
 */
const startOf = (text, most) => text.slice(0, most).replace(/\p{Cs}$/u, "");

/**
 * @param {string} search the query of the address
 * @param {(name: string, value: string) => boolean} isFilter whether the page has this filter
 * @returns {SearchState}
 */
export function parseState(search, isFilter) {
  const parameters = new URLSearchParams(search.slice(0, MAX_QUERY));
  /** @type {Map<string, Set<string>>} */
  const chosen = new Map();
  /** @type {Set<string>} */
  const unknown = new Set();
  for (const [name, value] of parameters) {
    if (OWN_PARAMETERS.includes(name) || isOfCampaign(name.toLowerCase())) continue;
    if (isFilter(name, value)) chosen.set(name, (chosen.get(name) ?? new Set()).add(value));
    else unknown.add(startOf(value || name, MAX_UNKNOWN_TEXT));
  }
  const filters = Object.fromEntries([...chosen].map(([name, values]) => [name, [...values]]));
  const limit = Number.parseInt(parameters.get("show") ?? "", 10) || PAGE_SIZE;
  return {
    text: startOf(parameters.get("q") ?? "", MAX_TEXT),
    where: startOf(parameters.get("where") ?? "", MAX_PLACE),
    filters,
    sort: asSort(parameters.get("sort")),
    limit: Math.min(MOST_SHOWN, Math.max(PAGE_SIZE, limit)),
    unknownFilters: [...unknown].slice(0, MAX_UNKNOWN),
  };
}

/**
 * @param {string | null} sort
 * @returns {Sort}
 */
export function asSort(sort) {
  return sort === "near" || sort === "name" ? sort : "";
}

/**
 * The query of the address of a state; empty for the state of a page that was just opened. The words
 * of somebody who needs help now are never in an address: others may use the same device.
 * @param {SearchState} state
 */
export function formatState({ text, where, filters, sort, limit, crisis }) {
  const parameters = new URLSearchParams();
  if (text.trim() && !crisis) parameters.set("q", text.trim());
  if (where.trim()) parameters.set("where", where.trim());
  for (const [name, values] of Object.entries(filters)) {
    for (const value of values) parameters.append(name, value);
  }
  if (sort) parameters.set("sort", sort);
  if (limit > PAGE_SIZE) parameters.set("show", String(limit));
  const query = parameters.toString();
  return query && `?${query}`;
}
