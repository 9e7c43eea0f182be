import assert from "node:assert/strict";
import test from "node:test";

import { groupsWithIdentifier, readIdentifier } from "../../../docs/assets/js/find/identifiers.js";
import { readValue } from "../../../docs/assets/js/values/read_value.js";
import { readData } from "./data.js";

const countries = readData("countries");
const { forms, same } = readData("numbers");

test("values are read as the country of the directory writes them", () => {
  assert.ok(countries.length > 2);
  for (const { tables, cases } of countries) {
    assert.ok(cases.length > 5);
    for (const [node, written, expected] of cases) {
      assert.equal(readValue(written, node, tables), expected, written);
    }
  }
});

test("groups are found by numbers of the country in every way to write them", () => {
  const groups = Object.fromEntries(same.map(({ key }, number) => [key, [number]]));
  same.forEach(({ typed }, number) => {
    for (const text of typed) {
      const identifier = readIdentifier(text, forms);
      assert.ok(identifier, text);
      assert.deepEqual(groupsWithIdentifier(identifier, { groups }), [number], text);
    }
  });
});
