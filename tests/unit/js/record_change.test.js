import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";

import { fieldVersion, formatChange } from "../../../docs/assets/js/contribute/record_change.js";
import { readData } from "./data.js";

const { shape, changes, versions } = readData("changes");

test("a version is the same here and in the build", () => {
  assert.ok(versions.length > 50);
  for (const [value, version] of versions) {
    assert.equal(fieldVersion(value), version, JSON.stringify(value));
  }
  assert.equal(fieldVersion(undefined), "empty");
});

test("a change says what is new, and what its writer saw", () => {
  const before = { name: "Old", contact: { email: "a@example.org", phone: "0113 496 0000" } };
  const record = { name: "Old", contact: { phone: "0113 496 0123" }, founded: "1999" };
  const seen = [fieldVersion("a@example.org"), fieldVersion("0113 496 0000")];
  const text = formatChange({ ...record, checked: { by: "organisation" } }, before, shape);
  assert.deepEqual(text.split("\n").slice(0, 2), ["# Only what changed", "name: Old"]);
  assert.match(text, /^contact:\n  email: \(taken out\)$/m);
  assert.match(text, /^founded: 1999$/m);
  assert.match(text, new RegExp(`^# contact.email was ${seen[0]}$`, "m"));
  assert.match(text, new RegExp(`^# contact.phone was ${seen[1]}$`, "m"));
  assert.match(text, /^# founded was empty$/m);
  assert.equal(text.includes("# name was"), false);
});

test("letters are made for the other side to read", () => {
  const letters = changes.map(({ slug, before, after }) => `# orgs/${slug}.yml\n${formatChange(after, before, shape)}`);
  assert.ok(letters.length > 40);
  const folder = process.env.JS_TEST_DATA ?? "";
  writeFileSync(path.join(folder, "letters.json"), JSON.stringify(letters));
});
