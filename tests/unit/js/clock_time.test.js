import assert from "node:assert/strict";
import test from "node:test";

import { readTime } from "../../../docs/assets/js/values/clock_time.js";
import { readData } from "./data.js";

test("times are read as the build reads them", () => {
  for (const [text, time] of readData("clockTimes")) assert.equal(readTime(text), time ?? text);
});
