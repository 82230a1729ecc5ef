import { describe, expect, it } from "vitest";
import { detectLanguage } from "../../src/shared/detect-language.ts";

describe("detectLanguage", () => {
  it.each([
    "What did Tô Lâm say?",
    "Who is Trần Quốc Tố?",
    "When did Phạm Minh Chính meet Li Qiang in Hà Nội?",
    "Where was the café?",
    "what is 公安部?",
    "2023",
    "",
  ])("keeps an English question with foreign names English: %j", (question) => {
    expect(detectLanguage(question)).toBe("en");
  });

  it.each([
    "Ai là bộ trưởng?",
    "Tô Lâm nói gì?",
    "ở đâu",
    "Super Bowl 50 diễn ra khi nào?",
    "THỦ TƯỚNG LÀ AI?",
    "WHO là tổ chức gì?",
  ])("knows Vietnamese by its letters and marks, even in short questions: %j", (question) => {
    expect(detectLanguage(question)).toBe("vi");
    expect(detectLanguage(question.normalize("NFD"))).toBe("vi");
  });

  it("knows Vietnamese typed without marks by its everyday words", () => {
    expect(detectLanguage("thu tuong la ai")).toBe("vi");
    expect(detectLanguage("cuoc hop dien ra khi nao?")).toBe("vi");
  });

  it.each(["谁是部长？", "誰是部長？", "Super Bowl 50 在哪里举行？", "IPCC 主席是谁", "赵克志"])(
    "knows Chinese, simplified or traditional, also beside Latin words: %j",
    (question) => {
      expect(detectLanguage(question)).toBe("zh");
    },
  );
});
