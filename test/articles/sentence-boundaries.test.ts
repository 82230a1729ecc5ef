import { BreakIterator } from "cldr-segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentenceBoundaries } from "../../src/articles/sentence-boundaries.ts";

function boundariesOfLibrary(text: string): number[] {
  const ends: number[] = [];
  new BreakIterator({ shouldBreak: () => true }).eachSentence(text, (_sentence, _start, end) =>
    ends.push(end),
  );
  return ends;
}

describe("sentenceBoundaries", () => {
  it("are those of the library's own iterator, for any well-formed text", () => {
    // U+0000 ends a text for the library, which is one reason not to use its iterator.
    const wellFormed = fc
      .string({ unit: "binary", maxLength: 100 })
      .map((text) => text.replaceAll("\0", " "));
    const prose = fc
      .array(
        fc.constantFrom("He said. ", "“Yes.” ", "1.5 ", "a. b", "A.B", "。", "!) ", "😀", "\n", "\r\n", ", "),
      )
      .map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.oneof(wellFormed, prose), (text) => {
        expect([...sentenceBoundaries(text)]).toEqual(boundariesOfLibrary(text));
      }),
    );
  });

  it("reach the end of a text with U+0000 and lone surrogates in it", () => {
    expect([...sentenceBoundaries("One.\0 \ud800 Two. Three\udc00")].at(-1)).toBe(19);
  });
});
