import assert from "node:assert/strict";
import test from "node:test";

import { formatState, parseState } from "../../../docs/assets/js/find/search_state.js";

const isFilter = (name, value) => name === "led" && ["carers", "disabled-people"].includes(value);
const parse = (search) => parseState(search, isFilter);

test("the address holds the whole state", () => {
  const search = "?q=peer+support&where=Leeds&led=carers&led=disabled-people&show=30";
  const state = parse(search);
  assert.deepEqual(state, {
    text: "peer support",
    where: "Leeds",
    filters: { led: ["carers", "disabled-people"] },
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
