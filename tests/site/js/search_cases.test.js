/* What people look for, and what they have to find: also asked of the true records. */

import assert from "node:assert/strict";
import test from "node:test";

import { readData } from "../../unit/js/data.js";
import { addresses, openSearch } from "./search_site.js";

const engine = openSearch();

for (const { title, cases } of readData("search_cases")) {
  test(title, async () => {
    const missed = [];
    for (const { text, where, accept, limit } of cases) {
      const { results } = await engine.find({ text, where });
      const found = addresses(results).slice(0, limit ?? results.length);
      if (!accept.some((address) => found.includes(address))) {
        missed.push(`${text} ${where ?? ""}: ${found.slice(0, 3)}`);
      }
    }
    assert.deepEqual(missed, []);
  });
}
