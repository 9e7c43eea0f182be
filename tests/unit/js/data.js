/* What the build says, for tests that hold the scripts to the same. Pytest writes it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = process.env.JS_TEST_DATA;

/** The data of a test, by the name of its file; a clear error where pytest did not make it. */
export function readData(name) {
  if (!FOLDER) throw new Error("This test needs data of the build: run it through pytest.");
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf-8"));
}
