import { describe, expect, it } from "vitest";
import { capitalisedTerms, unknownNames } from "../../src/search/question-names.ts";
import { openSpelling } from "../../src/search/spelling.ts";
import { lists, textOf, words } from "../support/larkhaven.ts";

describe("names", () => {
  const tools = { isCommon: (term: string) => lists.known.has(term), nearest: openSpelling(words) };
  const unknown = (question: string, language: "en" | "vi" | "zh" = "en") =>
    unknownNames(question, language, words, textOf, tools);

  it("that no article has are found", () => {
    expect(unknown("What did Wilbur Postlethwaite say?")).toEqual(["Wilbur Postlethwaite"]);
  });

  it("that stand there are not, nor are misspelt ones", () => {
    expect(unknown("What did Ada Thornbury say?")).toEqual([]);
    expect(unknown("What did Ada Thornbery say?")).toEqual([]);
  });

  it("are looked at without the titles before them", () => {
    expect(unknown("What did Foreign Minister Wilbur Postlethwaite say?")).toEqual(["Wilbur Postlethwaite"]);
    expect(unknown("What did Prime Minister Postlethwaite say?")).toEqual([]);
  });

  it("are not seen in the first word of a question", () => {
    expect(unknown("Describe Postlethwaite")).toEqual([]);
    expect([...capitalisedTerms("Describe Ada's harbour in Larkhaven")]).toEqual(["ada", "larkhaven"]);
  });

  it("are read from the brackets of a Vietnamese question and among Chinese characters", () => {
    expect(unknown("Ông Vương Nghị (Wilbur Postlethwaite) nói gì?", "vi")).toEqual(["Wilbur Postlethwaite"]);
    expect(unknown("Wilbur Postlethwaite说了什么?", "zh")).toEqual(["Wilbur Postlethwaite"]);
  });
});
