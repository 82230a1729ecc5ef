import { describe, expect, it } from "vitest";
import { checkPostings } from "../../src/index/check-postings.ts";
import { type PackedPostings, packPostings } from "../../src/index/postings.ts";

const packed = packPostings([
  { title: ["a", "b"], sentences: [["a", "b", "a"], ["b"]] },
  { title: ["c"], sentences: [["a", "c"]] },
]);
const check = (changes: Partial<PackedPostings> = {}, articles = 2, sentences = 3) =>
  checkPostings({ ...packed, ...changes }, articles, sentences);

describe("postings", () => {
  it("fit their articles as they were packed, and where there are none", () => {
    expect(() => check()).not.toThrow();
    expect(() => checkPostings(packPostings([]), 0, 0)).not.toThrow();
  });

  it.each<[string, Partial<PackedPostings>]>([
    ["a sentence that there is not", { sentenceOf: Uint32Array.of(0, 3, 0, 1, 2) }],
    ["a sentence twice", { sentenceOf: Uint32Array.of(0, 0, 0, 1, 2) }],
    ["an article that there is not", { titleArticle: Uint32Array.of(0, 0, 2) }],
    ["fewer counts than sentences", { countOf: packed.countOf.subarray(1) }],
    ["rows that go back", { postingsFrom: Uint32Array.of(0, 4, 2, 5) }],
    ["rows that begin late", { titlesFrom: Uint32Array.of(1, 1, 2, 3) }],
    ["a sentence without a length", { sentenceLength: packed.sentenceLength.subarray(1) }],
  ])("are refused with %s", (_, changes) => {
    expect(() => check(changes)).toThrow(RangeError);
  });

  it("are refused with other articles", () => {
    expect(() => check({}, 3, 3)).toThrow(RangeError);
    expect(() => check({}, 2, 4)).toThrow(RangeError);
  });
});
