/* The reader's own list: what may be on it, and how it is sent. */

import assert from "node:assert/strict";
import test from "node:test";

import { listAddress, sendAddresses, slugsIn } from "../../../docs/assets/js/shortlist/list_text.js";
import { MAX_GROUPS, cleanSlugs } from "../../../docs/assets/js/shortlist/saved_list.js";

const ROOT = "https://example.org/";
const WORDS = {
  subject: "{count} that might help",
  whole: "The whole list: {address}",
  counts: { one: "{n} group", other: "{n} groups" },
};
const HOSTILE = ["../x", "<b>", "A", "a", "x".repeat(81), "a--b", "-a", "a b", "__proto__", "é", ""];

const group = (number, text = "") => ({
  slug: `group-${number}`,
  facts: {
    name: `Group & ${number}${text}`,
    ways: [
      ["Phone", `0113 496 ${number}`, `tel:0113496${number}`],
      ["Website", "example.org", "https://example.org"],
    ],
  },
});
const bodyOf = (address) => decodeURIComponent(address.split("body=")[1]);

test("a list holds slugs, each once, and no more than its limit", () => {
  assert.deepEqual(cleanSlugs(["leeds-speak-up", "k7", "leeds-speak-up"]), ["leeds-speak-up", "k7"]);
  assert.deepEqual(cleanSlugs([...HOSTILE, 7, null, ["aa"], { aa: 1 }]), []);
  for (const junk of [null, 7, "aa,bb", { 0: "aa" }]) assert.deepEqual(cleanSlugs(junk), []);
  const many = Array.from({ length: 80 }, (_, n) => `group-${n}`);
  assert.deepEqual(cleanSlugs(many), many.slice(0, MAX_GROUPS));
});

test("an address names a list, and nothing else gets in by it", () => {
  assert.equal(slugsIn("?q=x"), null);
  assert.deepEqual(slugsIn("?groups="), []);
  assert.deepEqual(slugsIn("?groups=k7,%20leeds-speak-up"), ["k7", "leeds-speak-up"]);
  assert.deepEqual(slugsIn(`?groups=${encodeURIComponent(HOSTILE.join())},k7`), ["k7"]);
  const slugs = ["k7", "leeds-speak-up"];
  const address = listAddress(`${ROOT}shortlist/`, slugs);
  assert.deepEqual(slugsIn(new URL(address).search), slugs);
});

test("a message says how to reach each group, and where the list is", () => {
  const { email, text } = sendAddresses([group(1), group(2), { slug: "gone", facts: null }], ROOT, WORDS);
  const end = "The whole list: https://example.org/shortlist/?groups=group-1,group-2,gone";
  assert.ok(email.startsWith("mailto:?subject=3%20groups%20that%20might%20help&body="));
  assert.equal(
    bodyOf(email),
    [
      "Group & 1\r\nPhone: 0113 496 1\r\nWebsite: example.org\r\nhttps://example.org/orgs/group-1/",
      "Group & 2\r\nPhone: 0113 496 2\r\nWebsite: example.org\r\nhttps://example.org/orgs/group-2/",
      end,
    ].join("\r\n\r\n"),
  );
  assert.ok(text.startsWith("sms:?&body="));
  assert.equal(bodyOf(text), `Group & 1: 0113 496 1\nGroup & 2: 0113 496 2\n\n${end}`);
});

test("the longer a list, the less a message says of each group", () => {
  const some = Array.from({ length: 15 }, (_, n) => group(n));
  const { email } = sendAddresses(some, ROOT, WORDS);
  assert.ok(bodyOf(email).includes("Group & 14: 0113 496 14") && !bodyOf(email).includes("Website"));
  const long = some.map((_, n) => group(n, " with a very long name that goes on and on and on and on"));
  const brief = sendAddresses(long, ROOT, WORDS);
  for (const address of [brief.email, brief.text]) {
    assert.ok(address.length < 1900);
    assert.match(bodyOf(address), /^The whole list: \S+group-14$/);
  }
});
