import { describe, expect, it } from "vitest";
import { framesOf } from "../../src/search/question-frame.ts";
import { otherForms } from "../../src/search/word-forms.ts";
import { read } from "../support/larkhaven.ts";

describe("a question is read so that it", () => {
  const found = (text: string, history: string[] = []) =>
    read(text, history).map(({ alternatives, weight }) => [alternatives.map(({ term }) => term), weight]);

  it("leaves out the words that only frame it", () => {
    expect(found("What type of harbour is it?")).toEqual([[["harbour"], 1]]);
    expect(framesOf("In what year did it open?")).toEqual(["what year"]);
  });

  it("keeps them where there is nothing else", () => {
    expect(found("What type?")).toEqual([[["type"], 1]]);
  });

  it("looks for other forms of a word too", () => {
    expect(found("Who holds talks?")).toEqual([
      [["hold", "held"], 1],
      [["talk"], 1],
    ]);
    expect(otherForms("men")).toEqual(["man"]);
    expect(otherForms("harbour")).toEqual([]);
  });

  it("prefers a synonym to a corrected spelling", () => {
    expect(found("price")).toEqual([[["price", "cost"], 1]]);
  });

  it("repairs a misspelt word", () => {
    expect(found("harbuor")).toEqual([[["harbuor", "harbour"], 1]]);
  });

  it("does not take a common word for a misspelt one", () => {
    expect(found("prime")).toEqual([[["prime"], 1]]);
  });

  it("looks for two words written as one too", () => {
    expect(found("Thorn Bury")).toEqual([
      [["thorn", "thornburi"], 1],
      [["buri", "thornburi"], 1],
    ]);
  });

  it("counts the words of earlier questions half, each once", () => {
    expect(found("And the builders?", ["Who thanked the builders?"])).toEqual([
      [["builder"], 1],
      [["thank"], 0.5],
    ]);
  });
});
