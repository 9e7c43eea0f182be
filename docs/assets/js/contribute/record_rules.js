/* What several fields of a record say together. */

import { checkMeetings } from "./meeting_rules.js";
import { quote } from "./quote.js";
import { pageKey } from "./web_address.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./validation.js").AddProblem} AddProblem */
/** @typedef {import("./validation.js").Pointer} Pointer */
/** @typedef {import("./validation.js").Rules} Rules */
/** @typedef {import("./validation.js").SchemaNode} SchemaNode */

/**
 * @param {GroupRecord} record
 * @param {Rules} rules
 * @param {AddProblem} add
 */
export function checkTogether(record, rules, add) {
  checkYears(record, rules.shape, add);
  checkMeetings(record.meetings ?? [], add);
  checkPostcodes(record, rules.postcodes.match(/\S+/g) ?? [], add);
  (record.networks ?? []).forEach((network, place) => {
    if (network === record.name) add("own-network", ["networks", place]);
  });
  const sources = (record.sources ?? []).map(({ url }) => url);
  const { trackers } = rules.reading;
  checkListedTwice(sources, (place) => ["sources", place, "url"], { trackers, verbatim: true }, add);
  const social = record.contact?.social ?? [];
  const isSocial = { trackers, verbatim: false };
  checkListedTwice(social, (place) => ["contact", "social", place], isSocial, add);
}

/**
 * Nothing happened before a group was founded.
 * @param {GroupRecord} record
 * @param {SchemaNode} shape
 * @param {AddProblem} add
 */
function checkYears(record, shape, add) {
  const founded = toYear(record.founded);
  if (!founded) return;
  const { closed, sources } = shape.properties ?? {};
  const dated = (record.sources ?? []).map(({ year }) => toYear(year));
  const newest = Math.max(...dated.filter((year) => year !== null));
  /** @type {[Pointer, number | null, SchemaNode | undefined][]} */
  const years = [
    [["closed", "year"], toYear(record.closed?.year), closed?.properties?.year],
    [["sources", dated.lastIndexOf(newest), "year"], newest, sources?.items?.properties?.year],
  ];
  for (const [pointer, value, node] of years) {
    if (value && Number.isFinite(value) && value < founded) {
      add("years-out-of-order", pointer, { title_: node?.title ?? "", value, founded });
    }
  }
}

/** @param {string | number | undefined} value */
function toYear(value) {
  return /^[0-9]{4}$/.test(String(value ?? "")) ? Number(value) : null;
}

/**
 * @param {GroupRecord} record
 * @param {string[]} postcodeAreas
 * @param {AddProblem} add
 */
function checkPostcodes({ based_in: base = {} }, postcodeAreas, add) {
  for (const name of /** @type {const} */ (["postcode", "district"])) {
    const letters = /^[A-Z]*/.exec(base[name] ?? "")?.[0];
    // Where nobody knows the letters, any will do.
    if (letters && postcodeAreas.length && !postcodeAreas.includes(letters)) {
      add("postcode-unknown", ["based_in", name], { letters });
    }
  }
  if (base.postcode && !base.address) {
    const [district] = base.postcode.split(" ");
    add("postcode-without-address", ["based_in", "postcode"], { district });
  }
}

/**
 * @param {(string | undefined)[]} addresses
 * @param {(place: number) => Pointer} pointerOf
 * @param {{trackers: string, verbatim: boolean}} options what only follows people; and whether to
 *   tell of the very same text: of social media, that is told as a repeated entry
 * @param {AddProblem} add
 */
function checkListedTwice(addresses, pointerOf, { trackers, verbatim }, add) {
  /** @type {Map<string, string>} */
  const firsts = new Map();
  addresses.forEach((address, place) => {
    if (!address) return;
    const key = pageKey(address, trackers);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, address);
    } else if (verbatim || first !== address) {
      const facts = { first: quote(first), second: quote(address) };
      add("listed-twice", pointerOf(place), facts);
    }
  });
}
