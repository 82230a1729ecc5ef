import { describe, expect, it } from "vitest";
import type { TermGroup } from "../../src/index/words.ts";
import { coverSides } from "../../src/search/cover-sides.ts";
import { rankSentences } from "../../src/search/rank-sentences.ts";
import { ask, textOf, words } from "../support/larkhaven.ts";

describe("the sides of a question", () => {
  const never = () => false;
  const rankFor = (text: string) => (groups: readonly TermGroup[]) =>
    rankSentences(words, { text, groups }, textOf);
  const cover = (text: string, isYearOf: (term: string, article: number) => boolean = never) => {
    const { groups } = ask(text);
    const again = rankFor(text);
    return coverSides(words, groups, again(groups), again, isYearOf);
  };
  const articles = (text: string) => cover(text).map(({ sentence }) => words.articleOf(sentence));

  it("are each heard from an article of their own, the best one first", () => {
    const text = "Did the harbour cost, the builders and the ribbon come before the strike?";
    const plain = rankFor(text)(ask(text).groups).map(({ sentence }) => words.articleOf(sentence));
    expect(plain.slice(0, 2)).toEqual([0, 0]);
    expect(articles(text).slice(0, 2)).toEqual([0, 1]);
  });

  it("keep what was found, each sentence once, no score above the one before", () => {
    const text = "Which came first, the harbour or the strike?";
    const found = cover(text);
    const plain = rankFor(text)(ask(text).groups);
    expect(found[0]).toEqual(plain[0]);
    expect(found.map(({ sentence }) => sentence).sort()).toEqual(
      plain.map(({ sentence }) => sentence).sort(),
    );
    expect(found.every(({ score }, i) => i === 0 || score <= (found[i - 1]?.score ?? 0))).toBe(true);
  });

  it("count less once they are quoted, and a year once its article is", () => {
    const text = "What was said in Larkhaven in 2022 and in 2023?";
    const { groups } = ask(text);
    const again = rankFor(text);
    const [best] = again(groups);
    const years = ["2022", "2023"];
    const weights: Record<string, number>[] = [];
    coverSides(
      words,
      groups,
      again(groups),
      (left) => {
        weights.push(Object.fromEntries(left.map((one) => [one.alternatives[0]?.term ?? "", one.weight])));
        return again(left);
      },
      (term, article) => term === years[article],
    );
    const article = words.articleOf(best?.sentence ?? 0);
    expect(weights[0]).toMatchObject({ [years[article] ?? ""]: 0.3, [years[1 - article] ?? ""]: 1 });
  });

  it("have nothing to say where nothing was found", () => {
    expect(cover("xylophone or zither")).toEqual([]);
  });
});
