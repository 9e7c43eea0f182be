/* Looks up groups that are in the directory already. */

import { link } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { cleanText } from "../values/texts.js";
import { slugify } from "./slugs.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {[slug: string, name: string]} Namesake another group of the same name */

// As schema/organisation.json has it.
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_SLUG = 80;

/**
 * The record of a group, or null where there is none.
 * @param {string} root the top of the site
 * @param {string} slug
 */
export async function fetchRecord(root, slug) {
  if (!isSlug(slug)) return null;
  return /** @type {GroupRecord | null} */ (await fetchJson(recordAddress(root, slug)));
}

/** @param {string} slug */
export const isSlug = (slug) => slug.length <= LONGEST_SLUG && SLUG.test(slug);

/**
 * @param {string} root
 * @param {string} slug
 */
export const recordAddress = (root, slug) => `${root}orgs/${slug}/record.json`;

/**
 * The groups that have a name. Where it is a file name alone, its record tells.
 * @param {string} root the top of the site
 * @param {string} name
 * @returns {Promise<Namesake[]>}
 */
export async function findNamesakes(root, name) {
  const slug = slugify(cleanText(name));
  if (!slug) return [];
  const named = await fetchJson(`${root}add/names/${slug}.json`);
  if (named) return /** @type {Namesake[]} */ (named);
  const record = await fetchRecord(root, slug);
  return record?.name ? [[slug, record.name]] : [];
}

/**
 * What is in a file, or null where there is none.
 * @param {string} address
 * @returns {Promise<unknown>}
 */
async function fetchJson(address) {
  const response = await fetch(address).catch(() => null);
  return response?.ok ? response.json() : null;
}

/**
 * Says that groups with this name are here already, with links to them.
 * @param {Element} status
 * @param {Namesake[]} namesakes
 * @param {string} root
 * @param {Record<string, string>} words
 */
export function showNamesakes(status, namesakes, root, words) {
  const links = namesakes.flatMap(([slug, name]) => {
    const text = formatMessage(words.there_link, { name });
    return [" ", link(`${root}orgs/${slug}/`, text), "."];
  });
  const text = links.length ? [words.there, ...links, ` ${words.there_another}`] : [];
  status.replaceChildren(...text);
}
