import { describe, expect, it } from "vitest";
import { joinedWords } from "../../src/search/joined-words.ts";

describe("neighbouring words of a question", () => {
  it("are also looked for as one word, in place of either", () => {
    expect([...joinedWords("Who fights cyber crime?")]).toEqual([
      ["fight", ["fightscyb"]],
      ["cyber", ["fightscyb", "cybercrim"]],
      ["crime", ["cybercrim"]],
    ]);
    expect(joinedWords("the counter-terrorism drill").get("counter")).toEqual(["counterterror"]);
  });

  it("are not joined where one is short or says nothing", () => {
    expect([...joinedWords("Is it one of ten, or not?")]).toEqual([]);
    expect([...joinedWords("Where was the harbour?")]).toEqual([]);
  });
});
