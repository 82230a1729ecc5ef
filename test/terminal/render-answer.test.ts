import { describe, expect, it } from "vitest";
import type { Answer, Reason } from "../../src/answer/answer.ts";
import { printable, renderAnswer } from "../../src/terminal/render-answer.ts";

const style = { bold: (text: string) => `<b>${text}</b>`, dim: (text: string) => text };
const article = {
  id: "a.txt",
  date: "2023-09-13",
  title: "A title",
  publisher: "VNS",
  place: null,
  url: null,
};
const quote = {
  article,
  start: 0,
  end: 36,
  text: "The cat sat. The dog ran away.\nDone.",
  highlights: [[13, 30]] as [number, number][],
  score: 1,
  cut: { before: false, after: false },
  alsoIn: [{ ...article, id: "b.txt", date: "2023-09-14", publisher: null }],
};
const year = (n: number) => ({ from: `${n}-01-01`, to: `${n}-12-31` });
const answer: Answer = {
  question: "Who ran?",
  options: {},
  answered: true,
  sure: true,
  reason: null,
  confidence: 1,
  withoutModel: false,
  quotes: [quote],
};

describe("an answer in the terminal", () => {
  it("shows the quote with its highlight, and below it date, publisher and file, also of twins", () => {
    expect(renderAnswer(answer, style, 200)).toBe(
      "  1. “The cat sat. <b>The dog ran away.</b> Done.”\n  13 September 2023 · VNS · a.txt; also 14 September 2023 · b.txt\n",
    );
  });

  it("says first that a model did not answer", () => {
    const first = (known: Partial<Answer>) =>
      renderAnswer({ ...answer, withoutModel: true, ...known }, style, 200).split("\n")[0];
    const news = "The model does not answer at the moment: words alone were searched.";
    expect(first({})).toBe(news);
    expect(first({ sure: false })).toBe(news);
    expect(first({ answered: false, reason: { kind: "not-found" } })).toBe(news);
  });

  it("wraps to the width of the terminal", () => {
    const lines = renderAnswer(answer, { bold: (text) => text, dim: (text) => text }, 30).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
  });

  it("says plainly when the articles are silent, and marks the closest passages as such", () => {
    const reason = { kind: "not-found" } as const;
    const silent = renderAnswer({ ...answer, answered: false, sure: false, reason }, style, 200);
    expect(silent).toMatch(/^The articles do not answer this\.\n\nThe closest passages, not an answer:\n/);
  });

  it("says that a doubtful quote is only possibly related", () => {
    const doubtful = renderAnswer({ ...answer, sure: false }, style, 200);
    expect(doubtful).toMatch(/^Possibly related, perhaps not an answer:\n\n {2}1\. /);
  });

  it.each<[Reason, string]>([
    [{ kind: "no-article-in-range" }, "No article matches from 1 January 2024."],
    [{ kind: "unknown-name", name: "Vo Van Thuong" }, "No article mentions “Vo Van Thuong”."],
    [{ kind: "unknown-ordinal", ordinal: "9th" }, "No article speaks of a 9th."],
    [
      { kind: "unreached-date", asked: year(2018), articles: { from: "2021-02-21", to: "2023-12-01" } },
      "The articles are dated from 21 February 2021 to 1 December 2023; nothing is from 2018.",
    ],
  ])("says why there is no answer where that is certain: %j", (reason, sentence) => {
    const options = { from: "2024-01-01" };
    const silent = { ...answer, options, answered: false, sure: false, reason, quotes: [] };
    expect(renderAnswer(silent, style, 200)).toBe(`${sentence}\n`);
  });

  it("lets no article steer the terminal", () => {
    expect(printable("a\u001b[31mred\u001b[0m\u0007 \u009b2Jb\r\nc\td")).toBe("ared b c d");
  });
});
