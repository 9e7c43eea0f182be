/* Which scripts are kept for when there is no connection: all that a page imports, no others. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const SCRIPTS = new URL("../../../docs/assets/js/", import.meta.url);
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"?]+)\.js/g;
const COMMENT = /\/\*.*?\*\//gs;

const read = (name) => readFileSync(new URL(`${name}.js`, SCRIPTS), "utf-8").replace(COMMENT, "");

function importsOf(entry) {
  const found = new Set();
  const waiting = [entry];
  while (waiting.length) {
    const name = waiting.pop();
    if (found.has(name)) continue;
    found.add(name);
    for (const [, path] of read(name).matchAll(IMPORT)) {
      const { href } = new URL(path, new URL(name, SCRIPTS));
      waiting.push(href.replace(SCRIPTS.href, ""));
    }
  }
  return [...found].sort();
}

function listedIn(entry) {
  return [...new Set(read(entry).match(/\b[a-z]+\/[a-z_]+\b(?=[ "])/g))].sort();
}

test("the search keeps all of its scripts", () => {
  const imports = importsOf("find/find_page");
  assert.ok(imports.length > 20);
  assert.deepEqual(listedIn("find/find_page"), imports);
});

test("the page for help in a crisis keeps all of its scripts", () => {
  assert.deepEqual(listedIn("help/help_page"), importsOf("help/help_page"));
});
