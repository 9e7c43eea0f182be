import assert from "node:assert/strict";
import test from "node:test";

import { questionOf } from "../../../docs/assets/js/contribute/form_problems.js";

const IDS = ["name", "user_led.led_by", "user_led.source", "sources"];

test("a problem belongs to its question, or to the first of those inside of its place", () => {
  assert.equal(questionOf(["name"], IDS), "name");
  assert.equal(questionOf(["sources", 0, "url"], IDS), "sources");
  assert.equal(questionOf(["user_led"], IDS), "user_led.led_by");
  assert.equal(questionOf(["added"], IDS), undefined);
});
