import assert from "node:assert/strict";
import test from "node:test";

import { applyFilters } from "../../../docs/assets/js/find/facets.js";

const index = {
  size: 4,
  facets: {
    led: new Map([
      ["carers", [0, 1]],
      ["survivors", [2]],
    ]),
    way: new Map([["email", [1, 2, 3]]]),
  },
};

test("values of one facet widen, those of two narrow", () => {
  const all = [0, 1, 2, 3];
  assert.deepEqual(applyFilters(index, all, { led: ["carers", "survivors"] }).kept, [0, 1, 2]);
  assert.deepEqual(applyFilters(index, all, { led: ["carers"], way: ["email"] }).kept, [1]);
  assert.deepEqual(applyFilters(index, all, { led: ["nobody"] }).kept, all);
});

test("the number beside a choice is what choosing it brings", () => {
  const { counts } = applyFilters(index, [0, 1, 3], { led: ["carers"] });
  assert.deepEqual(counts.led, { carers: 2, survivors: 0 });
  assert.deepEqual(counts.way, { email: 1 });
  assert.deepEqual(counts.access, {});
});
