import assert from "node:assert/strict";
import test from "node:test";

import { readData } from "../../unit/js/data.js";
import { addresses, openSearch, readSiteFile } from "./search_site.js";

const data = readData("search");
const engine = openSearch();
const find = (request) => engine.find(request);
const READINGS = ["guide", "word", "resource"];
const HOSTILE = [
  "x".repeat(10_000),
  "a ".repeat(5_000),
  ".*+?^${}()|[]\\",
  "😀🏳️‍🌈",
  "<script>alert(1)</script>",
  "\u202egnirts\u202c",
  "%00%ff",
  "__proto__ constructor toString",
  "' OR 1=1 --",
  "   ",
  "ا ب ت",
  "０１２",
  "ß İ ı",
  "-",
  "the of and",
];

test("people find what they look for among the first three, names always", async () => {
  const kinds = {};
  const missed = [];
  for (const { q, kind, accept } of data.queries) {
    const first = addresses((await find({ text: q })).results).slice(0, 3);
    const good = accept.length
      ? accept.some((address) => first.includes(address))
      : !first.some((address) => address.startsWith("orgs/"));
    (kinds[kind] ??= []).push(good);
    if (!good) missed.push(`${kind}: ${q}: ${first}`);
  }
  const share = (goods) => goods.filter(Boolean).length / goods.length;
  assert.ok(data.queries.length >= 150 && kinds["exact-name"].every(Boolean), missed.join("\n"));
  assert.ok(share([...kinds.misspelt, ...kinds.synonym]) >= 0.97, missed.join("\n"));
  assert.ok(share(Object.values(kinds).flat()) >= 0.96, missed.join("\n"));
});

test("every name of every group finds it first", async () => {
  assert.ok(data.names.length > 100);
  for (const [slug, name] of data.names) {
    assert.equal(addresses((await find({ text: name })).results)[0], `orgs/${slug}`, name);
  }
});

test("kinds of work and partners are found by the names that people use", async () => {
  for (const [text, address] of Object.entries(data.workPages)) {
    const pages = await engine.findWorkPages(text);
    assert.deepEqual(
      pages.map((page) => page.address),
      address ? [address] : [],
      text,
    );
  }
});

test("everything in the library is found by what it is called", async () => {
  assert.ok(data.library.length > 0);
  for (const [name, address] of data.library) {
    const readings = (await find({ text: name })).results.filter(({ kind }) =>
      READINGS.includes(kind),
    );
    assert.ok(
      readings.some((reading) => reading.address === address),
      name,
    );
  }
});

for (const [text, address] of [
  ["imagined ladder", "resources/the-ladder-of-having-a-say/"],
  ["a. fictional", "resources/users-take-the-lead-report-7/"],
  ["being paid on benefits", "guides/paying-people/"],
  ["paid benefits", "resources/paying-people-without-harm-to-their-benefits/"],
  ["cake", "resources/cake-and-co-production/"],
  ["tokinism", "words/#word-tokenism"],
  ["what does safeguarding mean", "words/#word-safeguarding"],
]) {
  test(`the library is found by other words too: ${text}`, async () => {
    const { results } = await find({ text });
    assert.ok(results.some((result) => result.address === address));
    // Groups stay before what is in the library, of which there is little at a time.
    const kinds = results.map(({ kind }) => kind);
    assert.ok(kinds.filter((kind) => READINGS.includes(kind)).length <= 7);
    assert.ok(READINGS.includes(kinds.at(-1)));
  });
}

test("without the list of the library groups are still found", async () => {
  const other = openSearch(async (address) => {
    if (address.includes("library-")) throw new Error("404");
    return readSiteFile(address);
  });
  const { groupCount, results } = await other.find({ text: "peer support" });
  assert.ok(groupCount > 0);
  assert.ok(!results.some(({ kind }) => READINGS.includes(kind)));
});

test("nothing breaks the engine", async () => {
  for (const text of HOSTILE) {
    assert.ok((await find({ text })).groupCount >= 0);
    assert.ok((await find({ text: "advocacy", where: text })).groupCount >= 0);
  }
});

test("a place puts its own groups first and says how far the rest are", async () => {
  const { results } = await find({ text: "", where: "Leeds" });
  const groups = results.filter(({ kind }) => kind === "group");
  const order = ["own", "wider", "nation", "country", "near"];
  const levels = groups.map(({ level }) => level);
  const sorted = [...levels].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  assert.deepEqual(levels, sorted);
  assert.deepEqual(new Set(levels), new Set(order));
  const miles = groups.filter(({ level }) => level === "near").map((group) => group.miles);
  assert.deepEqual(
    miles,
    [...miles].sort((a, b) => a - b),
  );
  assert.ok(miles.every((far) => far > 0 && far < 100));
});

test("from the whole country there are no miles to anywhere", async () => {
  const { results } = await find({ text: "", where: "United Kingdom" });
  assert.ok(results.some(({ level }) => level === "near"));
  assert.ok(results.every(({ miles }) => miles === undefined || miles === null));
});

for (const { title, groups } of data.pagesOfPlaces) {
  test(`a place has the groups of its page: ${title}`, async () => {
    const { results } = await find({ text: "", where: title });
    for (const [level, expected] of Object.entries(groups)) {
      const found = results.filter((result) => result.level === level);
      assert.deepEqual(addresses(found).sort(), expected, level);
    }
  });
}

test("filters and their numbers agree", async () => {
  const { counts } = await find({ text: "" });
  for (const facet of ["led", "does", "way", "fresh", "reach"]) {
    const choices = Object.entries(counts[facet]).filter(([choice]) => choice !== "closed");
    const [choice, number] = choices.reduce((best, one) => (one[1] > best[1] ? one : best));
    const { groupCount } = await find({ text: "", filters: { [facet]: [choice] } });
    assert.ok(number > 0 && groupCount === number, facet);
  }
  // Two filters: the number beside the second is what choosing it brings.
  const led = ["carers"];
  const one = await find({ text: "advocacy", filters: { led } });
  const both = await find({ text: "advocacy", filters: { led, way: ["email"] } });
  assert.equal(one.counts.way.email, both.groupCount);
});

test("closed groups are shown when asked for or named", async () => {
  const { slug, name } = data.closed;
  const isListed = ({ results }) => addresses(results).includes(`orgs/${slug}`);
  const plain = await find({ text: "" });
  const asked = await find({ text: "", includeClosed: true });
  assert.ok(!isListed(plain) && isListed(asked) && isListed(await find({ text: name })));
  assert.equal(plain.groupCount, data.openCount);
  assert.equal(asked.groupCount, data.allCount);
});
