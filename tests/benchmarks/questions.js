/* Puts questions to the search of a site, by the engine alone, and prints what it answers. */

import { readFileSync } from "node:fs";

import { addresses, openSearch } from "../site/js/search_site.js";

const questions = JSON.parse(readFileSync(0, "utf-8"));
const engine = openSearch();

for (const { q, where = "" } of questions) {
  const { results, pages, placeChoices = [], groupCount } = await engine.find({ text: q, where });
  const answer = {
    results: addresses(results),
    pages: addresses(pages),
    groups: groupCount,
    choices: placeChoices.flatMap(({ area, pages: own }) => [area, ...own.map(({ id }) => id)]),
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
