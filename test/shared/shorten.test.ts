import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onOneLine, shortenAtWord } from "../../src/shared/shorten.ts";

describe("onOneLine", () => {
  it("makes one blank of white space and control characters", () => {
    expect(onOneLine("  two\r\n words\u0007\u00a0here\t")).toBe("two words here");
  });
});

describe("shortenAtWord", () => {
  it("leaves a text alone that is short enough", () => {
    expect(shortenAtWord("exactly ten", 11)).toBe("exactly ten");
  });

  it("cuts after a word and drops punctuation before the ellipsis", () => {
    expect(shortenAtWord("The ministers, who met in Hanoi", 17)).toBe("The ministers…");
    expect(shortenAtWord("one two three", 10)).toBe("one two…");
  });

  it("cuts between characters where there are no words", () => {
    expect(shortenAtWord("两国公安部部长", 5)).toBe("两国公安…");
    expect(shortenAtWord("👩‍👩‍👧👩‍👩‍👧", 12)).toBe("👩‍👩‍👧…");
  });

  it("keeps the limit and whole code points for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 2, max: 40 }), (text, limit) => {
        const short = shortenAtWord(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
