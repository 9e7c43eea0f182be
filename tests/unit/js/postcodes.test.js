import assert from "node:assert/strict";
import test from "node:test";

import { parseCoordinates } from "../../../docs/assets/js/places/coordinates.js";
import { Postcodes } from "../../../docs/assets/js/places/postcodes.js";
import { readData } from "./data.js";

const { here, elsewhere } = readData("postcodes");
const postcodes = new Postcodes(here);
const parse = (text) => postcodes.parse(text);

test("a postcode is read as it is usually written", () => {
  for (const text of ["LS6 3HN", "ls63hn", " ls6  3hn "]) {
    assert.deepEqual(parse(text), { text: "LS6 3HN", outcode: "LS6", isFull: true }, text);
  }
});

test("a postcode is found among other words, a half one only at either end", () => {
  const split = (text) => postcodes.split(text);
  assert.deepEqual(split("10 Otley Road, Leeds, LS6 3HN"), {
    postcode: { text: "LS6 3HN", outcode: "LS6", isFull: true },
    rest: "10 Otley Road, Leeds",
  });
  assert.equal(split("Leeds LS1")?.postcode.outcode, "LS1");
  assert.equal(split("LS1, Leeds")?.rest, "Leeds");
  assert.equal(split("York Y01 7FR")?.postcode.outcode, "YO1");
  for (const text of ["Leeds", "LS1", "the M1 motorway", ""]) assert.equal(split(text), null);
});

test("of half a postcode, a space says where it ends", () => {
  assert.equal(parse("LS1 4")?.outcode, "LS1");
  assert.equal(parse("LS14")?.outcode, "LS14");
  assert.equal(parse("W1A")?.outcode, "W1A");
});

test("letters that look like digits are digits", () => {
  assert.deepEqual(parse("lso 1aa"), { text: "LS0 1AA", outcode: "LS0", isFull: true });
  assert.deepEqual(parse("Y01 7FR"), { text: "YO1 7FR", outcode: "YO1", isFull: true });
  assert.equal(parse("0x4")?.outcode, "OX4");
});

test("postcodes outside of the country say where", () => {
  assert.deepEqual(parse("JE2 3AB"), {
    text: "JE2 3AB",
    outcode: "JE2",
    isFull: true,
    problem: "islands",
    where: "Jersey",
  });
  assert.equal(parse("FIQQ 1ZZ")?.where, "the Falkland Islands");
  assert.equal(parse("A65 F4E2")?.where, "Ireland");
});

test("postcodes of no place say why", () => {
  const { problem, area, town } = parse("BT1 1AA");
  assert.deepEqual([problem, area, town], ["without-districts", "northern-ireland", "Belfast"]);
  assert.deepEqual(parse("bfpo1"), {
    text: "BFPO 1",
    isFull: true,
    problem: "forces",
    where: "British Forces",
  });
  assert.equal(parse("GIR 0AA")?.problem, "post-only");
});

test("other texts are no postcodes", () => {
  for (const text of ["Leeds", "", "1 2", "constructor", "__proto__"])
    assert.equal(parse(text), null);
});

for (const { name, data, cases } of elsewhere) {
  test(`postcodes of another form are read as in the build: ${name}`, () => {
    const other = new Postcodes(data);
    for (const { typed, parsed, split } of cases) {
      const { text = "", outcode = "", isFull = false } = other.parse(typed) ?? {};
      assert.deepEqual([text, outcode, isFull], parsed, typed);
      const found = other.split(typed);
      assert.deepEqual([found?.postcode.text ?? "", found?.rest ?? ""], split, typed);
    }
  });
}

test("coordinates are read with signs, or with the letters of the compass", () => {
  assert.deepEqual(parseCoordinates("53.8, -1.55"), [53.8, -1.55]);
  assert.deepEqual(parseCoordinates("53,8 −1,55"), [53.8, -1.55]);
  assert.deepEqual(parseCoordinates("51.5074° N, 0.1278° W"), [51.5074, -0.1278]);
  assert.deepEqual(parseCoordinates("geo:50.1,-5.5"), [50.1, -5.5]);
  assert.equal(parseCoordinates("LS6 3HN"), null);
});
