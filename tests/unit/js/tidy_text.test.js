import assert from "node:assert/strict";
import test from "node:test";

import {
  cleanLines,
  cleanText,
  completeAddress,
  formatPostcode,
} from "../../../docs/assets/js/contribute/tidy_text.js";

test("spaces are single, and what nobody can see goes", () => {
  assert.equal(cleanText("  a\u200b \t\n b\u00ad\x00 "), "a b");
  assert.deepEqual(cleanLines("a\n\n  b \r\n\u200b"), ["a", "b"]);
});

test("an address gets what people leave out", () => {
  assert.equal(completeAddress("www.example.org/x"), "https://www.example.org/x");
  for (const text of ["http://example.org", "hello", "a@example.org", "C:\\x", ""]) {
    assert.equal(completeAddress(text), text);
  }
});

test("a postcode is written in capitals with its space", () => {
  assert.equal(formatPostcode("ls14ap"), "LS1 4AP");
  assert.equal(formatPostcode("ls1"), "LS1");
  assert.equal(formatPostcode("leeds"), "LEEDS");
});
