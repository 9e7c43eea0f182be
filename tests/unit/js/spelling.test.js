import assert from "node:assert/strict";
import test from "node:test";

import {
  closeMatches,
  editDistance,
  letterMask,
  maskDifference,
} from "../../../docs/assets/js/shared/spelling.js";
import { readData } from "./data.js";

test("each slip counts one: missing, added, wrong, or two letters swapped", () => {
  assert.equal(editDistance("leeds", "leeds", 2), 0);
  assert.equal(editDistance("leds", "leeds", 2), 1);
  assert.equal(editDistance("leeeds", "leeds", 2), 1);
  assert.equal(editDistance("leedz", "leeds", 2), 1);
  assert.equal(editDistance("leesd", "leeds", 2), 1);
  assert.equal(editDistance("ldees", "leeds", 2), 2);
});

test("more slips than the limit are infinitely many", () => {
  assert.equal(editDistance("leeds", "bristol", 2), Infinity);
  assert.equal(editDistance("leeds", "leedsxx", 1), Infinity);
});

test("close matches are those of difflib, in its order", () => {
  const cases = readData("close_matches");
  assert.ok(cases.length > 100);
  for (const { word, texts, limit, cutoff, expected } of cases) {
    assert.deepEqual(closeMatches(word, texts, limit, cutoff), expected, word);
  }
});

test("words that differ in a letter differ in their masks", () => {
  assert.equal(maskDifference(letterMask("leeds"), letterMask("sleed")), 0);
  assert.equal(maskDifference(letterMask("leeds"), letterMask("leedz")), 2);
  assert.equal(maskDifference(letterMask("a"), letterMask("")), 1);
});
