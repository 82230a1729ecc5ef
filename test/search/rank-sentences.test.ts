import { describe, expect, it } from "vitest";
import { diversify } from "../../src/search/diversify.ts";
import { rankSentences } from "../../src/search/rank-sentences.ts";
import { ARTICLES, ask, first, rank, textOf, words } from "../support/larkhaven.ts";

describe("the ranking", () => {
  it("puts the sentence that has the words first", () => {
    expect(first("Who cut the ribbon?")).toBe(ARTICLES[0]?.sentences[1]);
  });

  it("prefers a sentence that offers what the question word asks for", () => {
    expect(first("How much did the harbour of Larkhaven cost?")).toBe(ARTICLES[0]?.sentences[2]);
  });

  it("gives nothing for a question that shares no word with the articles", () => {
    expect(rank("zebra")).toEqual([]);
  });

  it("leaves out an article that is favoured by 0", () => {
    const ranked = rankSentences(words, ask("Larkhaven"), textOf, { favour: (article) => article });
    expect(new Set(ranked.map(({ sentence }) => words.articleOf(sentence)))).toEqual(new Set([1]));
  });

  it("keeps the score by words apart from what favours an article", () => {
    const plain = rank("Larkhaven strike");
    const favoured = rankSentences(words, ask("Larkhaven strike"), textOf, { favour: () => 1.3 });
    expect(favoured.map((one) => one.words.toFixed(9))).toEqual(plain.map((one) => one.words.toFixed(9)));
    expect(favoured[0]?.score).toBeCloseTo(1.3 * (plain[0]?.score ?? 0), 9);
  });
});

describe("diversification", () => {
  const items = [
    { score: 10, article: 0 },
    { score: 9.5, article: 0 },
    { score: 9, article: 1 },
  ];

  it("lets another article come before a second passage that is hardly better", () => {
    expect(diversify(items, ({ article }) => article).map(({ article }) => article)).toEqual([0, 1, 0]);
  });

  it("keeps every item and never lets a score rise", () => {
    const ordered = diversify(items, ({ article }) => article).map(({ score }) => score);
    expect(ordered).toEqual([10, 9, 9.5 * 0.9]);
  });
});
