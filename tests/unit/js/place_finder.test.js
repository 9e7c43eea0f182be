import assert from "node:assert/strict";
import test from "node:test";

import { findCouncils } from "../../../docs/assets/js/contribute/place_finder.js";
import { Whereabouts } from "../../../docs/assets/js/places/whereabouts.js";
import { readData } from "./data.js";

const { lists } = readData("questions");
const open = (load) => Whereabouts.open(load);
const whereabouts = await open(async (file) => lists[file]);
const find = async (text) => {
  const { outcode, names } = await findCouncils(text, whereabouts);
  return { outcode, names: Object.fromEntries(names) };
};

test("a town leads to each council that has one of its name", async () => {
  const otley = { suffolk: ["Otley"], leeds: ["Otley"] };
  for (const text of ["Otley", "otl", " OTLEY "]) {
    assert.deepEqual(await find(text), { outcode: "", names: otley });
  }
  assert.deepEqual((await find("Obar Bhrothaig")).names, { angus: ["Arbroath"] });
});

test("a council is found by its name in another language, and by its parts", async () => {
  assert.deepEqual((await find("Sir Benf")).names, { pembrokeshire: ["Sir Benfro"] });
  assert.deepEqual((await find("caerdydd")).names, {
    cardiff: ["Caerdydd"],
    "cardiff-and-vale": ["Caerdydd a Bro Morgannwg"],
  });
  assert.deepEqual((await find("Isle of Skye")).names, { highland: ["Isle of Skye"] });
});

test("an outcode leads to all councils that it lies in", async () => {
  const names = { leeds: ["LS21"], "north-yorkshire": ["LS21"] };
  for (const text of ["LS21", "ls21", "LS21 3AA", "ls213aa"]) {
    assert.deepEqual(await find(text), { outcode: "LS21", names });
  }
  assert.deepEqual((await find("LS29")).names, { bradford: ["LS29"] });
  assert.ok((await find("W1")).names.westminster.includes("W1B"));
});

test("in Northern Ireland, it may be any council", async () => {
  const { names } = await find("BT1 5GS");
  assert.deepEqual(names["northern-ireland"], ["BT1"]);
  assert.deepEqual(names.belfast, []);
  assert.equal(names.leeds, undefined);
});

test("what is nothing, too short or no more in use finds nothing", async () => {
  for (const text of ["", "O", "Ot", "xyzzy", "ZZ9", "(((", "constructor", "__proto__"]) {
    assert.deepEqual((await find(text)).names, {}, text);
  }
});

test("where a list cannot be had, it says so, and the next call tries again", async () => {
  let isOffline = true;
  const other = await open(async (file) => {
    if (isOffline && file.startsWith("names/")) throw new Error("offline");
    return lists[file];
  });
  await assert.rejects(findCouncils("Otley", other), /offline/);
  isOffline = false;
  assert.equal((await findCouncils("Otley", other)).names.size, 2);
});
