import assert from "node:assert/strict";
import test from "node:test";

import { Geocoder } from "../../../docs/assets/js/places/geocoder.js";
import { readData } from "./data.js";

const { lists, cases, hostile, pageIds, linkTexts, towns } = readData("geocoder");

/** A geocoder, and the lists that it has asked for. */
async function openGeocoder(isLost = () => false) {
  const asked = [];
  const load = async (file) => {
    asked.push(file);
    if (isLost(file) || !Object.hasOwn(lists, file)) throw new Error(`404: ${file}`);
    return lists[file];
  };
  return { geocoder: await Geocoder.open(load), asked };
}

const { geocoder } = await openGeocoder();

/** Whether an answer is that of the build; it may suggest more, but never less. */
async function assertSame(text, expected) {
  const { kind, label, sentence, options, suggestions } = await geocoder.lookup(text);
  assert.equal(kind, expected.kind, text);
  assert.equal(label, expected.label, text);
  assert.equal(sentence, expected.sentence, text);
  if (expected.options) {
    assert.deepEqual(
      options.map((option) => option.label),
      expected.options,
      text,
    );
  }
  const suggested = new Set((suggestions ?? []).map(({ name }) => name));
  for (const name of expected.suggestions ?? []) assert.ok(suggested.has(name), `${text}: ${name}`);
}

for (const [name, { least, pairs }] of Object.entries(cases)) {
  test(`the same answers as in the build: ${name}`, async () => {
    assert.ok(pairs.length > least);
    for (const [text, expected] of pairs) await assertSame(text, expected);
  });
}

test("no input breaks the script", async () => {
  assert.equal(hostile.length, 500);
  for (const text of hostile) {
    const { kind } = await geocoder.lookup(text);
    assert.ok(["found", "choices", "not-found"].includes(kind), text);
  }
});

test("every link leads to a page, and every page can be reached", async () => {
  const reached = new Set();
  for (const text of linkTexts) {
    const answer = await geocoder.lookup(text);
    for (const one of [answer, ...(answer.options ?? []), ...(answer.suggestions ?? [])]) {
      for (const { id } of one.pages ?? []) reached.add(id);
    }
  }
  assert.deepEqual([...reached].sort(), pageIds);
});

test("a town leads to the page that a place has", async () => {
  assert.ok(towns.length > 5000);
  for (const [label, page] of towns) {
    const answer = await geocoder.lookup(label);
    if (answer.kind === "found")
      assert.deepEqual(
        answer.pages.map(({ id }) => id),
        [page],
        label,
      );
  }
});

for (const [text, files] of [
  ["LS1 4AP", ["outcodes/L.json"]],
  ["m14", ["outcodes/M.json"]],
  ["Leeds", ["names/l.json"]],
  ["near Caerdydd", ["names/n.json", "names/c.json"]],
]) {
  test(`one answer needs few lists: ${text}`, async () => {
    const one = await openGeocoder();
    assert.equal((await one.geocoder.lookup(text)).kind, "found");
    assert.deepEqual(one.asked, ["answers.json", "areas.json", ...files]);
  });
}

test("a list that was lost is asked for again", async () => {
  let isBroken = true;
  const one = await openGeocoder((file) => isBroken && file === "names/l.json");
  await assert.rejects(one.geocoder.lookup("Leeds"));
  isBroken = false;
  assert.equal((await one.geocoder.lookup("Leeds")).kind, "found");
});

test("the position of a device is the nearest outcode, or town where there are none", async () => {
  for (const [point, label] of [
    [[53.799, -1.549], "LS1"],
    [[50.12, -5.54], "TR18"],
    [[54.597, -5.93], "Belfast, Northern Ireland"],
    [[60.75, -0.86], "ZE2"],
  ]) {
    assert.equal((await geocoder.nearestTo(point))?.label, label);
  }
  // Paris, Dublin, the middle of the North Sea.
  for (const point of [
    [48.86, 2.35],
    [53.35, -6.26],
    [56, 2.9],
  ]) {
    assert.equal(await geocoder.nearestTo(point), null);
  }
});
