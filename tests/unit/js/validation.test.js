import assert from "node:assert/strict";
import test from "node:test";

import { validateRecord } from "../../../docs/assets/js/contribute/validation.js";
import { readData } from "./data.js";

const { rules, today, buildOnly, cases, random } = readData("validation");

/** The problems of a record, each as the build has it: places of a list count from 1. */
function problemsOf(record) {
  return validateRecord(record, rules, today).map(({ pointer, rule, message, fix }) => ({
    field: pointer.map((step) => (typeof step === "number" ? step + 1 : step)).join("."),
    rule,
    message,
    fix,
  }));
}

const keyOf = ({ field, rule, message }) => JSON.stringify([field, rule, message]);

/**
 * The same problems with the same messages; those of the build alone apart. What is missing is
 * mended differently in a form.
 */
function assertAgree(problems, build) {
  const ofBuild = new Map(build.map((problem) => [keyOf(problem), problem]));
  const found = new Set(problems.map(keyOf));
  for (const problem of problems) {
    const same = ofBuild.get(keyOf(problem));
    assert.ok(same, `only in the browser: ${keyOf(problem)}`);
    if (problem.rule === "missing-field") assert.ok(same.fix.endsWith(problem.fix), same.fix);
    else assert.equal(problem.fix, same.fix);
  }
  for (const problem of build) {
    const isKnown = found.has(keyOf(problem)) || buildOnly.includes(problem.rule);
    assert.ok(isKnown, `only in the build: ${keyOf(problem)}`);
  }
}

for (const { title, record, finds, build } of cases) {
  test(`form and build say the same of ${title}`, () => {
    const problems = problemsOf(record);
    assert.deepEqual(problems.map(({ rule, field }) => `${rule} ${field}`).sort(), finds);
    assertAgree(problems, build);
  });
}

test("form and build say the same of whatever is written", () => {
  assert.equal(random.length, 1500);
  const told = new Set();
  for (const { record, build } of random) {
    const problems = problemsOf(record);
    assertAgree(problems, build);
    for (const { rule } of problems) told.add(rule);
  }
  assert.ok(told.size > 10);
});
