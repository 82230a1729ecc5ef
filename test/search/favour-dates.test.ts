import { describe, expect, it } from "vitest";
import { favourDates } from "../../src/search/favour-dates.ts";
import { readDates } from "../../src/search/read-dates.ts";
import { unreachedDates } from "../../src/search/unreached-dates.ts";
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
