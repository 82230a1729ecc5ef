import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/articles/split-sentences.ts";
import { quoteBlock } from "../../src/discord/quote-block.ts";
import { shortenToSentences } from "../../src/discord/shorten-quote.ts";

const TEXT = "First one here. Second one here. Third one here. Fourth one here. Fifth one here.";
const at = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });
const shortened = (needed: string[], max: number) =>
  shortenToSentences(TEXT, needed.map(at), max).map(({ start, end }) => TEXT.slice(start, end));

describe("shortenToSentences", () => {
  it("keeps a text that is short enough", () => {
    expect(shortened([], 200)).toEqual([TEXT]);
  });

  it("leaves out whole sentences at the ends first, around the needed one", () => {
    expect(shortened(["Third one here."], 60)).toEqual(["Second one here. Third one here. Fourth one here."]);
    expect(shortened(["Third one here."], 0)).toEqual(["Third one here."]);
    expect(shortened(["Fifth one here."], 35)).toEqual(["Fourth one here. Fifth one here."]);
  });

  it("leaves out sentences between needed ones when the ends are gone", () => {
    expect(shortened(["Second one", "Fifth one"], 40)).toEqual(["Second one here.", "Fifth one here."]);
  });

  it("never cuts inside a needed sentence, however long, and keeps the first if none is needed", () => {
    expect(shortened(["one here. Third"], 1)).toEqual(["Second one here. Third one here."]);
    expect(shortened([], 1)).toEqual(["First one here."]);
  });

  it("begins and ends every stretch with a whole sentence of any text", () => {
    fc.assert(
      fc.property(
        fc.lorem({ mode: "sentences", maxCount: 8 }),
        fc.nat(200),
        fc.nat(300),
        (text, place, max) => {
          const needed = [{ start: place % text.length, end: (place % text.length) + 1 }];
          const sentences = splitSentences(text);
          for (const { start, end } of shortenToSentences(text, needed, max)) {
            expect(sentences.map((sentence) => sentence.start)).toContain(start);
            expect(sentences.map((sentence) => sentence.end)).toContain(end);
          }
        },
      ),
    );
  });
});

describe("quoteBlock", () => {
  it("marks what is left out before, between and after, outside of bold", () => {
    const parts = [at("Second one here."), at("Fourth one here.")];
    expect(quoteBlock(TEXT, parts, [at("Second one here.")])).toBe(
      "> […] **Second one here.** […]\n> Fourth one here. […]",
    );
  });

  it("keeps line breaks as lines of the block, of every kind but empty ones, and bold within each line", () => {
    const text = "one\r\ntwo\n\n\nthree\u2028four";
    const all = { start: 0, end: text.length };
    expect(quoteBlock(text, [all], [all])).toBe("> **one**\n> **two**\n> **three**\n> **four**");
  });

  it("marks a quote that itself begins or ends inside a sentence", () => {
    const text = "went on and on";
    const all = { start: 0, end: text.length };
    expect(quoteBlock(text, [all], [], { before: true, after: true })).toBe("> […] went on and on […]");
    expect(quoteBlock(text, [all], [], { before: false, after: true })).toBe("> went on and on […]");
  });

  it("puts bold around visible characters", () => {
    const text = "Said. He went. End.";
    expect(quoteBlock(text, [{ start: 0, end: text.length }], [{ start: 5, end: 15 }])).toBe(
      "> Said. **He went.** End.",
    );
  });
});
