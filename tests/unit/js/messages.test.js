import assert from "node:assert/strict";
import test from "node:test";

import { formatMessage, pluralise } from "../../../docs/assets/js/shared/messages.js";

test("gaps are filled, and those without a fact stay", () => {
  assert.equal(formatMessage("{n} of {all}", { n: 1 }), "1 of {all}");
  assert.equal(formatMessage("{name}", { name: "$& {n}" }), "$& {n}");
});

test("the number decides the form", () => {
  const forms = { none: "Nothing", one: "{n} group", other: "{n} groups in {place}" };
  assert.equal(pluralise(forms, 0), "Nothing");
  assert.equal(pluralise(forms, 1), "1 group");
  assert.equal(pluralise(forms, 1234, { place: "Leeds" }), "1,234 groups in Leeds");
  assert.equal(pluralise({ one: "{n} mile", other: "{n} miles" }, 0), "0 miles");
});

test("the language of the page decides which forms there are, and how numbers are written", (t) => {
  t.after(() => delete globalThis.document);
  const forms = { two: "{n} two", few: "{n} few", many: "{n} many", other: "{n} other" };
  const page = (lang, formats = "") => {
    globalThis.document = { documentElement: { lang, dataset: { formats } } };
    return (n) => pluralise(forms, n);
  };
  assert.deepEqual([1, 2, 3, 6, 7].map(page("cy")), [
    "1 other",
    "2 two",
    "3 few",
    "6 many",
    "7 other",
  ]);
  assert.equal(page("de")(1234), "1.234 other");
  assert.equal(page("en", "en-IN")(1234567), "12,34,567 other");
});
