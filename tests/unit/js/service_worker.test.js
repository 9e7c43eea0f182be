/* The service worker: what it keeps is for its own pages, and by their word alone. Other sites may
   stand at the same host, share its caches, and send it messages. */

import assert from "node:assert/strict";
import test from "node:test";

import { readData } from "./data.js";
import { MARK, SCOPE, STATE, contentOf, startWorker } from "./worker_world.js";

const { messages } = readData("service_worker");

const THEIRS = {
  "find v1": { "https://example.org/other/": "theirs", [`${SCOPE}find/`]: "made up by them" },
  "https://example.org/other/ find ?1": { "https://example.org/other/find/": "theirs" },
  " x": { "https://example.org/": "theirs" },
};

for (const { what, from, data, kept = false } of messages) {
  test(`a message of ${what}`, async () => {
    const worker = startWorker(THEIRS);
    await worker.tell(data, from);
    const added = [...worker.caches.keys()].filter((name) => !Object.hasOwn(THEIRS, name));
    const expected = [`${SCOPE} state`, `${SCOPE} ${data?.kind} ${data?.version}`];
    assert.deepEqual(added, kept ? expected : []);
    assert.deepEqual(worker.requests, kept ? [STATE, ...data.files] : []);
    for (const [name, files] of Object.entries(THEIRS)) {
      assert.deepEqual(contentOf(worker.caches.get(name)), files);
    }
  });
}

test("there is an end to what it keeps", async () => {
  const worker = startWorker();
  const files = Array.from({ length: 1001 }, (_, n) => `${SCOPE}${n}`);
  await worker.tell({ kind: "find", version: "1", files }, SCOPE);
  assert.deepEqual([worker.requests.length, worker.caches.size], [0, 0]);
  await worker.tell({ kind: "find", version: "1", files: files.slice(1) }, SCOPE);
  assert.deepEqual([worker.requests.length, worker.caches.size], [1001, 2]);
});

test("a new version takes the place of the one before, of its kind alone", async () => {
  const worker = startWorker(THEIRS);
  for (const [kind, version] of [["find", "1"], ["help", "1"], ["find", "2"]]) {
    await worker.tell({ kind, version, files: [`${SCOPE}${kind}/`] }, SCOPE);
  }
  const own = [...worker.caches.keys()].filter((name) => !Object.hasOwn(THEIRS, name));
  assert.deepEqual(own, [`${SCOPE} state`, `${SCOPE} help 1`, `${SCOPE} find 2`]);
});

test("without a connection it answers with what it kept, never with what others put there", async () => {
  const worker = startWorker(THEIRS);
  worker.world.offline = true;
  assert.equal(await worker.ask(`${SCOPE}find/`), "no connection");
  worker.world.offline = false;
  await worker.tell({ kind: "find", version: "1", files: [`${SCOPE}find/`] }, SCOPE);
  worker.world.offline = true;
  assert.equal(await worker.ask(`${SCOPE}find/?q=${"a".repeat(100_000)}`), `${MARK} ${SCOPE}find/`);
  assert.equal(await worker.ask(`${SCOPE}orgs/?q=x`), "no connection");
});

test("it leaves alone what is not of this site", async () => {
  const worker = startWorker();
  for (const url of ["https://example.org/other/", "https://example.org/", "https://example.net/"]) {
    assert.equal(await worker.ask(url), undefined);
  }
  assert.equal(await worker.ask(SCOPE, "POST"), undefined);
  assert.deepEqual(worker.requests, []);
});
