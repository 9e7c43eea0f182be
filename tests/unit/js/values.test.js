import assert from "node:assert/strict";
import test from "node:test";

import { hidingHost } from "../../../docs/assets/js/values/indirect_links.js";
import { readValue } from "../../../docs/assets/js/values/read_value.js";
import { cleanLines } from "../../../docs/assets/js/values/texts.js";
import { readData } from "./data.js";

const { tables, kinds, hostile } = readData("values");

test("the form reads what people write as the build does", () => {
  assert.ok(kinds.length > 10);
  for (const { kind, node, pairs } of kinds) {
    assert.ok(pairs.length > 0, kind);
    for (const [written, expected] of pairs) {
      assert.equal(readValue(written, node, tables), expected, `${kind}: ${written}`);
    }
  }
});

test("it knows the links that do not show where they lead", () => {
  const { pairs } = kinds.find(({ kind }) => kind === "web addresses");
  const hidden = pairs.filter(([, , host]) => host);
  assert.ok(hidden.length > 20 && hidden.length < pairs.length);
  for (const [, read, host] of pairs) assert.equal(hidingHost(read, tables), host, read);
});

test("whatever is written, both read the same", () => {
  assert.ok(hostile.length > 1000);
  for (const { node, written, expected } of hostile) {
    assert.equal(readValue(written, node, tables), expected, JSON.stringify([written, node]));
  }
});

test("lines without anything go", () => {
  assert.deepEqual(cleanLines("a\n\n  b \r\n\u200b"), ["a", "b"]);
});
