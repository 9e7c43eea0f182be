import assert from "node:assert/strict";
import test from "node:test";

import { mailboxQuestion } from "../../../docs/assets/js/contribute/mailbox_question.js";
import { placeQuestions } from "../../../docs/assets/js/contribute/place_questions.js";
import { safetyQuestions } from "../../../docs/assets/js/contribute/safety_questions.js";
import { Whereabouts } from "../../../docs/assets/js/places/whereabouts.js";
import { readData } from "./data.js";

const { rules, lists, places, safety, mailboxes } = readData("questions");

const asked = [];
const whereabouts = await Whereabouts.open(async (file) => {
  asked.push(file);
  if (!Object.hasOwn(lists, file)) throw new Error(`404: ${file}`);
  return lists[file];
});

for (const { record, asks } of places) {
  test(`form and build ask the same of ${JSON.stringify(record.based_in)}`, async () => {
    assert.deepEqual(await placeQuestions(record, rules, whereabouts), asks);
  });
}

test("an answer with a fault of its own is passed over", async () => {
  for (const postcode of ["ls1 4ap", "LS1", "XX1 1AA", "12345", "{town}", "BN1"]) {
    const record = { based_in: { postcode, area: "leeds" } };
    assert.deepEqual(await placeQuestions(record, rules, whereabouts), [], postcode);
  }
  assert.deepEqual(await placeQuestions({}, rules, whereabouts), []);
});

test("only the lists that are needed are fetched, and each once", () => {
  assert.equal(new Set(asked).size, asked.length);
  assert.ok(asked.includes("councils/l.json"));
  assert.ok(!asked.includes("names/x.json"));
});

for (const { record, before, asks } of safety) {
  const about = JSON.stringify([record.based_in, record.for, record.user_led.led_by]);
  test(`form and build ask for safety of ${about}`, () => {
    assert.deepEqual(safetyQuestions(record, before, rules.safety), asks);
  });
}

test("form and build ask the same of a mailbox", () => {
  assert.ok(mailboxes.length > 30);
  for (const { record, asks } of mailboxes) {
    assert.deepEqual(mailboxQuestion(record, {}, rules), asks, record.contact.email);
    assert.deepEqual(mailboxQuestion(record, record, rules), [], "that has stood there before");
  }
});
