import { describe, expect, it } from "vitest";
import { favourDates, isWithin, latestFirst, widen } from "../../src/search/favour-dates.ts";
import { readDates } from "../../src/search/read-dates.ts";
import { unreachedDates } from "../../src/search/unreached-dates.ts";
import { FIRST_DATE, LAST_DATE } from "../../src/shared/date-range.ts";
import { ARTICLES, words } from "../support/larkhaven.ts";

describe("dates", () => {
  const october = { from: "2023-10-01", to: "2023-10-31" };

  it("favour articles published within five days of a range", () => {
    const favour = favourDates(
      [october],
      (article) => ["2023-11-05", "2023-11-06", "2023-09-26"][article] ?? "",
    );
    expect([0, 1, 2].map(favour)).toEqual([1.3, 1, 1.3]);
  });

  it("favour none where the question names none", () => {
    expect(favourDates([], () => "2023-01-01")(0)).toBe(1);
  });

  it("reach across the ends of months and years", () => {
    const range = { from: "2023-12-30", to: "2023-12-31" };
    expect(widen(range, 2)).toEqual({ from: "2023-12-28", to: "2024-01-02" });
    expect(isWithin("2024-01-02", widen(range, 2))).toBe(true);
    expect(isWithin("2024-01-03", widen(range, 2))).toBe(false);
  });

  it("reach no further than there are dates", () => {
    const open = { from: FIRST_DATE, to: LAST_DATE };
    expect(isWithin(LAST_DATE, widen(open, 5))).toBe(true);
    expect(isWithin(FIRST_DATE, widen(open, 5))).toBe(true);
  });

  const DATES = ["2021-01-01", "2023-01-01", "2024-01-01"];
  const latest = (items: { article: number; sentence: number; score: number }[]) =>
    latestFirst(items, (article) => DATES[article] ?? "").map(({ article, sentence }) => [article, sentence]);

  it("order good matches by date for the latest, and leave poor ones behind", () => {
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

  it("let the lead of a report go before the rest of it, if it has to do with the question", () => {
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

  it("are out of reach when no article is near and none names them", () => {
    const unreached = (question: string) =>
      unreachedDates(
        readDates(question, "2024-01-15").ranges,
        ARTICLES.map(({ date }) => date),
        words,
      ).length;
    expect(unreached("What happened in 2019?")).toBe(1);
    expect(unreached("What happened in March 2024?")).toBe(1);
    expect(unreached("What happened in October 2023?")).toBe(0);
    expect(unreached("What happened in April 2022?")).toBe(0);
    expect(unreached("What happened after October 2023?")).toBe(0);
  });
});
