import { describe, expect, it } from "vitest";
import { type IndexedArticle, readArticleFiles, writeArticleFiles } from "../../src/index/article-files.ts";

const article = (id: string, text: string, sentences: [number, number][]): IndexedArticle => ({
  id,
  date: "2023-09-13",
  title: "A title\nof two lines",
  publisher: null,
  place: "Hà Nội",
  url: null,
  text,
  bodyStart: 2,
  language: "other",
  acronyms: id === "a.txt" ? [{ short: "HN", long: "Hà Nội" }] : [],
  sentences: sentences.map(([start, end]) => ({ start, end })),
});

const given = [
  article("a.txt", "Tô Lâm đến Hà Nội. 北京。🙂 end\n", [
    [0, 18],
    [19, 22],
  ]),
  article("b.txt", "", []),
  article("c.txt", "x", [[0, 1]]),
].map((one) => ({ article: one, hash: one.id.repeat(10) }));

describe("the files of the articles", () => {
  it("give back every article as it was, its text to the letter", () => {
    const back = readArticleFiles(writeArticleFiles(given));
    expect(back.map((one) => ({ ...one }))).toEqual(given.map(({ article, hash }) => ({ ...article, hash })));
  });

  it("give the same text and sentences each time", () => {
    const [first] = readArticleFiles(writeArticleFiles(given));
    expect(first?.text).toBe(first?.text);
    expect(first?.sentences).toBe(first?.sentences);
  });

  it("are refused when they do not belong together", () => {
    const files = writeArticleFiles(given);
    const other = writeArticleFiles(given.slice(1));
    expect(() => readArticleFiles({ ...files, texts: other.texts })).toThrow(RangeError);
    expect(() => readArticleFiles({ ...files, sentences: other.sentences })).toThrow(RangeError);
    expect(() => readArticleFiles({ ...files, heads: files.heads.subarray(0, 50) })).toThrow(SyntaxError);
  });

  it("are refused when sentences overlap or go beyond their text", () => {
    const files = writeArticleFiles(given);
    for (const [place, wrong] of [
      [4, 0],
      [8, 17],
      [20, 9],
    ] as const) {
      const sentences = Buffer.from(files.sentences);
      sentences.writeUInt32LE(wrong, place);
      expect(() => readArticleFiles({ ...files, sentences })).toThrow("do not follow each other");
    }
  });

  it.each(["acronyms", "date", "bytes"])("are refused when an article lacks its %s", (field) => {
    const files = writeArticleFiles(given);
    const heads = Buffer.from(files.heads.toString().replace(`"${field}":`, '"other":'));
    expect(() => readArticleFiles({ ...files, heads })).toThrow("line 1 does not tell all of an article");
  });
});
