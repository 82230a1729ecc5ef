import fc from "fast-check";
import { describe, expect, it } from "vitest";
import wrapAnsi from "wrap-ansi";
import { wrapText } from "../../src/terminal/wrap-text.ts";

describe("text broken into lines", () => {
  it("breaks between words, at the last that fits", async () => {
    expect(await wrapText("The lighthouse — “green”, he said…", 16)).toBe(
      "The lighthouse —\n“green”, he\nsaid…",
    );
  });

  it("breaks a word that is longer than a line, and counts wide characters as two columns", async () => {
    expect(await wrapText("an incomprehensible word", 10)).toBe("an incompr\nehensible\nword");
    expect(await wrapText("外交部发言人", 6)).toBe("外交部\n发言人");
  });

  it("gives escape sequences no room", async () => {
    expect(await wrapText("\u001b[1mone two\u001b[22m three", 7)).toBe("\u001b[1mone two\u001b[22m\nthree");
  });

  it("is what wrap-ansi makes of it, whatever the letters", async () => {
    const anyOf = (from: number, to: number) =>
      fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code));
    const character = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(..." –—‘’“”….") },
      { weight: 3, arbitrary: anyOf(0x20, 0x7e) },
      { weight: 3, arbitrary: anyOf(0xa0, 0x300) },
      { weight: 3, arbitrary: anyOf(0x1e00, 0x1f00) },
      { weight: 1, arbitrary: fc.constantFrom("\u0301", "外", "👍", "\u200b") },
    );
    const text = fc.array(character, { maxLength: 60 }).map((characters) => characters.join(""));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 30 }), async (text, columns) => {
        expect(await wrapText(text, columns)).toBe(wrapAnsi(text, columns, { hard: true }));
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });

  it("is what wrap-ansi makes of every single Latin letter", async () => {
    const letters = [...Array(0x300).keys(), ...[...Array(0x200).keys()].map((i) => 0x1e00 + i)];
    for (const code of letters.filter((one) => one >= 0x20)) {
      const text = `a${String.fromCodePoint(code)} b`;
      expect(await wrapText(text, 3)).toBe(wrapAnsi(text, 3, { hard: true }));
    }
  });
});
