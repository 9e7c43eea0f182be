import assert from "node:assert/strict";
import test from "node:test";

import { Vocabulary, allowedSlips } from "../../../docs/assets/js/find/vocabulary.js";

const vocabulary = new Vocabulary(
  "advocacy advocate carer carers carry help helping hearing mind sport support voices".split(" "),
);
const words = (typed, isPrefix = false) => [...vocabulary.candidates(typed, isPrefix).keys()];

test("a word that is known comes first, with its other forms", () => {
  assert.equal(words("advocate")[0], "advocate");
  assert.ok(words("advocates").includes("advocacy"));
  assert.ok(words("help").includes("helping"));
});

test("a short stem stands for no other word", () => {
  assert.ok(!words("carry").includes("carer"));
  assert.ok(words("carers").includes("carer"));
});

test("a word that is begun stands for those that go on", () => {
  assert.deepEqual(words("voi", true), ["voices"]);
  assert.deepEqual(words("voi"), []);
});

test("a misspelt word stands for those with the fewest slips", () => {
  assert.deepEqual(words("suport").sort(), ["sport", "support"]);
  assert.deepEqual(words("supprot"), ["support"]);
  assert.deepEqual(vocabulary.nearest("hearnig", 2), [["hearing", 1]]);
});

test("the longer a word, the more slips it may have", () => {
  assert.deepEqual(["abc", "abcd", "abcdefg", "abcdefgh"].map(allowedSlips), [0, 1, 1, 2]);
});

test("what is near nothing stands for nothing", () => {
  assert.deepEqual(words("qqqqzzzz"), []);
  assert.deepEqual(words(""), []);
});

test("words that were run together are parted", () => {
  assert.deepEqual(vocabulary.splitCompound("peersupport"), null);
  assert.deepEqual(vocabulary.splitCompound("hearingvoices"), ["hearing", "voices"]);
});
