import assert from "node:assert/strict";
import test from "node:test";

import { isLikely, slipCost, soundOf } from "../../../docs/assets/js/find/slips.js";

test("slips that are easily made are likely", () => {
  for (const [typed, word] of [
    ["suport", "support"],
    ["wheelchiar", "wheelchair"],
    ["anziety", "anxiety"],
    ["grup", "group"],
    ["hepl", "help"],
    ["autizm", "autism"],
    ["disabilty", "disability"],
  ]) {
    assert.ok(isLikely(typed, word), typed);
  }
});

test("nobody writes one of these for the other", () => {
  for (const [typed, word] of [
    ["kill", "ill"],
    ["damp", "ramp"],
    ["junkie", "june"],
    ["nick", "nice"],
    ["lame", "lyme"],
    ["beats", "seats"],
    ["exclusion", "inclusion"],
    ["tranny", "trains"],
  ]) {
    assert.ok(!isLikely(typed, word), typed);
  }
});

test("the nearer of two words costs less", () => {
  assert.equal(slipCost("carer", "carer"), 0);
  assert.ok(slipCost("suport", "support") < slipCost("suport", "sport"));
  assert.ok(slipCost("hearnig", "hearing") < slipCost("hearwig", "hearing"));
  assert.ok(slipCost("carers", "barers") > slipCost("barers", "baters"));
});

test("words that sound alike sound the same", () => {
  for (const [typed, word] of [
    ["demensha", "dementia"],
    ["addicshun", "addiction"],
    ["sykosis", "psychosis"],
    ["nurodiverse", "neurodiverse"],
    ["altzeimers", "alzheimers"],
  ]) {
    assert.equal(soundOf(typed), soundOf(word));
  }
  assert.notEqual(soundOf("hearing"), soundOf("housing"));
});
