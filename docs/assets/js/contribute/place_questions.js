/* Asks about a place that contradicts itself, as the build does (ulo/checks/places_apart.py). The
   lists that it needs are fetched only once there is something to compare. */

import { formatMessage } from "../shared/messages.js";
import { quote } from "./quote.js";
import { Whereabouts } from "../places/whereabouts.js";

/** @typedef {import("../places/whereabouts.js").Field} Field */
/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./validation.js").Problem} Problem */
/** @typedef {import("./validation.js").Rules} Rules */

// All files of one version: a browser may have kept older ones.
const VERSION = new URL(import.meta.url).search;

/** @type {Promise<Whereabouts> | null} */
let opening = null;

/**
 * The lists, fetched once; after a failure the next call tries again.
 * @param {string} folder where they are
 */
export function openWhereabouts(folder) {
  opening ??= Whereabouts.open(async (file) => {
    const response = await fetch(folder + file + VERSION);
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return response.json();
  }).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

/**
 * The questions about where a group is; an answer that has a fault of its own is passed over.
 * @param {GroupRecord} record
 * @param {Rules} rules
 * @param {Whereabouts} whereabouts
 * @returns {Promise<Problem[]>}
 */
export async function placeQuestions({ based_in: base = {} }, rules, whereabouts) {
  const fields = rules.shape.properties?.based_in?.properties ?? {};
  const isUsual = (/** @type {Field} */ name) =>
    new RegExp(fields[name]?.pattern ?? "").test(base[name] ?? "") &&
    (!rules.postcodes ||
      rules.postcodes.split(" ").includes(/^[A-Z]*/.exec(base[name] ?? "")?.[0] ?? ""));
  const { town, area } = base;
  const postcode = isUsual("postcode") ? base.postcode : undefined;
  const district = isUsual("district") ? base.district : undefined;
  const told = { postcode, district, town, area };

  /** @param {Field} name */
  const describe = (name) => {
    const title = fields[name]?.title ?? "";
    const value = name === "area" ? whereabouts.gazetteer.area(area ?? "").title : base[name];
    return `${title.charAt(0).toLowerCase()}${title.slice(1)} ${quote(value ?? "")}`;
  };
  /**
   * @param {string} key
   * @param {Field} field
   * @param {Record<string, string>} facts
   * @returns {Problem}
   */
  const ask = (key, field, facts) => {
    const [message, fix] = rules.sentences[key].map((text) => formatMessage(text, facts));
    return { pointer: ["based_in", field], rule: key.split(".")[0], message, fix };
  };

  const unknown = (await whereabouts.unknownDistricts(told)).map(({ field, code, ended, near }) => {
    const variant = ended ? ".ended" : near.length ? ".near" : "";
    return ask(`district-unknown${variant}`, field, { code, near: listChoices(near, rules.lists) });
  });
  const pair = await whereabouts.contradiction(told);
  if (!pair) return unknown;
  const [one, other] = pair;
  const key = other === "district" ? "places-apart.district" : "places-apart";
  const facts = { one: describe(one), other: describe(other) };
  return [...unknown, ask(key, one, facts)];
}

/**
 * What somebody can choose from: a, b or c.
 *
 * @param {string[]} choices
 * @param {{separator: string, or: string}} words
 */
function listChoices(choices, { separator, or }) {
  const first = choices.slice(0, -1).join(separator);
  return [first, choices.at(-1)].filter(Boolean).join(` ${or} `);
}
