import assert from "node:assert/strict";
import test from "node:test";

import {
  defaultId,
  fold,
  foldedWords,
  nameKey,
  stem,
} from "../../../docs/assets/js/shared/text.js";
import { readData } from "./data.js";

test("folding leaves lower-case words without accents, apostrophes and punctuation", () => {
  assert.equal(fold("  People's Parliament - Ynys Môn! "), "peoples parliament ynys mon");
  assert.equal(fold("STRAẞE, straße"), "strasse strasse");
  assert.equal(fold("ﬁfe ＬＥＥＤＳ"), "fife leeds");
  assert.equal(fold("?!"), "");
});

test("no words are left of a text that has none", () => {
  assert.deepEqual(foldedWords("- ! -"), []);
  assert.deepEqual(foldedWords("Peer-support"), ["peer", "support"]);
});

test("an id has hyphens between its words", () => {
  assert.equal(defaultId("Bath & North East Somerset"), "bath-and-north-east-somerset");
});

test("a name is looked up without what people leave out", () => {
  assert.equal(nameKey("The City of London"), "city of london");
  assert.equal(nameKey("Saint Ives"), nameKey("St. Ives"));
  assert.equal(nameKey("Berwick-on-Tweed"), nameKey("Berwick upon Tweed"));
  assert.equal(nameKey("the"), "the");
});

test("names are folded and looked up as the build does it", () => {
  const names = readData("names");
  assert.ok(names.length > 1000);
  for (const { name, folded, key, slug } of names) {
    assert.equal(fold(name), folded, name);
    assert.equal(nameKey(name), key, name);
    assert.equal(defaultId(name), slug, name);
  }
});

test("the forms of a word share their stem", () => {
  for (const forms of [
    ["advocate", "advocates", "advocacy"],
    ["campaign", "campaigns", "campaigning", "campaigners"],
    ["disabled", "disability", "disabilities"],
    ["traveller", "travelling"],
  ]) {
    assert.equal(new Set(forms.map(stem)).size, 1, forms.join());
  }
});

test("at least four letters of a word stay", () => {
  for (const word of ["bus", "less", "class", "carer", "deaf", "news"]) {
    assert.ok(stem(word).length >= Math.min(4, word.length), word);
  }
});
