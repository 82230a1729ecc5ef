import { describe, expect, it } from "vitest";
import { parseTxt } from "../../src/articles/parse-txt.ts";

const parse = (text: string) => parseTxt(text, "seeds/x.txt", expect.unreachable);

describe("parseTxt", () => {
  it("reads the date at the beginning of the first line, and the words after it", () => {
    const text = " \t date 2023-09-13 Ministers meet in Hanoi\n\nThe ministers met.\n";
    const article = parse(text);
    expect(article).toMatchObject({ date: "2023-09-13", title: "Ministers meet in Hanoi", url: null, text });
    expect(text.slice(article.bodyStart)).toBe(" Ministers meet in Hanoi\n\nThe ministers met.\n");
    expect(parse("date 2024-02-29\nWords.").date).toBe("2024-02-29");
    expect(parse("date 2024-02-29\r\nWords.").title).toBe("Words.");
  });

  it("refuses a text without a date and says how to write it", () => {
    const mend = 'seeds/x.txt: no date in the first line; begin the file with "date 2023-09-13"';
    for (const text of ["", "Words.", "Words.\ndate 2023-09-13", "dated 2023-09-13", "2023-09-13 Words."]) {
      expect(() => parse(text)).toThrow(mend);
    }
  });

  it("refuses a date in another form", () => {
    expect(() => parse("date 13/09/2023 Words.")).toThrow(
      'seeds/x.txt: "13/09/2023" in the first line is not a date; begin the file with "date 2023-09-13"',
    );
    for (const date of ["2023-9-13", "2023-09-131", "2023-09-13T10:00", "20230913"]) {
      expect(() => parse(`date ${date} Words.`)).toThrow("is not a date");
    }
  });

  it("refuses a date that does not exist", () => {
    expect(() => parse("date 2023-02-30 Words.")).toThrow(
      "seeds/x.txt: the date 2023-02-30 does not exist; that month ends on 2023-02-28; write the day of publication",
    );
    expect(() => parse("date 2023-13-01 Words.")).toThrow(
      "the date 2023-13-01 does not exist; write the day",
    );
  });

  it("refuses a text without words", () => {
    for (const body of ["", "\n\n", " ... — \u200b"]) {
      expect(() => parse(`date 2023-09-13${body}`)).toThrow(
        "seeds/x.txt: the article has no words; write its text after the date, or remove the file",
      );
    }
  });
});
