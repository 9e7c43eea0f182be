/* What the list shows of each group. Groups whose slugs begin alike share a file, which
   ulo/site/pages/shortlist.py makes. */

import { loadOnce } from "../shared/load_once.js";
import { PAGES } from "../shared/site_root.js";

/** @typedef {[label: string, text: string, address: string]} ContactWay */

/**
 * @typedef {object} GroupFacts
 * @property {string} name
 * @property {string} summary
 * @property {string} where
 * @property {string} freshness
 * @property {ContactWay[]} ways
 */

/**
 * A group on a list; one that is no longer in the directory has no facts.
 * @typedef {object} ListedGroup
 * @property {string} slug where it has moved, the new one
 * @property {GroupFacts | null} facts
 */

/** @typedef {Record<string, GroupFacts | string>} GroupsFile of one that has moved: its new slug */

const FILES = `${PAGES}shortlist/groups/`;
const PREFIX_LENGTH = 2;

/** @param {string} slug */
const groupFile = (slug) => `${FILES}${slug.slice(0, PREFIX_LENGTH)}.json`;

/**
 * The addresses of the files with these groups, each once.
 * @param {string[]} slugs
 */
export const groupFiles = (slugs) => [...new Set(slugs.map(groupFile))];

/** @type {Map<string, () => Promise<GroupsFile>>} */
const loaders = new Map();

/**
 * The content of a file. Where there is none, no slug begins so. Raises where it cannot be had.
 * @param {string} address
 * @returns {Promise<GroupsFile>}
 */
async function fetchGroups(address) {
  const response = await fetch(address);
  if (response.status === 404) return {};
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** @param {string} address */
function load(address) {
  const loader = loaders.get(address) ?? loadOnce(() => fetchGroups(address));
  loaders.set(address, loader);
  return loader();
}

/**
 * What is known of these groups, in their order. One that has moved comes under its new slug.
 * @param {string[]} slugs
 * @returns {Promise<ListedGroup[]>}
 */
export async function loadGroups(slugs) {
  const groups = await Promise.all(slugs.map(loadGroup));
  return [...new Map(groups.map((group) => [group.slug, group])).values()];
}

/**
 * @param {string} slug
 * @returns {Promise<ListedGroup>}
 */
async function loadGroup(slug) {
  const groups = await load(groupFile(slug));
  const facts = Object.hasOwn(groups, slug) ? groups[slug] : null;
  return typeof facts === "string" ? loadGroup(facts) : { slug, facts };
}
