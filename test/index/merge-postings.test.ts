import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergePostings } from "../../src/index/merge-postings.ts";
import { packPostings, type WordsArticle } from "../../src/index/postings.ts";

const word = fc.constantFrom("a", "b", "c", "é", "中");
const article: fc.Arbitrary<WordsArticle> = fc.record({
  title: fc.array(word, { maxLength: 3 }),
  sentences: fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 3 }),
});

describe("merging postings", () => {
  it("gives what packing the same articles at once gives, whichever of them came from where", () => {
    const origin = fc.constantFrom("old", "fresh", "dropped");
    fc.assert(
      fc.property(fc.array(fc.tuple(article, origin), { maxLength: 8 }), (all) => {
        const kept = all.filter(([, from]) => from !== "dropped");
        const part = (wanted: (from: string) => boolean) => {
          const some = all.filter(([, from]) => wanted(from));
          return {
            packed: packPostings(some.map(([one]) => one)),
            numbers: some.map((one) => (kept.includes(one) ? kept.indexOf(one) : null)),
          };
        };
        const parts = [part((from) => from === "fresh"), part((from) => from !== "fresh")];
        expect(mergePostings(parts, kept.length)).toEqual(packPostings(kept.map(([one]) => one)));
      }),
    );
  });

  it("keeps the counts of a term in a sentence apart from the number of the sentence", () => {
    const many = { title: [], sentences: [["x"], Array.from({ length: 70_000 }, () => "x")] };
    const merged = mergePostings([{ packed: packPostings([many]), numbers: [0] }], 1);
    expect([...merged.sentenceOf]).toEqual([0, 1]);
    expect([...merged.countOf]).toEqual([1, 0xffff]);
  });
});
