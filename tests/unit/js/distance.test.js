import assert from "node:assert/strict";
import test from "node:test";

import { milesBetween } from "../../../docs/assets/js/shared/distance.js";

test("miles are counted as the crow flies", () => {
  const [london, leeds] = [
    [51.507, -0.128],
    [53.797, -1.544],
  ];
  assert.equal(milesBetween(leeds, leeds), 0);
  assert.ok(Math.abs(milesBetween(london, leeds) - 169) < 2);
  assert.ok(Math.abs(milesBetween(london, leeds) - milesBetween(leeds, london)) < 1e-9);
});
