import assert from "node:assert/strict";
import test from "node:test";

import { decodePostings } from "../../../docs/assets/js/find/postings.js";
import { readData } from "./data.js";

test("the script reads the lists that the build packs", () => {
  const cases = readData("postings");
  assert.ok(cases.length > 5);
  for (const { numbers, packed } of cases) assert.deepEqual(decodePostings(packed), numbers);
});
