import assert from "node:assert/strict";
import test from "node:test";

import { CrisisFinder } from "../../../docs/assets/js/find/crisis.js";
import { readData } from "./data.js";

const data = readData("crisis");
const cases = readData("crisis_cases");
const finder = new CrisisFinder(data);
const NAMED = Object.entries(data.kinds);

/** @param {string} text */
function shown(text) {
  const found = finder.find(text);
  return found && found !== "aside" ? found.kinds : found;
}

/** One slip in a word: a letter too few, too many, or two that changed places. */
function slips(word) {
  const middle = Math.floor(word.length / 2);
  const swapped = word[middle] + word[middle - 1];
  return [
    word.slice(0, middle) + word.slice(middle + 1),
    word.slice(0, middle) + word[middle] + word.slice(middle),
    word.slice(0, middle - 1) + swapped + word.slice(middle + 1),
  ];
}

const plain = (phrase) => phrase.replaceAll(".", "");

for (const [kind, texts] of Object.entries(cases.needed)) {
  test(`people who need help now get it: ${kind}`, () => {
    const missed = texts.filter((text) => !shown(text)?.includes(kind));
    assert.deepEqual(missed, []);
  });
}

test("a subject is looked for with the words beside it, a cry for help never", () => {
  for (const text of ["deaf women domestic abuse", "sexual violence polish women", "nervous breakdown Bury"]) {
    assert.equal(finder.find(text).search, "", text);
  }
  for (const text of ["domestic abuse", "suicidle", "sucidal leeds", "he hits me in Leeds", "rape"]) {
    assert.notEqual(finder.find(text).search, "", text);
  }
});

test("what is read, joined or planned gets one quiet line", () => {
  assert.deepEqual(
    cases.aside.filter((text) => shown(text) !== "aside"),
    [],
  );
});

test("what only sounds like it gets nothing", () => {
  assert.deepEqual(
    cases.none.filter((text) => shown(text) !== null),
    [],
  );
  assert.ok(Object.values(cases.needed).flat().length >= 80 && cases.none.length >= 60);
});

test("every phrase is found, in capitals, with signs, and among other words", () => {
  for (const [kind, { phrases, topics }] of NAMED) {
    for (const phrase of [...phrases, ...topics]) {
      const text = plain(phrase);
      const ways = [text, `${text.toUpperCase()}!`, `  ${text.replaceAll(" ", "  ")}.`];
      // What has to begin or to end the text stands alone.
      if (text === phrase) ways.push(`so ${text} today ok`);
      for (const typed of ways) assert.ok(Array.isArray(shown(typed)), `${kind}: ${typed}`);
    }
  }
});

test("phrases of several words are found with a slip in any of their longer words", () => {
  let count = 0;
  for (const [kind, { phrases }] of NAMED) {
    for (const phrase of phrases.map(plain)) {
      const words = phrase.split(" ");
      const compared = finder.parse(phrase).words;
      // Words that are one way among several to write something are compared as they are.
      if (words.length < 2 || compared.length !== words.length) continue;
      for (const [at, word] of words.entries()) {
        if (word.length < 5 || compared[at] !== word) continue;
        // Some slips make another word, which means something else.
        for (const wrong of slips(word).filter((other) => !finder.known.has(other))) {
          count += 1;
          const typed = words.with(at, wrong).join(" ");
          assert.ok(Array.isArray(shown(typed)), `${kind}: ${typed}`);
        }
      }
    }
  }
  assert.ok(count > 500, String(count));
});

test("a context makes a topic quiet, and never a cry for help", () => {
  for (const word of data.context) {
    assert.notEqual(shown(`i want to die ${word}`), null, word);
    assert.ok(Array.isArray(shown(`i want to die ${word}`)), word);
    assert.equal(shown(`suicide ${word}`), "aside", word);
  }
});

test("what is near is taken out, and nothing else is", () => {
  for (const phrase of data.near.map(plain)) {
    assert.ok(!Array.isArray(shown(phrase)), phrase);
    assert.ok(Array.isArray(shown(`${phrase} and i want to kill myself`)), phrase);
  }
});

test("hostile and endless texts are read at once", () => {
  const texts = ["in".repeat(150), `${"in".repeat(19)}x `.repeat(20), "a ".repeat(5000)];
  const odd = ["want to ".repeat(500), "\u202e<b>😀", "__proto__ constructor"];
  for (const text of [...texts, ...odd]) assert.equal(shown(text), null, text.slice(0, 20));
});
