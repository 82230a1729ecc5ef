import { describe, expect, it } from "vitest";
import type { Vocabulary } from "../../../src/search/translate/piece.ts";
import { translate } from "../../../src/search/translate/translate.ts";
import { terms } from "../../../src/shared/terms.ts";

/** A collection of these sentences. */
function collection(...sentences: string[]): Vocabulary {
  const sets = sentences.map((sentence) => new Set(terms(sentence)));
  return {
    has: (term) => sets.some((set) => set.has(term)),
    together: (a, b) => sets.some((set) => set.has(a) && set.has(b)),
    names: [...new Set(sets.flatMap((set) => [...set]))],
  };
}

const NOTHING = collection();
const words = (groups: ReturnType<typeof translate>) =>
  groups.map(({ alternatives }) => alternatives.map(({ term }) => term).join("|"));
const vi = (question: string, vocabulary = NOTHING) => words(translate(question, "vi", vocabulary));
const zh = (question: string, vocabulary = NOTHING) => words(translate(question, "zh", vocabulary));

describe("translate, words", () => {
  it("takes the longest phrase of the glossary", () => {
    expect(vi("bộ trưởng")).toEqual(["minist"]);
    expect(vi("bộ")).not.toEqual(["minist"]);
    expect(zh("政府")).toEqual(["govern"]);
  });

  it("leaves out question words and particles", () => {
    expect(vi("Ai là bộ trưởng?")).toEqual(["minist"]);
    expect(zh("谁是部长？")).toEqual(["minist"]);
    expect(vi("là gì ở đâu khi nào bao nhiêu")).toEqual([]);
    expect(zh("是什么？在哪里？多少？")).toEqual([]);
  });

  it("reads both places of the tone mark, both Unicode forms and any case", () => {
    const usual = vi("hòa bình");
    expect(usual).toEqual(["peac"]);
    expect(vi("hoà bình")).toEqual(usual);
    expect(vi("HÒA BÌNH".normalize("NFD"))).toEqual(usual);
  });

  it("keeps words in Latin letters as they are, folded", () => {
    expect(vi("Super Bowl là gì?")).toEqual(["super", "bowl"]);
    expect(zh("IPCC 的主席是谁？")[0]).toBe("ipcc");
    expect(zh("Internet2是什么")).toEqual(["internet2"]);
  });

  it("names each word once", () => {
    expect(vi("bộ trưởng và bộ trưởng")).toEqual(["minist"]);
  });

  it("reads traditional characters as well", () => {
    expect(zh("誰是國防部長？")).toEqual(zh("谁是国防部长？"));
  });

  it("reads Vietnamese that was typed without marks", () => {
    expect(vi("ai la bo truong")).toEqual([expect.stringContaining("minist")]);
    expect(vi("trung quoc thang 9 nam 2021")).toEqual(["china|chines", "septemb", "2021"]);
  });

  it("counts a guess at a lone character less than a word", () => {
    const [guess] = translate("卑", "zh", NOTHING);
    expect(guess?.weight).toBeLessThan(0.5);
  });

  it("finds nothing in an empty question", () => {
    expect(vi("")).toEqual([]);
    expect(zh("？！")).toEqual([]);
  });
});

describe("translate, numbers and dates", () => {
  it.each([
    ["tháng 9 năm 2021", ["septemb", "2021"]],
    ["tháng chín", ["septemb"]],
    ["tháng mười hai", ["decemb"]],
    ["13/9/2023", [expect.any(String), "13", "septemb", "2023"]],
    ["lần thứ bảy", ["7th"]],
    ["thứ bảy", ["7th|saturdai"]],
    ["thế kỷ XIX", ["19th", "centuri"]],
    ["những năm 1970", ["1970s|1970"]],
    ["hai mươi mốt", ["21"]],
  ])("reads Vietnamese %s", (text, expected) => {
    expect(vi(text)).toEqual(expected);
  });

  it.each([
    ["2021年2月", ["2021", "februari"]],
    ["2009 年 8 月", ["2009", "august"]],
    ["2023-09-13", ["2023", "septemb", "13"]],
    ["第八", ["8th"]],
    ["第二十一", ["21th"]],
    ["十九世纪", ["19th", "centuri"]],
    ["20世纪70年代", ["1970s|1970"]],
    ["3亿", ["300", "million"]],
    ["二十", ["20"]],
    ["一百零五", ["105"]],
  ])("reads Chinese %s", (text, expected) => {
    expect(zh(text)).toEqual(expected);
  });
});

describe("translate, names", () => {
  it("knows countries, their adjectives and languages", () => {
    expect(vi("Việt Nam và Trung Quốc")).toEqual(["vietnam|vietnames", "china|chines"]);
    expect(zh("越南和法国")).toEqual(["vietnam|vietnames", "franc|french"]);
    expect(vi("tiếng Pháp")).toEqual(["french"]);
    expect(vi("Nam Phi")).toEqual(["south", "africa|african"]);
  });

  it("joins a Vietnamese place as English writes it, if the collection does", () => {
    expect(vi("ở Hà Nội", collection("In Hanoi"))).toEqual(["hanoi"]);
    expect(vi("ở Hà Nội", collection("Nothing"))).toEqual(["ha", "noi"]);
  });

  it("keeps a Vietnamese name as it is, folded", () => {
    expect(vi("Trần Quốc Tố là ai?", collection("Tran Quoc To spoke."))).toEqual(["tran", "quoc"]);
  });

  it("reads Chinese names in Vietnamese as pinyin", () => {
    expect(vi("Bắc Kinh", collection("Beijing"))).toEqual(["beij"]);
    expect(vi("Tập Cận Bình", collection("Xi Jinping spoke."))).toEqual(["xi", "jinp"]);
  });

  it("reads Chinese names as pinyin, surname and joined given name, only where both stand together", () => {
    expect(zh("赵克志说了什么？", collection("Zhao Kezhi spoke."))).toEqual(["zhao", "kezhi"]);
    expect(zh("赵克志", collection("Zhao spoke.", "Kezhi listened."))).not.toContain("zhao");
  });

  it("reads Vietnamese names in Chinese", () => {
    expect(zh("陈国素", collection("Tran Quoc To spoke."))).toEqual(["tran", "quoc"]);
    expect(zh("苏林", collection("To Lam spoke."))).toEqual(["lam"]);
  });

  it("finds foreign names by their sound", () => {
    const names = collection("Norman ships", "Nikola Tesla", "Fresno", "house");
    expect(zh("诺曼人", names)[0]).toBe("norman");
    expect(zh("尼古拉·特斯拉", names)).toEqual(["nikola", "tesla"]);
    expect(zh("弗雷斯诺", names)).toEqual(["fresno"]);
  });

  it("does not look for sounds in ordinary words", () => {
    expect(zh("大学", collection("Dash"))).toEqual([expect.stringContaining("univers")]);
  });
});
