/* How the search understands the place in what people type. */

import assert from "node:assert/strict";
import test from "node:test";

import { readData } from "../../unit/js/data.js";
import { openSearch, readSiteFile } from "./search_site.js";

const { searches, places } = readData("places");
const engine = openSearch();

/** What a response says of the place, as the cases have it. */
function understood({ place, topic, question, placeNote }) {
  const sentence = question?.sentence ?? "";
  return { page: place?.page ?? "", topic, asks: sentence, says: placeNote };
}

for (const { q, page = "", topic, asks = "", says = "", near_me: isNearMe = false } of searches) {
  test(`the place in: ${q}`, async () => {
    const found = await engine.find({ text: q });
    const { asks: asked, says: said, ...rest } = understood(found);
    assert.deepEqual(rest, { page, topic });
    assert.ok(asks ? asked.startsWith(asks) : !asked, asked);
    assert.ok(says ? said.startsWith(says) : !said, said);
    assert.equal(found.question?.isNearMe ?? false, isNearMe);
    // What has to be asked first finds nothing, rather than everything.
    if (asks) assert.deepEqual([found.results, found.groupCount], [[], 0]);
  });
}

for (const { q, is, says } of places) {
  test(`the place in its own box: ${q}`, async () => {
    const { place, question, placeNote, results } = await engine.find({ text: "", where: q });
    const sentence = question?.sentence || placeNote;
    if (is) assert.ok(place && !question, sentence);
    else assert.ok(sentence.startsWith(says), sentence);
    if (question) assert.deepEqual(results, []);
  });
}

test("each choice is a place, and keeps the topic", async () => {
  const { question, topic } = await engine.find({ text: "carers in newport" });
  assert.equal(question.choices.length, 7);
  for (const { label } of question.choices) {
    const found = await engine.find({ text: topic, where: label });
    assert.equal(found.place?.title, label);
  }
});

test("a postcode alone finds its place, and nothing to read", async () => {
  const { results, pages } = await engine.find({ text: "LS1 4AP" });
  assert.deepEqual(
    pages.map(({ kind, address }) => [kind, address]),
    [["place", "places/leeds/"]],
  );
  assert.ok(results.every(({ kind }) => kind === "group" || kind === "place"));
  assert.ok(results.length > 1);
});

for (const [text, where] of [
  ["", "LS1 4AP"],
  ["dementia", "Norwich"],
  ["dementia LS1 4AP", ""],
  ["dementia norwich", ""],
]) {
  test(`without the lists of places the search asks again: ${text} ${where}`, async () => {
    const other = openSearch(async (address) => {
      if (address.startsWith("places/")) throw new Error("404");
      return readSiteFile(address);
    });
    const { question, groupCount, topic } = await other.find({ text, where });
    assert.deepEqual(question, { sentence: "", choices: [], isNearMe: false });
    assert.equal(groupCount, 0);
    assert.equal(topic, text && "dementia");
  });
}

test("without the lists of places other words are looked for all the same", async () => {
  const other = openSearch(async (address) => {
    if (address.startsWith("places/")) throw new Error("404");
    return readSiteFile(address);
  });
  const { groupCount } = await other.find({ text: "carers qqzzqq" });
  assert.ok(groupCount > 0);
  assert.equal((await other.find({ text: "carers leeds" })).place?.page, "leeds");
});

test("who is still typing is not asked", async () => {
  const { question, groupCount } = await engine.find({ text: "carers richmond", typing: true });
  assert.ok(!question && groupCount > 0);
});
