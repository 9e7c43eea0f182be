/* What the service worker keeps is as old as the records, and stays where only the host or the
   connection has broken down. */

import assert from "node:assert/strict";
import test from "node:test";

import { Answer, MARK, SCOPE, STATE, startWorker } from "./worker_world.js";

const AFTER = "fedcba9876543210";
const HELP = { kind: "help", version: "1", files: [`${SCOPE}help-now/`, `${SCOPE}a.css?1`] };
const LIST = {
  kind: "shortlist",
  version: "1",
  files: ["shortlist/", "orgs/k7/", "orgs/m8/", "shortlist/groups/k7.json"].map((f) => SCOPE + f),
};
const searchPage = (...files) => `${MARK} data-offline="${files.join(" ")}"`;
const gone = () => new Answer("not here", { status: 404 });
const changed = () => new Answer(AFTER);

async function keeping(...requests) {
  const worker = startWorker();
  for (const request of requests) await worker.tell(request, SCOPE);
  return worker;
}

test("a visit asks for one small file, and for nothing else until a record changes", async () => {
  const worker = await keeping(HELP, LIST);
  for (let visits = 0; visits < 3; visits++) assert.deepEqual(await worker.visit(), [STATE]);
  worker.world.answers[STATE] = changed;
  const asked = await worker.visit();
  assert.deepEqual(asked.sort(), [STATE, HELP.files[0], ...LIST.files].sort());
  assert.deepEqual(await worker.visit(), [STATE]);
});

test("who has nothing kept is asked for nothing", async () => {
  assert.deepEqual(await startWorker({ "find v1": { [`${SCOPE}find/`]: "theirs" } }).visit(), []);
});

test("what is gone is forgotten on the next visit, to whatever page", async () => {
  const worker = await keeping(HELP, LIST);
  for (const path of ["orgs/k7/", "shortlist/groups/k7.json"]) worker.world.answers[SCOPE + path] = gone;
  worker.world.answers[STATE] = changed;
  await worker.visit();
  const left = ["a.css?1", "help-now/", "orgs/m8/", "shortlist/", "shortlist/groups/k7.json"];
  assert.deepEqual(worker.kept(), left);
  assert.equal(worker.bodyOf("shortlist 1", "shortlist/groups/k7.json"), "{}");
});

test("the search forgets the files that its page no longer names, and keeps the new ones", async () => {
  const old = ["find/index-1.json", "find/rows-1/0.json"];
  const [shared, next] = ["find/words.json", "find/rows-2/0.json"];
  for (const saveData of [false, true]) {
    const worker = startWorker();
    const page = `${SCOPE}find/`;
    worker.world.answers[page] = () => new Answer(searchPage(...old, shared));
    const files = ["find/", ...old, shared, "a.css"].map((file) => SCOPE + file);
    await worker.tell({ kind: "find", version: "1", files }, SCOPE);
    worker.world.answers[page] = () => new Answer(searchPage(shared, next));
    worker.world.answers[STATE] = changed;
    worker.world.connection = { saveData };
    const asked = await worker.visit();
    assert.deepEqual(asked, [STATE, page, ...(saveData ? [] : [SCOPE + next])]);
    assert.deepEqual(worker.kept(), ["a.css", "find/", ...(saveData ? [] : [next]), shared].sort());
  }
});

test("what could not be asked is asked for on the next visit, by itself", async () => {
  const refusals = [
    () => new Answer("too many", { status: 429 }),
    () => new Answer("broken", { status: 503 }),
    () => { throw new TypeError("no connection"); },
  ];
  for (const refuse of refusals) {
    const worker = await keeping(HELP, LIST);
    worker.world.answers[STATE] = changed;
    worker.world.answers[`${SCOPE}orgs/k7/`] = refuse;
    worker.world.answers[`${SCOPE}orgs/m8/`] = gone;
    await worker.visit();
    assert.ok(!worker.kept().includes("orgs/m8/") && worker.kept().includes("orgs/k7/"));
    assert.deepEqual(await worker.visit(), [STATE, `${SCOPE}orgs/k7/`]);
    worker.world.answers[`${SCOPE}orgs/k7/`] = gone;
    await worker.visit();
    assert.ok(!worker.kept().includes("orgs/k7/"));
    assert.deepEqual(await worker.visit(), [STATE]);
  }
});

// --- Hosts that have broken down, and filters on the way ---

const ODD_HOSTS = {
  "404 for everything": gone,
  "its own page for everything": () => new Answer("<h1>Log in to the wireless network</h1>"),
  "a page elsewhere": () =>
    new Answer(MARK, { redirected: true, url: "https://portal.example.net/" }),
  "503 for everything": () => new Answer("broken", { status: 503 }),
};

for (const [what, answer] of Object.entries(ODD_HOSTS)) {
  test(`a host that answers ${what} takes nothing away`, async () => {
    const worker = await keeping(HELP, LIST);
    const before = worker.kept();
    for (const file of [STATE, ...HELP.files, ...LIST.files]) worker.world.answers[file] = answer;
    await worker.visit();
    await worker.visit(`${SCOPE}help-now/`);
    await worker.tell(HELP, SCOPE);
    assert.deepEqual(worker.kept(), before);
    assert.equal(worker.bodyOf("help 1", "help-now/"), `${MARK} ${SCOPE}help-now/`);
    if (answer().status < 400) return;
    assert.equal(await worker.ask(`${SCOPE}help-now/`), `${MARK} ${SCOPE}help-now/`);
    assert.equal(await worker.ask(`${SCOPE}about/`), `${MARK} ${SCOPE}about/`);
  });
}

test("a filter that replaces one page of a site that is there takes nothing away", async () => {
  const worker = await keeping(HELP);
  worker.world.answers[STATE] = changed;
  worker.world.answers[`${SCOPE}help-now/`] = () => new Answer("<h1>Blocked</h1>");
  await worker.visit();
  assert.equal(worker.bodyOf("help 1", "help-now/"), `${MARK} ${SCOPE}help-now/`);
});

test("a link with anything behind an address that the host does not know takes nothing away", async () => {
  const worker = await keeping({ kind: "find", version: "1", files: [`${SCOPE}find/`] });
  worker.world.answers[`${SCOPE}find/?%`] = gone;
  assert.equal(await worker.ask(`${SCOPE}find/?%`), `${MARK} ${SCOPE}find/`);
  assert.deepEqual(worker.kept(), ["find/"]);
  worker.world.answers[`${SCOPE}find/`] = gone;
  assert.equal(await worker.ask(`${SCOPE}find/?%`), "not here");
  assert.deepEqual(worker.kept(), []);
});

test("a page that has moved within the site can be shown without a connection", async () => {
  const worker = startWorker();
  const [from, to] = [`${SCOPE}orgs/k7/`, `${SCOPE}orgs/k8/`];
  worker.world.answers[from] = () => new Answer(MARK, { redirected: true, url: to });
  await worker.tell({ kind: "shortlist", version: "1", files: [from] }, SCOPE);
  const kept = worker.caches.get(`${SCOPE} shortlist 1`).get(from);
  assert.deepEqual([kept.body, kept.redirected], [MARK, false]);
});

test("where there is no more room, pages come from the network all the same", async () => {
  const worker = await keeping(LIST);
  worker.world.full = true;
  worker.world.answers[`${SCOPE}shortlist/groups/k7.json`] = gone;
  assert.equal(await worker.ask(`${SCOPE}shortlist/groups/k7.json`), "not here");
  assert.equal(await worker.ask(`${SCOPE}about/`), `${MARK} ${SCOPE}about/`);
});

// --- A list that its reader makes shorter ---

test("a group that leaves the list is forgotten even without a connection", async () => {
  const worker = await keeping(HELP, LIST);
  worker.world.offline = true;
  const files = LIST.files.filter((file) => !file.endsWith("/orgs/k7/"));
  await worker.tell({ ...LIST, files }, SCOPE);
  assert.ok(!worker.kept().includes("orgs/k7/") && worker.kept().includes("orgs/m8/"));
  await worker.tell({ ...LIST, version: "2", files: files.slice(0, 1) }, SCOPE);
  assert.ok(!worker.kept().includes("orgs/m8/") && worker.kept().includes("shortlist/"));
});

test("a list that is emptied while it is being kept is forgotten", async () => {
  const worker = await keeping(HELP);
  const slow = worker.tell(LIST, SCOPE);
  await Promise.all([slow, worker.tell({ ...LIST, version: "", files: [] }, SCOPE)]);
  assert.deepEqual(worker.kept(), ["a.css?1", "help-now/"]);
});
