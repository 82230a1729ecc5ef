import { describe, expect, it } from "vitest";
import { findAcronyms } from "../../src/articles/find-acronyms.ts";
import { packPostings } from "../../src/index/postings.ts";
import { openWords } from "../../src/index/words.ts";
import { openAcronyms } from "../../src/search/acronyms.ts";
import { openQuestionReader } from "../../src/search/read-question.ts";
import { openSpelling } from "../../src/search/spelling.ts";
import { terms } from "../../src/shared/terms.ts";
import { lists } from "../support/larkhaven.ts";
import { article, withArticles } from "../support/make-collection.ts";

/** What is looked for in a collection of these sentences, each an article. */
function reader(...sentences: string[]) {
  const words = openWords(packPostings(sentences.map((text) => ({ title: [], sentences: [terms(text)] }))));
  const read = openQuestionReader(words, { ...lists, synonyms: new Map() }, openSpelling(words));
  const textOf = (sentence: number) => sentences[sentence] ?? "";
  const withAcronyms = openAcronyms(words, sentences.flatMap(findAcronyms), textOf);
  return (question: string) =>
    withAcronyms(read(question)).map(({ alternatives, weight }) => {
      expect(weight).toBe(1);
      return alternatives
        .map((one) => (one.weight === 1 ? one.term : `${one.term} ${one.weight}`))
        .join(" | ");
    });
}

const DEFINES = "The Larkhaven Harbour Authority (LHA) was founded.";

describe("an acronym that the articles define", () => {
  it("stands for all words of its long form together", () => {
    expect(reader(DEFINES)("Who leads the LHA?")).toEqual(["lead", "lha | author harbour larkhaven"]);
    expect(reader(DEFINES)("who leads the lha?")).toEqual(["lead", "lha | author harbour larkhaven"]);
  });

  it("may stand for each word of its long form, in any order", () => {
    expect(reader(DEFINES)("Who leads the Larkhaven Harbour Authority?")).toEqual([
      "lead",
      "larkhaven | lha",
      "harbour | lha",
      "author | lha",
    ]);
    expect(reader(DEFINES)("harbour authority of Larkhaven")).toEqual([
      "harbour | lha",
      "author | lha",
      "larkhaven | lha",
    ]);
  });

  it("does not stand for some of its words", () => {
    expect(reader(DEFINES)("Who leads Larkhaven?")).toEqual(["lead", "larkhaven"]);
  });

  it("is the longest that the words make", () => {
    const read = reader(
      DEFINES,
      "The Larkhaven Harbour Authority Board (LHAB) met.",
      "An Authority Board (AB) met.",
    );
    expect(read("Larkhaven Harbour Authority Board")).toEqual([
      "larkhaven | lhab",
      "harbour | lhab",
      "author | lhab",
      "board | lhab",
    ]);
  });

  it("weighs its meanings by how often they are defined", () => {
    const read = reader(DEFINES, DEFINES, DEFINES, "The Larkhaven History Association (LHA) met.");
    expect(read("LHA")).toEqual(["lha | author harbour larkhaven 0.75 | associ histori larkhaven 0.25"]);
  });

  it("weighs little where its letters are more often a word", () => {
    const read = reader(
      "The Association of Inns and Dairies (AID) met.",
      "They sent aid.",
      "Aid came.",
      "It had aid.",
    );
    expect(read("Who sent aid?").at(-1)).toBe("aid | associ dairi inn 0.25");
  });

  it("is nothing where it never stands as it is defined", () => {
    expect(reader("Two Global Positioning Sets (GPSs) were sold.")("GPS")).toEqual(["gp"]);
  });

  it("is nothing where no article defines it", () => {
    expect(reader("The LHA was founded.")("LHA")).toEqual(["lha"]);
  });
});

const ARTICLES = [
  article(
    "defines.txt",
    "The Steering Committee on Anti-corruption (SCAC) was founded. It has sixteen members.",
  ),
  article("short.txt", "SCAC opened nine investigations into bridge contracts. Rain fell in the north."),
  article(
    "long.txt",
    "The Steering Committee on Anti-corruption praised two journalists. The ferry was late.",
  ),
  article("other.txt", "The ferry union praised two journalists. It opened nine investigations."),
];

describe("an answer with acronyms", () => {
  const best = (question: string, articles = ARTICLES) =>
    withArticles(articles, async ({ answer }) => {
      const { quotes, confidence } = await answer(question);
      return { source: quotes[0]?.article.id, confidence };
    });

  it.each([
    ["Which journalists did SCAC praise?", "long.txt"],
    ["Which investigations did the Steering Committee on Anti-corruption open?", "short.txt"],
    ["SCAC khen ngợi nhà báo nào?", "long.txt"],
    ["SCAC表扬了哪些记者？", "long.txt"],
  ])("comes from the article with the other form: %s", async (question, source) => {
    expect((await best(question)).source).toBe(source);
    expect((await best(question, ARTICLES.slice(1))).source).not.toBe(source);
  });

  it("is as sure as with the words of the article itself", async () => {
    const asked = await best("Which journalists did SCAC praise?");
    const plain = await best("Which journalists did the Steering Committee on Anti-corruption praise?");
    expect(plain.confidence - asked.confidence).toBeLessThan(0.1);
  });
});
