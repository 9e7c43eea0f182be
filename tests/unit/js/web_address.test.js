import assert from "node:assert/strict";
import test from "node:test";

import { addressFault, pageKey } from "../../../docs/assets/js/contribute/web_address.js";
import { readData } from "./data.js";

const TRACKERS = "utm_\\w+";
const RULES = { accented: "éä", endings: ["local"], faults: readData("address_faults") };
const fault = (address) => addressFault(address, RULES);

test("a sound address has no fault", () => {
  for (const address of ["https://example.org", "http://www.exämple.org:8080/a?b=c#d"]) {
    assert.equal(fault(address), null, address);
  }
});

test("an unsafe address says why", () => {
  assert.match(fault("https://example.org/a b"), /space/);
  assert.match(fault("ftp://example.org"), /starts with ftp:/);
  assert.match(fault("HTTPS://example.org"), /small letters/);
  assert.match(fault("example.org"), /doesn't start with/);
  assert.match(fault("https://example.org/<b>"), /there is a </);
  assert.match(fault("https://user@example.org"), /name or password/);
  assert.match(fault("https://192.0.2.1"), /numbers/);
  assert.match(fault("https://[2001:db8::1]"), /numbers/);
  assert.match(fault("https://example.рф"), /mistaken/);
  assert.match(fault("https://printer.local"), /public site/);
  assert.match(fault("https://localhost"), /public site/);
  assert.match(fault("https://-example.org"), /well formed/);
  assert.match(fault("https://example.org:99999"), /well formed/);
});

test("form and build refuse the same addresses", () => {
  const { cases, ...rules } = readData("addresses");
  assert.ok(cases.encoded.length > 25);
  // Each reason in place of its sentence.
  const faults = Object.fromEntries(Object.keys(cases).map((reason) => [reason, reason]));
  for (const [reason, addresses] of Object.entries(cases)) {
    for (const address of addresses) {
      const found = addressFault(address, { ...rules, faults });
      assert.equal(found ?? "sound", reason, address);
    }
  }
});

test("addresses of one page are the same", () => {
  const key = pageKey("https://example.org/a", TRACKERS);
  for (const address of ["http://www.EXAMPLE.org/a/#b", "https://example.org:443/a?utm_source=x"]) {
    assert.equal(pageKey(address, TRACKERS), key, address);
  }
  assert.notEqual(pageKey("https://example.org/a?b=1", TRACKERS), key);
});
