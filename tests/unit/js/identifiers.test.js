import assert from "node:assert/strict";
import test from "node:test";

import { groupsWithIdentifier, readIdentifier } from "../../../docs/assets/js/find/identifiers.js";
import { MAYBE_IDENTIFIER } from "../../../docs/assets/js/find/search_engine.js";
import { readData } from "./data.js";

const { same, none, forms } = readData("identifiers");
const groups = Object.fromEntries(same.map(({ key }, number) => [key, [number]]));

test("a number or an address is found in every way to write it", () => {
  assert.ok(same.length > 10);
  same.forEach(({ key, typed }, number) => {
    for (const text of typed) {
      const identifier = readIdentifier(text, forms);
      assert.ok(identifier && MAYBE_IDENTIFIER.test(text), text);
      assert.deepEqual(groupsWithIdentifier(identifier, { groups }), [number], `${text}: ${key}`);
    }
  });
});

test("words, postcodes, years and halves are neither", () => {
  for (const text of none) assert.equal(readIdentifier(text, forms), null, text);
});

test("what nobody has finds nobody", () => {
  for (const text of ["9999999", "nobody.example.org/", "a@nobody.uk", "x.com/other", "SC99999"]) {
    const identifier = readIdentifier(text, forms);
    assert.ok(identifier, text);
    assert.deepEqual(groupsWithIdentifier(identifier, { groups }), [], text);
  }
  const odd = { kind: "web", keys: ["constructor"] };
  assert.deepEqual(groupsWithIdentifier(odd, { groups }), []);
});
