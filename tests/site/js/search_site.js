/* The search of a built site, without a browser. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { SearchEngine } from "../../../docs/assets/js/find/search_engine.js";
import { readData } from "../../unit/js/data.js";

const { site } = readData("site");

function readSiteFile(address) {
  return JSON.parse(readFileSync(join(site, address), "utf-8"));
}

/** The search; `load` reads a file of the site. */
export function openSearch(load = async (address) => readSiteFile(address)) {
  const name = readdirSync(join(site, "find")).find((file) => /^index-\w+\.json$/.test(file));
  return new SearchEngine(readSiteFile(`find/${name}`), load);
}

export { readSiteFile };

/** The addresses of results, without a slash at the end. */
export const addresses = (results) => results.map(({ address }) => address.replace(/\/$/, ""));
