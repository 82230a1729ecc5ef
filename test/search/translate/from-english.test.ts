import { describe, expect, it } from "vitest";
import { fromEnglish } from "../../../src/search/translate/from-english.ts";
import { oneOf } from "../../../src/search/translate/piece.ts";
import { terms } from "../../../src/shared/terms.ts";

/** A collection of these sentences. */
const collection = (...sentences: string[]) => {
  const sets = sentences.map((sentence) => new Set(terms(sentence)));
  return { has: (term: string) => sets.some((set) => term.split(" ").every((part) => set.has(part))) };
};

const asked = (question: string) => terms(question).map((term) => oneOf([term]));
const shown = (groups: ReturnType<typeof fromEnglish>) =>
  groups.map(({ alternatives }) => alternatives.map(({ term }) => term).join("|"));

describe("English words in articles of another language", () => {
  it("become those of their translations that the articles have", () => {
    const vi = collection("Chính phủ họp về kinh tế.");
    expect(shown(fromEnglish(asked("government economy"), "vi", vi))).toEqual([
      expect.stringMatching(/^chinh phu\b/),
      "kinh te",
    ]);
    const zh = collection("外交部举行会议。");
    expect(shown(fromEnglish(asked("meeting"), "zh", zh))).toEqual(["会议"]);
  });

  it("count the likeliest translation most", () => {
    const vi = collection("Chính phủ và chính quyền.");
    const [group] = fromEnglish(asked("government"), "vi", vi);
    expect(group?.alternatives[0]).toEqual({ term: "chinh phu", weight: 1 });
    expect(group?.alternatives[1]?.weight).toBeLessThan(1);
  });

  it("are looked for as they are, too, where the articles have them", () => {
    const vi = collection("Super Bowl là trận chung kết.");
    expect(shown(fromEnglish(asked("Super Bowl"), "vi", vi)).join(" ")).toMatch(/super.* bowl/);
  });

  it("stay where there is nothing else", () => {
    expect(fromEnglish(asked("qwertz"), "zh", collection("会议"))).toEqual(asked("qwertz"));
  });

  it("keep what they weigh", () => {
    const [group] = fromEnglish([oneOf(["economi"], 0.5)], "zh", collection("经济"));
    expect(group?.weight).toBe(0.5);
  });

  it("name countries, places and months", () => {
    const vi = collection("Nam Phi và Hà Nội, tháng 9 năm 2023");
    expect(shown(fromEnglish(asked("South Africa Hanoi September 2023"), "vi", vi))).toEqual([
      "nam phi",
      "ha noi",
      "thang 9",
      "2023",
    ]);
    const zh = collection("南非和河内,2023年9月");
    expect(shown(fromEnglish(asked("South Africa Hanoi September 2023"), "zh", zh))).toEqual([
      "南非",
      "河内",
      "9 月",
      "2023",
    ]);
  });

  it("count places in a series as articles do", () => {
    expect(shown(fromEnglish(asked("eighth"), "vi", collection("lần thứ 8")))).toEqual(["thu 8|8"]);
    expect(shown(fromEnglish(asked("eighth"), "zh", collection("第八次会议")))).toEqual(["第八"]);
    expect(shown(fromEnglish(asked("50th"), "zh", collection("第 50 届")))).toEqual(["第 50|50"]);
  });
});
