import assert from "node:assert/strict";
import test from "node:test";

import { QueryParser } from "../../../docs/assets/js/find/query_parser.js";
import { Vocabulary } from "../../../docs/assets/js/find/vocabulary.js";
import { WordLists } from "../../../docs/assets/js/find/word_lists.js";
import { readData } from "./data.js";

const place = { area: "leeds", page: "leeds", title: "Leeds", point: [53.8, -1.55] };
const peerSupport = {
  facet: "does",
  id: "peer-support",
  title: "Peer support",
  phrases: [["peer", "support"]],
  groups: [1, 2],
};
const me = { facet: "led", id: "me", title: "ME", phrases: [["me"]], groups: [3] };
const known = "bipolar carers disabled hearing leeds leaves me mindout mum near peer self help sport support".split(" ");
const common = new Map([
  ["support", 20],
  ["sport", 2],
]);
const parser = new QueryParser({
  vocabulary: new Vocabulary(known),
  concepts: [peerSupport, me],
  lists: new WordLists(readData("search_words")),
  alike: [["peer support", "self help"]],
  implied: [{ carers: ["wife", "look after him"] }],
  everyday: ["heat", "knit", "leave", "sort"],
  joining: ["yn"],
  frequency: (word) => common.get(word) ?? 0,
});
const parse = (text, options = {}) =>
  parser.parse(text.split(" ").filter(Boolean), { typing: false, ...options });
const texts = (tokens) => tokens.map(({ text }) => text);

test("words of questions do not count", () => {
  assert.deepEqual(texts(parse("where can i find carers").tokens), ["carers"]);
});

test("the name of a place is no word to look for", () => {
  const parsed = parse("carers near leeds", { place, placeWords: new Set([2]) });
  assert.equal(parsed.place, place);
  assert.deepEqual(texts(parsed.tokens), ["carers"]);
  assert.deepEqual(texts(parsed.allTokens), ["carers", "near", "leeds"]);
  assert.ok(!parsed.isTopic);
});

test("a place alone is all that was asked for", () => {
  const parsed = parse("leeds", { place, placeWords: new Set([0]) });
  assert.deepEqual(parsed.tokens, []);
  assert.ok(parsed.isTopic);
});

test("several words name a concept", () => {
  const parsed = parse("peer support");
  assert.deepEqual(parsed.concepts, [peerSupport]);
  assert.ok(parsed.isTopic);
  assert.ok(!parse("peer carers").concepts.includes(peerSupport));
});

test("words that mean the same name the same concept", () => {
  assert.deepEqual(parse("self help").concepts, [peerSupport]);
});

test("a common word counts in a phrase, but not by itself", () => {
  const [peer, support] = parse("peer support").tokens;
  assert.ok(!peer.isCommon && !support.isCommon);
  const [carers, alone] = parse("carers support").tokens;
  assert.ok(!carers.isCommon && alone.isCommon);
});

test("of two words that are as near, the more common is meant", () => {
  assert.deepEqual(parse("suport").corrections, [["suport", "support"]]);
});

test("a word of everyday English is not corrected", () => {
  for (const word of ["sort", "heating"]) {
    assert.deepEqual(parse(`${word} leeds`).corrections, []);
    assert.deepEqual(parse(`${word} leeds`).unfamiliar, [word]);
  }
});

test("a word of another language is not corrected", () => {
  assert.deepEqual(parse("suport", { isForeign: true }).corrections, []);
});

test("a word that stands for nothing leaves the others as they are", () => {
  const parsed = parse("knitting carers");
  assert.deepEqual(texts(parsed.tokens), ["carers"]);
  assert.deepEqual(parsed.unfamiliar, ["knitting"]);
  const near = parse("knitting leeds", { place, placeWords: new Set([1]) });
  assert.deepEqual(texts(near.tokens), []);
  assert.deepEqual(texts(parse("knitting support").tokens), ["knitting", "support"]);
  assert.deepEqual(texts(parse("knitting", { isPlaceKnown: true }).tokens), []);
});

test("what is implied is found one way only", () => {
  assert.deepEqual(parse("wife").tokens[0].synonyms, ["carers"]);
  assert.ok(parse("look after him").tokens.every((token) => token.synonyms.includes("carers")));
  assert.deepEqual(parse("carers").tokens[0].synonyms, []);
});

test("words that only join others say little", () => {
  const parsed = parse("carers yn leeds", { place, placeWords: new Set([2]) });
  assert.deepEqual(texts(parsed.tokens), ["carers"]);
});

test("words that are one when joined are joined", () => {
  assert.ok(parse("mind out").tokens.every(({ candidates }) => candidates[0][0] === "mindout"));
  assert.ok(parse("bi polar").tokens.every(({ candidates }) => candidates[0][0] === "bipolar"));
});

test("who a question is asked for says little", () => {
  const isCommon = (text, word) =>
    parse(text).allTokens.find((token) => token.text === word)?.isCommon;
  for (const text of ["carers for my mum", "my disabled mum carers", "mum has carers"]) {
    assert.ok(isCommon(text, "mum"), text);
  }
  assert.ok(!isCommon("mum carers", "mum"));
});

test("what is in capitals is a name even where it is a common word", () => {
  assert.deepEqual(parse("help for me", { acronyms: new Set(["me"]) }).concepts, [me]);
  assert.deepEqual(parse("carers for me").concepts, []);
});
