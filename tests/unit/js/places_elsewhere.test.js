import assert from "node:assert/strict";
import test from "node:test";

import { Geocoder } from "../../../docs/assets/js/places/geocoder.js";
import { Whereabouts } from "../../../docs/assets/js/places/whereabouts.js";
import { readData } from "./data.js";

for (const { name, lists, pairs } of readData("places_elsewhere")) {
  const load = async (file) => {
    if (!Object.hasOwn(lists, file)) throw new Error(`404: ${file}`);
    return lists[file];
  };

  test(`the same answers as in the build: ${name}`, async () => {
    const geocoder = await Geocoder.open(load);
    for (const [text, expected] of pairs) {
      const { kind, label, sentence, options } = await geocoder.lookup(text);
      assert.equal(kind, expected.kind, text);
      assert.equal(label, expected.label, text);
      assert.equal(sentence, expected.sentence, text);
      const labels = options?.map((option) => option.label);
      assert.deepEqual(labels, expected.options, text);
    }
  });

  test(`a device is near a place, or abroad: ${name}`, async () => {
    const geocoder = await Geocoder.open(load);
    const labels = [];
    for (const point of [
      [40.31, -30.02],
      [50.11, 10.21],
    ]) {
      labels.push((await geocoder.nearestTo(point))?.label ?? "");
    }
    assert.equal(labels.filter(Boolean).length, 1);
    assert.equal(await geocoder.nearestTo([0, 0]), null);
  });

  test(`what a record says of its place is compared: ${name}`, async () => {
    const whereabouts = await Whereabouts.open(load);
    assert.equal(await whereabouts.contradiction({ town: "Portby", area: "portby" }), null);
    const base = { postcode: "10115", town: "Cedar", area: "cedarland" };
    const expected = name === "with-regions" ? ["postcode", "area"] : null;
    assert.deepEqual(await whereabouts.contradiction(base), expected);
  });
}
