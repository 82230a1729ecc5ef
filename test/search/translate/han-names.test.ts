import { describe, expect, it } from "vitest";
import { hanNames } from "../../../src/search/translate/han-names.ts";
import { terms } from "../../../src/shared/terms.ts";

/** A collection of these sentences. */
const collection = (...sentences: string[]) => {
  const sets = sentences.map((sentence) => new Set(terms(sentence)));
  return {
    has: (term: string) => sets.some((set) => set.has(term)),
    together: (a: string, b: string) => sets.some((set) => set.has(a) && set.has(b)),
  };
};
const articles = collection("公安部部长王小洪会见苏林。", "王毅和范明政举行会谈。", "陈国素说。");
const found = (question: string) => hanNames(question, articles).map(({ term }) => term);

describe("names in Latin letters, in Chinese articles", () => {
  it.each([
    ["What did Wang Xiaohong say to To Lam?", ["王小 小洪", "苏林"]],
    ["Wang Yi gặp Phạm Minh Chính", ["王毅", "范明 明政"]],
    ["Trần Quốc Tố nói gì?", ["陈国 国素"]],
    ["Tran Quoc To noi gi?", ["陈国 国素"]],
  ])("are read as characters: %s", (question, terms) => {
    expect(found(question)).toEqual(terms);
  });

  it("may follow a title", () => {
    expect(hanNames("Did Minister Wang Xiaohong speak?", articles)).toEqual([
      { written: "Wang Xiaohong", term: "王小 小洪" },
    ]);
  });

  it("must stand there whole, and in one sentence", () => {
    expect(found("Wang Xiaoming")).toEqual([]);
    expect(hanNames("Wang Xiaohong", collection("王小明来了。", "小洪走了。"))).toEqual([]);
  });

  it("begin with a surname", () => {
    expect(hanNames("Gong An", articles)).toEqual([]);
  });

  it("are not looked for in other words", () => {
    expect(found("The Super Bowl in New York")).toEqual([]);
    expect(found("wang xiaohong")).toEqual([]);
  });
});
