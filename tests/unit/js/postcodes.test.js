import assert from "node:assert/strict";
import test from "node:test";

import { parseCoordinates } from "../../../docs/assets/js/places/coordinates.js";
import { parsePostcode, splitPostcode } from "../../../docs/assets/js/places/postcodes.js";

const outside = { islands: { JE: "Jersey" }, overseas: { FIQQ: "the Falkland Islands" } };
const parse = (text) => parsePostcode(text, outside);

test("a postcode is read as it is usually written", () => {
  for (const text of ["LS6 3HN", "ls63hn", " ls6  3hn "]) {
    assert.deepEqual(parse(text), { text: "LS6 3HN", outcode: "LS6" }, text);
  }
});

test("a postcode is found among other words, a half one only at either end", () => {
  const split = (text) => splitPostcode(text, outside);
  assert.deepEqual(split("10 Otley Road, Leeds, LS6 3HN"), {
    postcode: { text: "LS6 3HN", outcode: "LS6" },
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
  assert.deepEqual(parse("lso 1aa"), { text: "LS0 1AA", outcode: "LS0" });
  assert.deepEqual(parse("Y01 7FR"), { text: "YO1 7FR", outcode: "YO1" });
  assert.equal(parse("0x4")?.outcode, "OX4");
});

test("postcodes outside of the United Kingdom say where", () => {
  assert.deepEqual(parse("JE2 3AB"), {
    text: "JE2 3AB",
    outcode: "JE2",
    problem: "islands",
    where: "Jersey",
  });
  assert.equal(parse("FIQQ 1ZZ")?.where, "the Falkland Islands");
  assert.equal(parse("A65 F4E2")?.where, "Ireland");
});

test("postcodes of no place say why", () => {
  assert.equal(parse("BT1 1AA")?.problem, "northern-ireland");
  assert.deepEqual(parse("bfpo1"), { text: "BFPO 1", problem: "forces" });
  assert.equal(parse("GIR 0AA")?.problem, "post-only");
});

test("other texts are no postcodes", () => {
  for (const text of ["Leeds", "", "1 2", "constructor", "__proto__"])
    assert.equal(parse(text), null);
});

test("coordinates are read with signs, or with the letters of the compass", () => {
  assert.deepEqual(parseCoordinates("53.8, -1.55"), [53.8, -1.55]);
  assert.deepEqual(parseCoordinates("53,8 −1,55"), [53.8, -1.55]);
  assert.deepEqual(parseCoordinates("51.5074° N, 0.1278° W"), [51.5074, -0.1278]);
  assert.deepEqual(parseCoordinates("geo:50.1,-5.5"), [50.1, -5.5]);
  assert.equal(parseCoordinates("LS6 3HN"), null);
});
