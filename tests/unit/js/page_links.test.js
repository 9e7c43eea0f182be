import assert from "node:assert/strict";
import test from "node:test";

import { bestPages } from "../../../docs/assets/js/find/page_links.js";

const page = (kind, title) => ({ kind, title, address: `${kind}/${title}/` });
const titles = (pages) => pages.map(({ title }) => title);

test("the best three are the one of that name, then one of each kind", () => {
  const pages = [
    page("activity", "Advocacy"),
    page("guide", "One"),
    page("guide", "Two"),
    page("word", "Term"),
    page("resource", "A Ladder"),
  ];
  assert.deepEqual(titles(bestPages(pages, "advocacy help")), ["Advocacy", "One", "Term"]);
  assert.deepEqual(titles(bestPages(pages, "a LADDER")), ["A Ladder", "Advocacy", "One"]);
  assert.deepEqual(titles(bestPages(pages.slice(1, 3), "x")), ["One", "Two"]);
  assert.deepEqual(bestPages([], ""), []);
});
