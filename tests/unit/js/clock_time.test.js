import assert from "node:assert/strict";
import test from "node:test";

import { readTime } from "../../../docs/assets/js/values/clock_time.js";
import { readData } from "./data.js";

test("times are read as the build reads them", () => {
  const { words, times } = readData("clock");
  for (const [text, time] of times) assert.equal(readTime(text, words), time ?? text);
});
