import assert from "node:assert/strict";
import test from "node:test";

import { Geocoder } from "../../../docs/assets/js/places/geocoder.js";
import { readData } from "./data.js";

const { places, districts, cases, hostile, pageIds, linkTexts, towns } = readData("geocoder");
const geocoder = new Geocoder({ places, districts });

/** Whether an answer is that of the build; it may suggest more, but never less. */
function assertSame(text, expected) {
  const { kind, label, sentence, options, suggestions } = geocoder.lookup(text);
  assert.equal(kind, expected.kind, text);
  assert.equal(label, expected.label, text);
  assert.equal(sentence, expected.sentence, text);
  if (expected.options) {
    assert.deepEqual(
      options.map((option) => option.label),
      expected.options,
      text,
    );
  }
  const suggested = new Set((suggestions ?? []).map(({ name }) => name));
  for (const name of expected.suggestions ?? []) assert.ok(suggested.has(name), `${text}: ${name}`);
}

for (const [name, { least, pairs }] of Object.entries(cases)) {
  test(`the same answers as in the build: ${name}`, () => {
    assert.ok(pairs.length > least);
    for (const [text, expected] of pairs) assertSame(text, expected);
  });
}

test("no input breaks the script", () => {
  assert.equal(hostile.length, 500);
  for (const text of hostile) {
    assert.ok(["found", "choices", "not-found"].includes(geocoder.lookup(text).kind), text);
  }
});

test("every link leads to a page, and every page can be reached", () => {
  const reached = new Set();
  for (const text of linkTexts) {
    const answer = geocoder.lookup(text);
    for (const one of [answer, ...(answer.options ?? []), ...(answer.suggestions ?? [])]) {
      for (const { id } of one.pages ?? []) reached.add(id);
    }
  }
  assert.deepEqual([...reached].sort(), pageIds);
});

test("a town leads to the page that a place has", () => {
  assert.ok(towns.length > 5000);
  for (const [label, page] of towns) {
    const answer = geocoder.lookup(label);
    if (answer.kind === "found")
      assert.deepEqual(
        answer.pages.map(({ id }) => id),
        [page],
        label,
      );
  }
});

test("without suggestions a misspelt name is unknown", () => {
  const { suggestions } = geocoder.lookup("Leedz", { suggest: false });
  assert.deepEqual(suggestions, []);
  assert.ok(geocoder.lookup("Leedz").suggestions.length > 0);
});
