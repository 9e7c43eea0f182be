/* Which scripts are kept for when there is no connection: those that a page loads, no others. What a
   script imports at once is sent within it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const SCRIPTS = new URL("../../../docs/assets/js/", import.meta.url);
const IMPORT = /\bfrom\s*"(\.[^"?]+)\.js/g;
const LATE_IMPORT = /\bimport\(\s*["`](\.[^"`?$]+)\.js/g;
const COMMENT = /\/\*.*?\*\//gs;

const read = (name) => readFileSync(new URL(`${name}.js`, SCRIPTS), "utf-8").replace(COMMENT, "");

function namesIn(name, pattern) {
  const paths = [...read(name).matchAll(pattern)].map(([, path]) => path);
  return paths.map((path) => new URL(path, new URL(name, SCRIPTS)).href.replace(SCRIPTS.href, ""));
}

/** A script, and those that it or what it imports loads late. */
function loadedBy(entry) {
  const loaded = new Set([entry]);
  const seen = new Set();
  const waiting = [entry];
  while (waiting.length) {
    const name = waiting.pop();
    if (seen.has(name)) continue;
    seen.add(name);
    const late = namesIn(name, LATE_IMPORT);
    for (const other of late) loaded.add(other);
    waiting.push(...late, ...namesIn(name, IMPORT));
  }
  return [...loaded].sort();
}

function listedIn(entry) {
  const names = read(entry).match(/\b(?:find|help|places|shared|shortlist)\/[a-z_]+\b(?=[ ".])(?!\.js")/g);
  return [...new Set(names)].sort();
}

test("the search keeps all of its scripts", () => {
  const loaded = loadedBy("find/find_page");
  assert.ok(loaded.includes("find/results_view") && loaded.includes("places/geocoder"));
  assert.deepEqual(listedIn("find/keep_search"), loaded);
});

test("the page for help in a crisis keeps all of its scripts", () => {
  assert.deepEqual(listedIn("help/help_page"), loadedBy("help/help_page"));
});
