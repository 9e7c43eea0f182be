import assert from "node:assert/strict";
import test from "node:test";

import { noneLocal } from "../../../docs/assets/js/find/levels_view.js";
import { formatMessage } from "../../../docs/assets/js/shared/messages.js";
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

test("words that are not ours are understood, and outdated ones never shown", async () => {
  for (const [meaning, phrases] of Object.entries(data.outdated)) {
    for (const typed of phrases) {
      const { corrections, said, shown, unfamiliar } = await find({ text: `leeds ${typed}` });
      const texts = [...corrections.flat(), ...said, ...unfamiliar, shown];
      assert.ok(!texts.some((text) => ` ${text} `.includes(` ${typed} `)), typed);
      assert.ok(typeof shown === "string" && said.includes(meaning) === Boolean(meaning), typed);
    }
  }
});

test("one word that is not known never empties the list", async () => {
  for (const text of ["xylophonists leeds", "carers xylophonists", "carers xylophonists leeds"]) {
    const { groupCount, unfamiliar, corrections } = await find({ text });
    assert.ok(groupCount > 0, text);
    assert.deepEqual(unfamiliar, ["xylophonists"]);
    assert.deepEqual(corrections, []);
  }
  // A word that is known, but for no group of the place.
  assert.ok((await find({ text: "sailors leeds" })).groupCount > 0);
  const { groupCount } = await find({ text: "carers xylophonists", where: "Leeds" });
  assert.ok(groupCount > 0);
});

test("a right word of everyday English is not corrected", async () => {
  for (const text of ["heating", "kill", "trying to get clean", "divorce", "knitting", "damp"]) {
    assert.deepEqual((await find({ text })).corrections, [], text);
  }
});

test("a group for the place comes before a name that fits only without it", async () => {
  for (const [text, first] of [
    ["leeds speak up", "orgs/leeds-speak-up"],
    ["mersey recovery leeds", "orgs/leeds-recovery-kitchen"],
    ["cardiff bay disability network", "orgs/cardiff-bay-disability-network"],
    ["carers congress cornwall", "orgs/cornwall-rural-carers"],
  ]) {
    assert.equal(addresses((await find({ text })).results)[0], first, text);
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
  ["trustee fees and benefits", "guides/paying-people/"],
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
    assert.ok(kinds.filter((kind) => READINGS.includes(kind)).length <= 3);
    assert.ok(READINGS.includes(kinds.at(-1)));
  });
}

for (const [text, address] of [
  ["trustee fees and benefits", "guides/paying-people/"],
  ["how much do we pay experts by experience", "guides/paying-people/"],
  ["What co-production is", "guides/what-co-production-is/"],
  ["definition of coproduction", "guides/what-co-production-is/"],
  ["examples of co-production", "guides/examples/"],
  ["how to set up a self help group", "guides/starting-a-group/"],
  ["peer support group", undefined],
]) {
  test(`the guide that is asked for comes before the groups: ${text}`, async () => {
    const { pages } = await find({ text });
    const guides = pages.filter(({ kind }) => kind === "guide");
    assert.equal(guides[0]?.address, address);
    assert.ok(!address || pages[0] === guides[0]);
    assert.equal(new Set(guides.map((guide) => guide.address)).size, guides.length);
  });
}

for (const text of ["LS1 4AP", "Leeds", "group", "support", "help in Leeds"]) {
  test(`what says too little brings nothing to read: ${text}`, async () => {
    const { results } = await find({ text });
    assert.deepEqual(
      results.filter(({ kind }) => READINGS.includes(kind)),
      [],
    );
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

const ORDER = ["named", "own", "inside", "wider", "near", "nation", "country", "none"];
const groupsIn = ({ results }) => results.filter(({ kind }) => kind === "group");

test("a place puts its own groups first and says how far the rest are", async () => {
  const groups = groupsIn(await find({ text: "", where: "Leeds" }));
  const levels = groups.map(({ level }) => level);
  assert.deepEqual(
    levels,
    levels.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
  );
  assert.deepEqual([...new Set(levels)], ["own", "wider", "near", "nation", "country"]);
  const miles = groups.filter(({ level }) => level === "near").map((group) => group.miles);
  const known = miles.filter((far) => far !== null);
  assert.deepEqual(
    known,
    known.toSorted((a, b) => a - b),
  );
  assert.ok(known.length && known.every((far) => far > 0 && far <= 30));
});

for (const where of ["United Kingdom", "Scotland", "South East"]) {
  test(`nothing is near what is so large: ${where}`, async () => {
    const groups = groupsIn(await find({ where }));
    assert.ok(groups.length);
    assert.ok(groups.every(({ level, miles }) => level !== "near" && miles === null));
  });
}

test("a place has the groups of its page, in the same order and as far away", async () => {
  assert.ok(data.pagesOfPlaces.length > 1000);
  const seen = new Set();
  const unknown = [];
  for (const { page, where, groups, miles } of data.pagesOfPlaces) {
    const found = await find({ where });
    if (!found.place) {
      unknown.push(where);
      continue;
    }
    assert.equal(found.place.page, page, where);
    const results = groupsIn(found);
    for (const [level, expected] of Object.entries(groups)) {
      const ofLevel = results.filter((result) => result.level === level);
      assert.deepEqual(addresses(ofLevel), expected, `${where}: ${level}`);
      if (expected.length) seen.add(level);
    }
    for (const result of results) {
      assert.equal(result.miles, miles[addresses([result])[0]] ?? null, `${where}: ${result.title}`);
    }
  }
  // A few names are those of several places, and the search asks which is meant.
  assert.ok(unknown.length < 5, `${unknown}`);
  assert.deepEqual([...seen].sort(), ["country", "inside", "nation", "near", "own", "wider"]);
});

test("an outcode with a point of its own is as exact as it is", () => {
  const pages = [{ id: "leeds", label: "LS6" }];
  const outcode = engine.places.fromMatch({ kind: "found", label: "LS6", pages, point: [53.82, -1.57] });
  const { point, precision, town } = outcode;
  assert.deepEqual([point, precision, town], [[53.82, -1.57], "postcode-district", ""]);
  const without = engine.places.fromMatch({ kind: "found", label: "LS6", pages });
  assert.equal(without.precision, "council");
  const group = engine.data.names.indexOf("York Plain Speakers");
  assert.ok(engine.reach.milesTo(outcode, group) > 15);
  assert.equal(engine.reach.milesTo(without, group), null);
});

test("both boxes give the same for a place", async () => {
  let compared = 0;
  for (const { where } of data.pagesOfPlaces) {
    const [first, second] = [await find({ text: where }), await find({ where })];
    // Some names are those of groups, or of several places, too.
    if (first.place?.page !== second.place?.page || !first.isAll) continue;
    compared += 1;
    const plain = ({ address, level, miles }) => [address, level, miles];
    assert.deepEqual(groupsIn(first).map(plain), groupsIn(second).map(plain), where);
  }
  assert.ok(compared > 250, `${compared}`);
});

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

/** Every so many of a list. */
const sample = (list, step) => list.filter((_, number) => number % step === 0);

test("every count is the number of what is listed", async () => {
  const places = [undefined, "Leeds", "Wigan", "Highland", "Merseyside", "London", "LS6"];
  const counted = { requests: 0, filters: 0, near: 0, named: 0 };
  const texts = ["", ...sample(data.queries, 2).map(({ q }) => q)];
  for (const [number, text] of texts.entries()) {
    for (const where of text ? [undefined, places[number % places.length]] : places) {
      for (const filters of [{}, { way: ["email"] }]) {
        // The words of the records are read at the first need, and then count for every search.
        await find({ text, where, filters });
        const request = { text, where, filters };
        const found = await find(request);
        const listed = groupsIn(found);
        const about = JSON.stringify(request);
        assert.equal(found.groupCount, listed.length, about);
        assert.equal(new Set(listed.map(({ group }) => group)).size, listed.length, about);
        const byLevel = Map.groupBy(listed, ({ level }) => level);
        // The groups of a level stand together, in the order of the levels.
        const order = [...byLevel.keys()].map((level) => ORDER.indexOf(level));
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
          about,
        );
        assert.deepEqual(
          listed,
          [...byLevel.values()].flat(),
          about,
        );
        for (const [level, groups] of found.place ? byLevel : []) {
          assert.equal(found.levelCounts[level], groups.length, `${about}: ${level}`);
        }
        const sum = Object.values(found.levelCounts).reduce((one, other) => one + other, 0);
        assert.equal(sum, found.place ? listed.length : 0, about);
        counted.requests += 1;
        counted.near += found.levelCounts.near ?? 0;
        counted.named += found.levelCounts.named ?? 0;
        for (const facet of ["led", "does", "reach", "fresh"]) {
          const choices = Object.entries(found.counts[facet]).filter(
            ([choice]) => choice !== "closed",
          );
          const [choice, count] = choices[(number * 7) % choices.length];
          const chosen = await find({ text, where, filters: { ...filters, [facet]: [choice] } });
          assert.equal(count, chosen.groupCount, `${about}: ${facet} ${choice}`);
          assert.equal(groupsIn(chosen).length, count, `${about}: ${facet} ${choice}`);
          counted.filters += Number(count > 0);
        }
      }
    }
  }
  assert.ok(counted.requests > 300 && counted.filters > 300, JSON.stringify(counted));
  assert.ok(counted.near > 50 && counted.named > 5, JSON.stringify(counted));
});

for (const [text, where, level] of [
  ["sickle cell", "Croydon", "near"],
  ["direct payments", "Wigan", "near"],
  ["stroke choir", "Shetland", "far"],
  ["autism", "Bradford", "wider"],
  ["carers", "Shetland", ""],
]) {
  test(`it says when nothing local fits: ${text}, ${where}`, async () => {
    const { none } = engine.data.say;
    const wanted = level && formatMessage(none[level], { place: where });
    for (const request of [{ text, where }, { text: `${text} ${where}` }]) {
      const found = await find(request);
      assert.equal(found.place.title, where);
      assert.equal(noneLocal(found, engine.data.say), wanted);
    }
  });
}

test("who types the name of a group is not told that it is not local", async () => {
  const found = await find({ text: "UK Survivors' Assembly", where: "Leeds" });
  assert.equal(groupsIn(found)[0].level, "named");
  assert.ok(found.isNoneLocal && !noneLocal(found, engine.data.say));
});

test("a place without groups of its own says so", async () => {
  const [page] = data.pagesOfPlaces.filter(
    ({ groups: { own, inside, near } }) => !own.length && !inside.length && !near.length,
  );
  const found = await find({ where: page.where });
  const wanted = formatMessage(engine.data.say.none.known, { place: found.place.phrase });
  assert.equal(noneLocal(found, engine.data.say), wanted);
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
