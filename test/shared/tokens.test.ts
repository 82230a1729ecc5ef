import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, words } from "../../src/shared/tokens.ts";

describe("words", () => {
  it("splits at everything that is neither letter, mark nor digit, and lower-cases", () => {
    expect(words("The 8th Ministerial Meeting, held in Beijing (13/9/2023).")).toEqual([
      "the",
      "8th",
      "ministerial",
      "meeting",
      "held",
      "in",
      "beijing",
      "13",
      "9",
      "2023",
    ]);
  });

  it("finds the same words in a text with Chinese characters and without", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(words(`${text} 外交`)).toEqual([...words(text), "外交"]);
      }),
    );
  });

  it("splits at hyphens and apostrophes", () => {
    expect(words("anti-crime Viet Nam's Viet Nam’s co–operation")).toEqual([
      "anti",
      "crime",
      "viet",
      "nam",
      "s",
      "viet",
      "nam",
      "s",
      "co",
      "operation",
    ]);
  });

  it("keeps Vietnamese syllables whole, composed or decomposed", () => {
    const text = "Bộ trưởng Tô Lâm";
    expect(words(text)).toEqual(["bộ", "trưởng", "tô", "lâm"]);
    expect(words(text.normalize("NFD"))).toEqual(words(text));
  });

  it("makes overlapping pairs of Chinese and Japanese runs", () => {
    expect(words("外交部")).toEqual(["外交", "交部"]);
    expect(words("中越，两国")).toEqual(["中越", "两国"]);
    expect(words("スーパー")).toEqual(["スー", "ーパ", "パー"]);
  });

  it("leaves a single Chinese character single", () => {
    expect(words("在 Hanoi")).toEqual(["在", "hanoi"]);
    expect(words("2023年9月")).toEqual(["2023", "年", "9", "月"]);
  });

  it("pairs characters outside the Basic Multilingual Plane without breaking them", () => {
    expect(words("𠀀𠀁𠀂")).toEqual(["𠀀𠀁", "𠀁𠀂"]);
  });

  it("finds nothing in a text without words", () => {
    expect(words("")).toEqual([]);
    expect(words(" … — 😀 !")).toEqual([]);
  });

  it("gives only letters, marks and digits for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        for (const word of words(text)) {
          expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
          expect(word.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe("fold", () => {
  it("removes marks and case", () => {
    expect(fold("HÀ NỘI")).toBe("ha noi");
    expect(fold("Đồng chí Đỗ Mười")).toBe("dong chi do muoi");
    expect(fold("Café, Ångström")).toBe("cafe, angstrom");
  });

  it("gives the same for composed and decomposed text", () => {
    expect(fold("Thượng tướng".normalize("NFD"))).toBe(fold("Thượng tướng"));
  });

  it("leaves Chinese and Korean as they are", () => {
    expect(fold("外交部 한국")).toBe("外交部 한국");
  });

  it("changes nothing when applied again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});
