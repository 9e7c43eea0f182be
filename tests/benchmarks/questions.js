/* Puts questions to the search of a site, by the engine alone, and prints what it answers. What is asked for is
   what the page of the search would ask for. */

import { readFileSync } from "node:fs";

import { CrisisFinder } from "../../docs/assets/js/find/crisis.js";
import { requestFor } from "../../docs/assets/js/find/search_request.js";
import { addresses, openSearch } from "../site/js/search_site.js";
import { readData } from "../unit/js/data.js";

const questions = JSON.parse(readFileSync(0, "utf-8"));
const engine = openSearch();
const crisisFinder = new CrisisFinder(readData("crisis"));

for (const { q, where = "" } of questions) {
  const found = crisisFinder.find(q);
  const crisis = found === "aside" ? null : found;
  const state = { text: q, where, filters: {}, crisis };
  const { results, pages, placeChoices = [], groupCount } = await engine.find(
    await requestFor(engine, state, false),
  );
  const answer = {
    results: addresses(results),
    pages: addresses(pages),
    groups: groupCount,
    choices: placeChoices.flatMap(({ area, pages: own }) => [area, ...own.map(({ id }) => id)]),
    helpNow: crisis !== null,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
