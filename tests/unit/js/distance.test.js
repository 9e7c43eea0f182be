import assert from "node:assert/strict";
import test from "node:test";

import { milesBetween, wholeMiles } from "../../../docs/assets/js/shared/distance.js";
import { readData } from "./data.js";

test("miles are counted as the crow flies", () => {
  const [london, leeds] = [
    [51.507, -0.128],
    [53.797, -1.544],
  ];
  assert.equal(milesBetween(leeds, leeds), 0);
  assert.ok(Math.abs(milesBetween(london, leeds) - 169) < 2);
  assert.ok(Math.abs(milesBetween(london, leeds) - milesBetween(leeds, london)) < 1e-9);
});

for (const { about, one, other, miles } of readData("distances")) {
  test(`no more is told than is known: ${about}`, () => {
    assert.equal(wholeMiles(one, other), miles);
    assert.equal(wholeMiles(other, one), miles);
  });
}
