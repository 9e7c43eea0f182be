import assert from "node:assert/strict";
import test from "node:test";

import { formatState, parseState } from "../../../docs/assets/js/find/search_state.js";

const isFilter = (name, value) => name === "led" && ["carers", "disabled-people"].includes(value);
const parse = (search) => parseState(search, isFilter);

test("the address holds the whole state", () => {
  const search = "?q=peer+support&where=Leeds&led=carers&led=disabled-people&sort=near&show=30";
  const state = parse(search);
  assert.deepEqual(state, {
    text: "peer support",
    where: "Leeds",
    filters: { led: ["carers", "disabled-people"] },
    sort: "near",
    limit: 30,
    unknownFilters: [],
  });
  assert.equal(formatState(state), search);
});

test("a filter that the page does not have is told by its value, else by its name", () => {
  const { filters, unknownFilters } = parse("?led=nobody&x=%3Cb%3E&y=");
  assert.deepEqual(filters, {});
  assert.deepEqual(unknownFilters, ["nobody", "<b>", "y"]);
});

test("the number of results stays within bounds", () => {
  const limits = ["", "banana", "-5", "0", "25", "99999"].map(
    (show) => parse(`?show=${show}`).limit,
  );
  assert.deepEqual(limits, [10, 10, 10, 10, 25, 500]);
});

test("an empty state has no query", () => {
  assert.equal(formatState(parse("?q=+&where=")), "");
});

test("what campaigns put behind an address is passed over", () => {
  const marks = "fbclid=1&gclid=2&utm_source=n&utm_Medium=x&mc_cid=3&mc_eid=4&msclkid=5&igshid=6";
  const { filters, unknownFilters, text } = parse(`?${marks}&_ga=7&q=a&utmost=8`);
  assert.deepEqual([filters, unknownFilters, text], [{}, ["8"], "a"]);
});

test("the words of somebody who needs help now stand in no address", () => {
  const state = parse("?q=want+to+die&where=Leeds&led=carers");
  assert.equal(
    formatState({ ...state, crisis: { kinds: ["suicide"], search: "crisis" } }),
    "?where=Leeds&led=carers",
  );
});
