/* Whether a group with the name of a new one is here already. */

import { link } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { slugify } from "./record_yaml.js";
import { cleanText } from "./tidy_text.js";

/** @typedef {[slug: string, name: string]} Namesake */

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
  const record = await fetchJson(`${root}orgs/${slug}/record.json`);
  return record ? [[slug, /** @type {{name: string}} */ (record).name]] : [];
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
