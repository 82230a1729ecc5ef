import { describe, expect, it } from "vitest";
import { latestFirst } from "../../src/search/latest-first.ts";

describe("a ranking for the latest", () => {
  const DATES = ["2021-01-01", "2023-01-01", "2024-01-01"];
  const latest = (items: { article: number; sentence: number; score: number }[]) =>
    latestFirst(items, (article) => DATES[article] ?? "").map(({ article, sentence }) => [article, sentence]);

  it("puts good matches in order of date, and leaves poor ones behind", () => {
    expect(
      latest([
        { article: 0, sentence: 7, score: 1 },
        { article: 1, sentence: 7, score: 0.9 },
        { article: 2, sentence: 7, score: 0.2 },
      ]),
    ).toEqual([
      [1, 7],
      [0, 7],
      [2, 7],
    ]);
  });

  it("lets the lead of a report go before the rest of it, if it has to do with the question", () => {
    expect(
      latest([
        { article: 1, sentence: 7, score: 1 },
        { article: 0, sentence: 5, score: 0.9 },
        { article: 1, sentence: 1, score: 0.3 },
        { article: 2, sentence: 0, score: 0.3 },
        { article: 0, sentence: 0, score: 0 },
      ]),
    ).toEqual([
      [1, 1],
      [1, 7],
      [0, 5],
      [2, 0],
      [0, 0],
    ]);
  });
});
