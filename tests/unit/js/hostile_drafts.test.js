/* Drafts that somebody changed by hand: whatever stands in them, what is read can be checked, shown
   and sent like answers that were just given. */

import assert from "node:assert/strict";
import test from "node:test";

import {
  MAX_CHARACTERS,
  MAX_ENTRIES,
  deleteDraftsOfGoneGroups,
  fitToShape,
  loadDraft,
  readDraft,
  saveDraft,
} from "../../../docs/assets/js/contribute/draft.js";
import { mailboxQuestion } from "../../../docs/assets/js/contribute/mailbox_question.js";
import { formatChange } from "../../../docs/assets/js/contribute/record_change.js";
import { completeRecord } from "../../../docs/assets/js/contribute/record_data.js";
import { formatRecord } from "../../../docs/assets/js/contribute/record_yaml.js";
import { safetyQuestions } from "../../../docs/assets/js/contribute/safety_questions.js";
import { validateRecord } from "../../../docs/assets/js/contribute/validation.js";
import { readData } from "./data.js";

const { rules, today, drafts, usual, records } = readData("hostile_drafts");
const { shape } = rules;

/** All that the last step makes of answers, and what is asked on the way there. */
function takeToTheEnd(record, ofBefore = {}) {
  const completed = completeRecord(record, today, 40);
  validateRecord(completed, rules, today);
  safetyQuestions(completed, ofBefore, rules.safety);
  mailboxQuestion(completed, ofBefore, rules);
  const letters = [formatRecord(completed, shape), formatChange(completed, ofBefore, shape)];
  // Half of a sign would make this throw.
  return letters.map(encodeURIComponent);
}

/** As it is compared: a long list by how many it has, since no file could say more. */
function asExpected(read) {
  if (!read) return null;
  const counted = Object.entries(read.record).map(([name, value]) => {
    return [name, Array.isArray(value) && value.length === MAX_ENTRIES ? value.length : value];
  });
  return { ...read, record: Object.fromEntries(counted) };
}

for (const { what, draft, keeps = null } of drafts) {
  test(`a draft with ${what}`, () => {
    const read = readDraft(JSON.parse(draft), {}, shape);
    assert.deepEqual(asExpected(read), keeps);
    if (read) takeToTheEnd(read.record);
    assert.equal({}.polluted, undefined);
  });
}

const HOSTILE_VALUES = [
  ...[null, true, false, 0, -1, 1e300, "", "x", "\ud800", "__proto__", "a".repeat(500)],
  ...[[], [null], [[]], [{}], ["x"], [1, "x", {}], {}, { a: 1 }, { length: 9 }],
  JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}'),
];

/** The paths of all fields of a shape; a number stands for the first entry of a list. */
function* pathsIn({ properties = {}, items }, path = []) {
  if (path.length) yield path;
  for (const [name, node] of Object.entries(properties)) yield* pathsIn(node, [...path, name]);
  if (items) yield* pathsIn(items, [...path, 0]);
}

/** What is there has its kind; a path within something else takes its place. */
function withValue(record, [step, ...rest], value) {
  if (!rest.length) record[step] = value;
  else withValue((record[step] ??= typeof rest[0] === "number" ? [] : {}), rest, value);
}

function assertFits(value, node, path) {
  if (node.type === "array") {
    assert.ok(Array.isArray(value) && value.length <= MAX_ENTRIES, path);
    value.forEach((part) => assertFits(part, node.items, path));
  } else if (node.type === "object") {
    assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), path);
    for (const [name, part] of Object.entries(value)) {
      assert.ok(Object.hasOwn(node.properties, name), path);
      assertFits(part, node.properties[name], path);
    }
  } else {
    assert.ok(["string", "number", "boolean"].includes(typeof value), path);
    if (node.type === "string") assert.equal(typeof value, "string", path);
  }
}

test("a value of any kind in any field does no harm at the end", () => {
  let tried = 0;
  for (const path of pathsIn(shape)) {
    for (const value of HOSTILE_VALUES) {
      const record = structuredClone(usual);
      withValue(record, path, value);
      const read = readDraft({ before: {}, record, unknown: [value] }, {}, shape);
      assertFits(read.record, shape, path.join("."));
      takeToTheEnd(read.record, usual);
      tried += 1;
    }
  }
  assert.ok(tried > 1500, String(tried));
});

test("what a record says is read as it is", () => {
  for (const record of records) assert.deepEqual(fitToShape(record, shape), record);
});

test("a draft that is too long is neither kept nor read", () => {
  const kept = new Map();
  globalThis.localStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
  };
  const draft = { before: {}, record: { name: "Voices" }, unknown: [], at: "send" };
  assert.ok(saveDraft(null, draft));
  assert.deepEqual(loadDraft(null, {}, shape), { record: { name: "Voices" }, unknown: [] });
  const [name] = kept.keys();
  assert.ok(!saveDraft(null, { ...draft, at: "x".repeat(MAX_CHARACTERS) }));
  kept.set(name, kept.get(name).padEnd(MAX_CHARACTERS + 1));
  assert.equal(loadDraft(null, {}, shape), null);
  // Of groups that are not here there is one draft, however many an address names.
  kept.clear();
  for (const slug of ["no-such-group", "../x", "a".repeat(9999)]) assert.ok(saveDraft(slug, draft));
  assert.equal(kept.size, 1);
  assert.ok(saveDraft("k7", { ...draft, before: { name: "K7" } }));
  assert.equal(kept.size, 2);
});

test("a draft of a group that is gone is deleted, but not when the host has broken down", async () => {
  const names = { odd: "../../x", gone: "gone-group", here: "k7" };
  const root = "https://example.org/led/";
  /** What is left, and what was asked for, where the host answers in this way. */
  async function leftWith(answers) {
    const asked = [];
    globalThis.localStorage = { "other site": "x" };
    Object.defineProperty(localStorage, "removeItem", {
      value: (name) => delete localStorage[name],
    });
    Object.defineProperty(localStorage, "setItem", {
      value: (name, text) => (localStorage[name] = text),
    });
    saveDraft(null, { before: {} });
    for (const slug of Object.values(names)) saveDraft(slug, { before: { name: slug } });
    globalThis.fetch = async (address) => {
      asked.push(address.slice(root.length));
      const status = answers(address.slice(root.length));
      if (!status) throw new TypeError("no connection");
      return { status, ok: status === 200 };
    };
    await deleteDraftsOfGoneGroups(root);
    return [Object.keys(localStorage).map((name) => name.split("add:").pop()), asked];
  }
  const [state, gone] = ["records-state.txt", "orgs/gone-group/record.json"];
  const [left, asked] = await leftWith((path) => (path === gone ? 404 : 200));
  assert.deepEqual(left, ["other site", "", names.here]);
  assert.deepEqual(asked, [gone, state, "orgs/k7/record.json"]);
  // Nothing at all, nothing but faults, or a filter that knows nothing of this site.
  for (const status of [0, 500, 404]) {
    assert.deepEqual((await leftWith(() => status))[0], ["other site", "", names.gone, names.here]);
  }
});
