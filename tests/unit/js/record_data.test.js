import assert from "node:assert/strict";
import test from "node:test";

import {
  completeRecord,
  getValue,
  localDate,
  setValue,
} from "../../../docs/assets/js/contribute/record_data.js";

const TODAY = "2026-11-21";
const complete = (record) => completeRecord(record, TODAY, 2);

test("a value is put where its path says, and groups that it leaves empty go", () => {
  const record = { name: "A" };
  setValue(record, ["contact", "email"], "a@example.org");
  assert.deepEqual(record, { name: "A", contact: { email: "a@example.org" } });
  assert.equal(getValue(record, ["contact", "email"]), "a@example.org");
  assert.equal(getValue(record, ["based_in", "town"]), undefined);
  setValue(record, ["contact", "email"], undefined);
  assert.deepEqual(record, { name: "A" });
});

test("a record gets the days that nobody is asked for", () => {
  assert.deepEqual(complete({ name: "A" }), {
    name: "A",
    added: TODAY,
    checked: { on: TODAY },
  });
  const before = { added: "2020-01-01", checked: { on: "2020-01-01" } };
  assert.deepEqual(complete(before), before);
  assert.equal(complete({ checked: { on: "2020-01-01", by: "organisation" } }).checked.on, TODAY);
});

test("what shows who leads a group is one of its sources, while there is room", () => {
  const source = "https://www.example.org/about";
  const { sources } = complete({ user_led: { source } });
  assert.deepEqual(sources, [{ url: source, title: "example.org", supports: ["user_led"] }]);
  const full = [
    { url: "https://example.org/1", title: "1" },
    { url: "https://example.org/2", title: "2" },
  ];
  assert.deepEqual(complete({ user_led: { source }, sources: full }).sources, full);
  assert.equal(complete({ user_led: { source }, sources: [{ url: source }] }).sources.length, 1);
});

test("the record that was given stays as it was", () => {
  const record = { sources: [{ url: "no address" }] };
  assert.deepEqual(complete(record).sources, [{ url: "no address" }]);
  assert.deepEqual(record, { sources: [{ url: "no address" }] });
});

test("today is the day where the reader is", () => {
  const now = new Date(2026, 10, 21, 0, 30);
  assert.equal(localDate(now), "2026-11-21");
});
