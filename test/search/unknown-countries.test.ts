import { describe, expect, it } from "vitest";
import type { TermGroup } from "../../src/index/words.ts";
import { unknownCountries } from "../../src/search/unknown-countries.ts";
import { terms } from "../../src/shared/terms.ts";

const asking = (question: string): TermGroup[] =>
  terms(question).map((term) => ({ alternatives: [{ term, weight: 1 }], weight: 1 }));
const collection = (text: string) => ({ frequency: (term: string) => +terms(text).includes(term) });

describe("countries that no article knows", () => {
  it("are named", () => {
    expect(unknownCountries(asking("the capital of France"), collection("Hanoi is a capital."))).toEqual([
      "France",
    ]);
  });

  it("are known by their people or their capital too", () => {
    for (const text of ["He is French.", "He went to Paris.", "In France it rains."])
      expect(unknownCountries(asking("the capital of France"), collection(text))).toEqual([]);
  });

  it("are none where the question names none", () => {
    expect(unknownCountries(asking("the capital of the region"), collection("Hanoi is a capital."))).toEqual(
      [],
    );
  });
});
