import assert from "node:assert/strict";
import test from "node:test";

import { formatRecord } from "../../../docs/assets/js/contribute/record_yaml.js";
import { slugify } from "../../../docs/assets/js/contribute/slugs.js";
import { readData } from "./data.js";

test("the text of a record is that of the build, for every record", () => {
  const { shape, records } = readData("records");
  assert.ok(records.length > 0);
  for (const { slug, data, text, fileName } of records) {
    assert.equal(formatRecord(data, shape), text, slug);
    assert.equal(slugify(data.name), fileName, slug);
  }
});

test("a long name makes a file name of whole words", () => {
  const slug = slugify("Long ".repeat(40));
  assert.ok(slug.length <= 80 && slug.endsWith("-long"), slug);
  assert.equal(slugify("Tŷ Gŵyr & People's 1st"), "ty-gwyr-and-peoples-1st");
});
