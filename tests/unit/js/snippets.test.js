import assert from "node:assert/strict";
import test from "node:test";

import { htmlSnippet, markdownSnippet } from "../../../docs/assets/js/embed/snippets.js";

const FRAME = '<iframe src="{address}" title="{title}" height="{height}"></iframe>';

test("no sign of a title or an address ends an attribute", () => {
  const facts = { address: 'https://example.org/?a=1&b="', title: `<Us> & 'them' {height}`, height: 9 };
  assert.equal(
    htmlSnippet(FRAME, facts),
    '<iframe src="https://example.org/?a=1&amp;b=&quot;" ' +
      'title="&lt;Us&gt; &amp; &#x27;them&#x27; {height}" height="9"></iframe>',
  );
});

test("no sign of a title means anything in Markdown", () => {
  const facts = { address: "https://example.org/a_(b)/", title: "[Us](x) *and* <them>" };
  assert.equal(
    markdownSnippet("[{title}]({address})", facts),
    "[\\[Us\\](x) \\*and\\* \\<them\\>](https://example.org/a_%28b%29/)",
  );
});
