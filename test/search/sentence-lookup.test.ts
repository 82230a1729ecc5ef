import { describe, expect, it } from "vitest";
import { openIndex } from "../../src/index/open-index.ts";
import { sentenceLookup } from "../../src/search/sentence-lookup.ts";
import { seedArticles } from "../support/sample-collection.ts";
import { publishIndex } from "../support/tiny-index.ts";

describe("the sentences that hold something", () => {
  it("are those in whose text it stands, each once and in order", async () => {
    const index = await openIndex(await publishIndex(seedArticles()));
    const { textOf, sentencesHolding } = sentenceLookup(index);
    const all = Array.from({ length: index.words.sentences }, (_, sentence) => sentence);
    for (const word of ["i", "Vietnam", "(", "zebra"]) {
      const holding = sentencesHolding((text) =>
        Array.from(text, (_, offset) => offset).filter((offset) => text.startsWith(word, offset)),
      );
      expect(holding, word).toEqual(all.filter((sentence) => textOf(sentence).includes(word)));
    }
  });
});
