import assert from "node:assert/strict";
import test from "node:test";

import { Phrasebook } from "../../../docs/assets/js/find/phrasebook.js";

const book = new Phrasebook();
book.add(
  { "": ["sufferer"], deaf: ["deaf and dumb"], "old people": ["geezer"], disabled: ["gimpish"] },
  "outdated",
);
book.add({ "disabled people": ["pobl anabl"], deaf: ["głusi"] }, "foreign");
book.add({ people: ["ppl"] }, "short");
const known = new Set(["gimmick"]);
const read = (text) => book.read(text.split(" ").filter(Boolean), (word) => known.has(word));

test("what is ours is left as it is", () => {
  assert.deepEqual(read("deaf people"), {
    words: ["deaf", "people"],
    said: [],
    isForeign: false,
    shown: null,
  });
  assert.deepEqual(read("").words, []);
});

test("an outdated word is read as ours, in the plural too, and not shown", () => {
  const { words, said, shown } = read("club for geezers");
  assert.deepEqual(words, ["club", "for", "old", "people"]);
  assert.deepEqual(said, ["old people"]);
  assert.equal(shown, "club for old people");
  assert.ok(book.isHidden("geezer") && !book.isHidden("ppl") && !book.isHidden("club"));
});

test("the longest phrase is read, and no word stands twice", () => {
  assert.equal(read("deaf and dumb club").shown, "deaf club");
  assert.deepEqual(read("geezer people").words, ["old", "people"]);
});

test("a word that says nothing is left out", () => {
  assert.deepEqual(read("ms sufferers leeds"), {
    words: ["ms", "leeds"],
    said: [],
    isForeign: false,
    shown: "ms leeds",
  });
});

test("an outdated word with a slip is read, but not a word that is right", () => {
  assert.equal(read("gimpishh").shown, "disabled");
  assert.equal(read("gezer").shown, null);
  known.add("gimpisch");
  assert.equal(read("gimpisch").shown, null);
});

test("other languages may be shown, with or without their strokes", () => {
  assert.deepEqual(read("pobl anabl"), {
    words: ["disabled", "people"],
    said: ["disabled people"],
    isForeign: true,
    shown: null,
  });
  assert.deepEqual(read("głusi").words, read("glusi").words);
  assert.equal(read("deaf ppl").isForeign, false);
});
