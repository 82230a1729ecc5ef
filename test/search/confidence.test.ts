import { describe, expect, it } from "vitest";
import { type AskedQuestion, judge } from "../../src/search/confidence.ts";
import { rankSentences } from "../../src/search/rank-sentences.ts";
import { readDates } from "../../src/search/read-dates.ts";
import { readSignals } from "../../src/search/signals.ts";
import { openSpelling } from "../../src/search/spelling.ts";
import { ARTICLES, ask, lists, textOf, words } from "../support/larkhaven.ts";

describe("confidence", () => {
  const collection = {
    words,
    textOf,
    dates: ARTICLES.map(({ date }) => date),
    isCommon: (term: string) => lists.known.has(term),
    nearest: openSpelling(words),
  };
  const judged = (text: string, rest: Partial<AskedQuestion> = {}) => {
    const question: AskedQuestion = {
      ...{ ...ask(text), language: "en", articles: "other" },
      ...{ ranges: readDates(text, "2024-01-15").ranges, ...rest },
    };
    return judge(collection, question, rankSentences(words, question, textOf));
  };

  it("is high for what the articles say and low for what they do not", () => {
    expect(judged("Who cut the ribbon at the harbour?").confidence).toBeGreaterThan(0.7);
    expect(judged("How do I cook rice noodles for the builders?").confidence).toBeLessThan(0.3);
  });

  it("is 0 where nothing is found", () => {
    expect(judged("zebra")).toMatchObject({ confidence: 0, reason: null });
  });

  it("is 0, with the reason, for an unknown full name, a date out of reach and an unknown place in a series", () => {
    expect(judged("What did Wilbur Postlethwaite say on strike?")).toMatchObject({
      confidence: 0,
      reason: { kind: "unknown-name", name: "Wilbur Postlethwaite" },
    });
    expect(judged("Who cut the ribbon in 2019?")).toMatchObject({
      confidence: 0,
      reason: { kind: "unreached-date" },
    });
    expect(judged("Who won the ninth round of negotiations?")).toMatchObject({
      confidence: 0,
      reason: { kind: "unknown-ordinal", ordinal: "9th" },
    });
    expect(judged("Who won the second round of negotiations?").reason).toBeNull();
  });

  it("does not rest on one of two dates alone", () => {
    expect(judged("Did the crews strike in 2019 and in 2023?").reason).toBeNull();
  });

  it("takes the best passages of two articles together for a comparison", () => {
    const question = ask("How do the ribbon and the strike differ?");
    const ranked = rankSentences(words, question, textOf);
    const one = readSignals(words, question, ranked, textOf, false);
    const both = readSignals(words, question, ranked, textOf, true);
    expect(both.passage).toBeGreaterThan(one.passage);
    expect(both.score).toBeGreaterThan(one.score);
  });

  it("keeps every signal between 0 and 1", () => {
    for (const text of [
      "ribbon",
      "Larkhaven Larkhaven",
      "Who is Zed Quux Foo Bar in 1999 and 1998 and 1997?",
      "",
    ]) {
      const values = Object.values(judged(text).signals);
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
  });
});
