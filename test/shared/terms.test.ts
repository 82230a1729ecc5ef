import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstTerms, terms } from "../../src/shared/terms.ts";
import { anyText } from "../articles/any-text.ts";

describe("the first terms of a text", () => {
  it("are those with which its terms begin", () => {
    expect(firstTerms("The eighth meeting of both ministers was held in Beijing.", 2)).toEqual([
      "8th",
      "meet",
    ]);
    expect(firstTerms("外交部 met", 2)).toEqual(["外交", "交部"]);
    expect(firstTerms("the", 2)).toEqual([]);
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 4 }), (text, most) => {
        expect(firstTerms(text, most)).toEqual(terms(text).slice(0, most));
      }),
    );
  });
});
