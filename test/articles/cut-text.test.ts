import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText } from "../../src/articles/cut-text.ts";
import { anyText, splitsPair } from "./any-text.ts";

const cut = (text: string, maxLength: number): string[] =>
  cutText(text, { start: 0, end: text.length }, maxLength).map(({ start, end }) => text.slice(start, end));

describe("cutText", () => {
  it("cuts at white space, into pieces of about the same length", () => {
    expect(cut("one two three four five six seven", 20)).toEqual(["one two three", "four five six seven"]);
    expect(cut("  short  ", 20)).toEqual(["short"]);
  });

  it("cuts between words where a script has no blanks", () => {
    const text = "两国公安部部长在北京举行会议";
    for (const piece of cut(text, 6)) expect(text.split(piece)).toHaveLength(2);
    expect(cut("ประเทศไทยและเวียดนาม", 12).join("")).toBe("ประเทศไทยและเวียดนาม");
    expect(cut("北京会议", 3)).toEqual(["北京", "会议"]);
  });

  it("cuts between characters as a reader sees them where there are no words", () => {
    expect(cut("👩‍👩‍👧".repeat(4), 10)).toEqual(Array(4).fill("👩‍👩‍👧"));
    expect(cut("e\u0301".repeat(3), 3)).toEqual(Array(3).fill("e\u0301"));
  });

  it("never cuts a code point, however small the limit", () => {
    expect(cut("😀😀", 1)).toEqual(["😀", "😀"]);
  });

  it("loses no character of any text but white space at the cuts, and keeps the limit", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 400 }), (text, maxLength) => {
        const pieces = cutText(text, { start: 0, end: text.length }, maxLength);
        let covered = "";
        for (const { start, end } of pieces) {
          const piece = text.slice(start, end);
          expect(piece.length).toBeGreaterThan(0);
          expect(piece.length).toBeLessThanOrEqual(maxLength);
          expect(piece.trim()).toBe(piece);
          expect(splitsPair(text, start) || splitsPair(text, end)).toBe(false);
          covered += piece;
        }
        expect(covered.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }),
      { numRuns: 300 },
    );
  });
});
