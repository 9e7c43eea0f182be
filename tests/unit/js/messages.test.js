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
