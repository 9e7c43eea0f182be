/* What anybody may have put behind an address, or into the memory of a tab: how much is read of it,
   and what the page does with it. */

import assert from "node:assert/strict";
import test from "node:test";

import { handOver, takeOver } from "../../../docs/assets/js/boxes/handover.js";
import { codeForGroup, groupOfCode } from "../../../docs/assets/js/contribute/group_code.js";
import { fetchRecord } from "../../../docs/assets/js/contribute/group_lookup.js";
import { placeBefore } from "../../../docs/assets/js/find/come_back.js";
import { webKey } from "../../../docs/assets/js/find/identifiers.js";
import {
  MAX_PLACE,
  MAX_QUERY,
  MAX_TEXT,
  MAX_UNKNOWN,
  formatState,
  parseState,
} from "../../../docs/assets/js/find/search_state.js";
import { slugsIn } from "../../../docs/assets/js/shortlist/list_text.js";
import { MAX_GROUPS, readList } from "../../../docs/assets/js/shortlist/saved_list.js";
import { readData } from "./data.js";

const { queries } = readData("hostile_addresses");
const CHOICES = ["carers", "disabled-people"];
const NOTHING = { text: "", where: "", filters: {}, sort: "", limit: 10, unknownFilters: [] };

let asked = 0;
const isFilter = (name, value) => {
  asked += 1;
  return name === "led" && CHOICES.includes(value);
};

for (const { what, query, read } of queries) {
  test(`an address with ${what}`, () => {
    asked = 0;
    const state = parseState(query, isFilter);
    assert.deepEqual(state, { ...NOTHING, ...read });
    assert.ok(asked <= MAX_QUERY / 2, "more of it is looked at than can be read");
    assert.ok(state.text.length <= MAX_TEXT && state.where.length <= MAX_PLACE);
    assert.ok(state.unknownFilters.length <= MAX_UNKNOWN);
    // What is read can stand in an address again, and is then read as the same.
    const again = parseState(formatState(state), isFilter);
    const { text, where, filters, sort, limit } = state;
    const trimmed = { text: text.trim(), where: where.trim() };
    assert.deepEqual(again, { ...trimmed, filters, sort, limit, unknownFilters: [] });
    assert.equal({}.polluted, undefined);
  });
}

test("an address names no more groups than a list holds, and only what may be one", () => {
  const many = Array.from({ length: 20_000 }, (_, n) => `group-${n}`);
  assert.equal(slugsIn(`?groups=${many}`).length, MAX_GROUPS);
  const odd = ["__proto__", "constructor", "../x", "%", "%E0%A4%A", "%00", "%E2%80%AE", "<b>"];
  assert.deepEqual(slugsIn(`?groups=${odd}&groups=k7`), ["constructor"]);
});

test("an address that names a group asks for one file, or for none", async () => {
  const requests = [];
  globalThis.fetch = async (address) => {
    requests.push(address);
    return { ok: false };
  };
  for (const slug of ["", "__proto__", "../k7", "a".repeat(81), "k7/", "%6b7", "k7\0", "K7"]) {
    assert.equal(await fetchRecord("/", slug), null);
  }
  assert.deepEqual(requests, []);
  await fetchRecord("/", "constructor");
  assert.deepEqual(requests, ["/orgs/constructor/record.json"]);
});

test("a code is one of ours, or none", () => {
  const tail = `.20261130.${"a".repeat(22)}.${"b".repeat(22)}`;
  assert.equal(groupOfCode(`k7${tail}`), "k7");
  const odd = ["", "__proto__", `__proto__${tail}`, `${"k7-".repeat(40_000)}${tail}`, `k7${tail}\n`];
  for (const code of [...odd, `k7${tail}%`, `k7${tail}"><b>`]) assert.equal(groupOfCode(code), null);
});

/** The memory of a tab, or of a device, with this in every place. */
const holding = (text) => ({ getItem: () => text, setItem: () => {}, removeItem: () => {} });
const JUNK = [
  ...["", "{", "null", "7", "true", '"x"', "[]", "[[1]]", "{}", '{"query":7}', '{"query":[1]}'],
  ...['{"query":null}', '{"query":{"a":1},"typing":1}', '{"__proto__":{"query":"?q=x"}}'],
  ...['{"constructor":{"prototype":{"query":"?q=x"}}}', "[".repeat(100_000), "\0", "\ud800"],
];

test("what a tab was handed over is a question, or nothing", () => {
  for (const text of [null, ...JUNK]) {
    globalThis.sessionStorage = holding(text);
    assert.equal(takeOver(), null, String(text).slice(0, 60));
  }
  globalThis.sessionStorage = holding('{"query":"?q=x","typing":"yes","more":[]}');
  assert.deepEqual(takeOver(), { query: "?q=x", typing: false });
  assert.ok(handOver("?q=x"));
});

test("a code that was kept is for its group, or nothing", () => {
  globalThis.location = { hash: "" };
  for (const text of JUNK) {
    globalThis.sessionStorage = holding(text);
    assert.equal(codeForGroup("k7"), "");
  }
});

test("a list that was kept is one of slugs, or empty", () => {
  for (const text of JUNK) {
    globalThis.localStorage = holding(text);
    assert.deepEqual(readList(), [], text.slice(0, 60));
  }
  // No list of ours is so long: it is not even parsed.
  globalThis.localStorage = holding(`["k7"${" ".repeat(10_000)}]`);
  assert.deepEqual(readList(), []);
});

test("where the reader was is a number, or the top", () => {
  for (const state of [null, 7, "x", [], {}, { top: "9" }, { top: {} }, { top: NaN }]) {
    globalThis.history = { state };
    assert.equal(placeBefore(), 0);
  }
  globalThis.history = { state: { top: 12.5 } };
  assert.equal(placeBefore(), 12.5);
});

test("a host whose name is in every object is a host", () => {
  assert.equal(webKey("https://constructor/x"), "constructor/x");
  assert.equal(webKey("https://__proto__/x"), "__proto__/x");
});
