import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { articleLanguage } from "../../src/shared/article-language.ts";

const ENGLISH =
  "The minister met President Võ Văn Thưởng in Hà Nội on Monday and spoke about 两国 relations. ";
const VIETNAMESE = "Bộ trưởng đã gặp Chủ tịch nước tại Hà Nội hôm thứ Hai và nói về quan hệ hai nước. ";
const CHINESE = "部长周一在河内会见了国家主席 Tô Lâm，谈到两国关系。";

/** As it is defined: letter by letter, word by word. */
function byDefinition(text: string): string {
  const sample = text.slice(0, 2_000).toLowerCase();
  const letters = [...sample].filter((letter) => /\p{L}/u.test(letter));
  const han = letters.filter((letter) => /\p{Script=Han}/u.test(letter));
  if (letters.length > 0 && han.length / letters.length > 0.3) return "zh";
  const words = sample.match(/[\p{Script=Latin}\p{M}]+/gu) ?? [];
  const marked = words.filter((word) => /[đơưă]|[\u0309\u0323\u031b]/u.test(word.normalize("NFD") + word));
  return words.length > 0 && marked.length / words.length > 0.25 ? "vi" : "other";
}

describe("the language of an article", () => {
  it("is told from its letters and marks, whatever names it speaks of", () => {
    expect(articleLanguage(ENGLISH)).toBe("other");
    expect(articleLanguage(VIETNAMESE)).toBe("vi");
    expect(articleLanguage(VIETNAMESE.normalize("NFD"))).toBe("vi");
    expect(articleLanguage(CHINESE)).toBe("zh");
    expect(articleLanguage("")).toBe("other");
  });

  it("is the same as by looking at each letter and each word, for any text", () => {
    const unit = fc.constantFrom(
      ...[
        "a",
        "B",
        "đ",
        "Đ",
        "ơ",
        "ế",
        "ạ",
        "é",
        " ",
        ",",
        "中",
        "々",
        "𠀀",
        "\u0323",
        "İ",
        "я",
        "7",
        "\ud800",
      ],
      ENGLISH,
      VIETNAMESE,
      CHINESE,
    );
    const text = fc.array(unit, { maxLength: 60 }).map((units) => units.join(""));
    fc.assert(fc.property(text, (any) => articleLanguage(any) === byDefinition(any)));
  });
});
