import { describe, expect, it } from "vitest";
import { packPostings } from "../../src/index/postings.ts";
import { openWords } from "../../src/index/words.ts";
import { openTermGroups } from "../../src/search/term-groups.ts";
import type { ArticleLanguage } from "../../src/shared/article-language.ts";
import type { Language } from "../../src/shared/detect-language.ts";
import { terms } from "../../src/shared/terms.ts";

const SENTENCES = [
  "The train from Kunming to Hanoi left; a mess of measures followed.",
  "Messi won the cup.",
  "昆明到河内的高铁经过贵州。",
  "顺化和得乐下雨。",
  "Tàu từ Côn Minh đến Huế và Đắk Lắk có 30 toa.",
];
const words = openWords(packPostings([{ title: [], sentences: SENTENCES.map(terms) }]));
const groupsFor = openTermGroups(
  words,
  () => [],
  (sentence) => SENTENCES[sentence] ?? "",
);

const lookedFor = (
  articles: ArticleLanguage,
  language: Language,
  question: string,
  history: readonly string[] = [],
) => groupsFor(articles, { question, language, history });
const shown = (groups: ReturnType<typeof lookedFor>) =>
  groups.map(({ alternatives }) => alternatives[0]?.term);

describe("what is looked for", () => {
  it.each([
    ["other", "en", "the train from Kunming", ["train", "kunm"]],
    ["other", "zh", "从昆明到河内", ["kunm", "hanoi"]],
    ["other", "vi", "tàu Côn Minh", [expect.any(String), "kunm"]],
    ["zh", "en", "Kunming to Hanoi", ["昆明", "河内"]],
    ["zh", "vi", "Côn Minh, Quý Châu", ["昆明", "贵州"]],
    ["zh", "vi", "Huế và Đắk Lắk", ["顺化", "得乐"]],
    ["vi", "en", "Kunming and Hue", ["con minh", "hue"]],
    ["vi", "zh", "从昆明到顺化", ["con minh", "hue"]],
  ] as const)("in %s articles for a question in %s: %s", (articles, language, question, expected) => {
    expect(shown(lookedFor(articles, language, question))).toEqual(expected);
  });

  it("leaves out of a translation that an amount is asked for", () => {
    expect(shown(lookedFor("vi", "en", "How many wagons?"))).toEqual(shown(lookedFor("vi", "en", "wagons")));
  });

  it("takes years in a Vietnamese question for no five", () => {
    expect(shown(lookedFor("other", "vi", "bao nhiêu năm"))).toEqual([]);
  });

  it("counts earlier questions half, in every language", () => {
    for (const articles of ["vi", "zh"] as const) {
      const groups = lookedFor(articles, "en", "Hanoi", ["Kunming"]);
      expect(groups.map(({ weight }) => weight)).toEqual([1, 0.5]);
    }
  });

  it("takes the sound of a Chinese name for no word in small letters", () => {
    expect(shown(lookedFor("other", "zh", "梅西"))).toEqual(["messi"]);
  });
});
