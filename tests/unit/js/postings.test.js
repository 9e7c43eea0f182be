import assert from "node:assert/strict";
import test from "node:test";

import { decodePostings, unpackWords } from "../../../docs/assets/js/find/postings.js";
import { readData } from "./data.js";

test("the script reads the lists that the build packs", () => {
  const cases = readData("postings");
  assert.ok(cases.length > 5);
  for (const { numbers, packed } of cases) assert.deepEqual(decodePostings(packed), numbers);
});

test("the script reads the words that the build packs", () => {
  const { postings, packed } = readData("words_of_index");
  const unpacked = unpackWords(packed);
  assert.deepEqual(Object.fromEntries(unpacked), postings);
  assert.deepEqual([...unpacked.keys()], Object.keys(postings).sort());
  assert.deepEqual(unpackWords(["", ""]), new Map());
});
