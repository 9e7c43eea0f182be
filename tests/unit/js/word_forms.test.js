import assert from "node:assert/strict";
import test from "node:test";

import { makeStemmer } from "../../../docs/assets/js/shared/word_forms.js";
import { stem as stemEnglish } from "../../../docs/assets/js/shared/text.js";
import { readData } from "./data.js";

const { forms, words, others } = readData("word_forms");

test("the forms of a word share their stem, however they begin", () => {
  const stem = makeStemmer(forms);
  for (const same of words) {
    assert.equal(new Set(same.map(stem)).size, 1, `${same}: ${same.map(stem)}`);
  }
});

test("other words have other stems", () => {
  const stem = makeStemmer(forms);
  for (const [one, other] of others) assert.notEqual(stem(one), stem(other), `${one}, ${other}`);
});

test("a page without such forms has the stems of English", () => {
  const stem = makeStemmer(null);
  for (const word of ["advocates", "campaigning", "pobl"]) {
    assert.equal(stem(word), stemEnglish(word));
  }
});

test("words of records keep the endings of English", () => {
  const stem = makeStemmer(forms);
  assert.equal(stem("campaigning"), stem("campaign"));
  assert.equal(stem("groups"), stem("group"));
});
