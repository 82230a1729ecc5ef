import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, Quote } from "../../src/answer/answer.ts";
import type { ArticleInfo } from "../../src/articles/article.ts";
import { unescapeMarkdown } from "../../src/discord/markdown.ts";
import { type Message, walk } from "../../src/discord/message.ts";
import { readQuestionLine, tidyQuestion } from "../../src/discord/question.ts";
import { renderAnswer, renderClosest } from "../../src/discord/render-answer.ts";
import { renderContext } from "../../src/discord/render-context.ts";
import { assertWithinLimits } from "../../src/discord/reply.ts";
import { english } from "../../src/discord/texts.ts";
import { sampleArticle } from "../support/sample-collection.ts";

const displaysOf = ({ components }: Message): string[] =>
  [...walk(components)].flatMap(({ content }) => (typeof content === "string" ? [content] : []));

const buttonIdsOf = ({ components }: Message): string[] =>
  [...walk(components)].flatMap(({ custom_id }) => (typeof custom_id === "string" ? [custom_id] : []));

/** Lines of block quotes as they were in the article: without the mark, without bold, unescaped. */
const quotedLines = (markdown: string): string[] =>
  markdown
    .split("\n")
    .filter((line) => line.startsWith(">"))
    .map((line) =>
      unescapeMarkdown(
        line
          .slice(1)
          .replaceAll("[…]", "")
          .replace(/(?<!\\)((?:\\\\)*)\*\*/g, "$1"),
      ).trim(),
    );

function quoteOf(text: string, known: Partial<Quote> = {}): Quote {
  const article: ArticleInfo = {
    id: "000_sample.txt",
    date: "2023-09-13",
    title: "A title",
    publisher: "VNS",
    place: null,
    url: null,
  };
  const cut = { before: false, after: false };
  return { article, start: 0, end: text.length, text, cut, highlights: [], score: 1, alsoIn: [], ...known };
}

const answerOf = (quotes: Quote[], known: Partial<Answer> = {}): Answer => ({
  question: "What happened?",
  options: { limit: Math.max(1, quotes.length) },
  answered: true,
  reason: null,
  confidence: 1,
  quotes,
  ...known,
});

const long = (sentences: number) =>
  Array.from({ length: sentences }, (_, i) => `Sentence number ${i} says a few words about the matter.`).join(
    " ",
  );

describe("renderAnswer", () => {
  it("shows the question, then per quote the words, and under them publisher, date in words and file", () => {
    const text = "He came. He saw a *star*.";
    const message = renderAnswer(answerOf([quoteOf(text, { highlights: [[9, text.length]] })]), english);
    expect(displaysOf(message)).toEqual([
      "**What happened?**",
      "> He came. **He saw a \\*star\\*.**\n-# **VNS** · 13 September 2023 · 000\\_sample.txt",
    ]);
    expect(JSON.stringify(message)).not.toContain("<t:");
  });

  it("shortens a long quote to a comfortable length, at sentence ends, around the sentence that answers", () => {
    const text = long(30);
    const start = text.indexOf("Sentence number 15");
    const end = text.indexOf(" Sentence number 16");
    const [, display = ""] = displaysOf(
      renderAnswer(answerOf([quoteOf(text, { highlights: [[start, end]] })]), english),
    );
    const [line = ""] = display.split("\n");
    expect(line).toMatch(/^> \[…\] Sentence number \d+ .*matter\. \[…\]$/);
    expect(line).toContain("**Sentence number 15 says a few words about the matter.**");
    expect(line.length).toBeLessThan(500);
  });

  it("shows fewer quotes, and says so, when sentences that answer are too long for one message", () => {
    const text = `${"word, ".repeat(300)}end.`;
    const quotes = [0, 1, 2].map((i) =>
      quoteOf(text, { start: i * 2000, end: i * 2000 + text.length, highlights: [[0, text.length]] }),
    );
    const message = renderAnswer(answerOf(quotes), english);
    expect(displaysOf(message)).toHaveLength(4);
    expect(displaysOf(message).at(-1)).toBe("-# One more quote did not fit into this message.");
    expect(displaysOf(message)[1]).toContain(`**${text}**`);
    assertWithinLimits(message);
  });

  it("fits one merged quote of 1,500 characters that all need a backslash", () => {
    const text = `${"*".repeat(1499)}.`;
    const message = renderAnswer(
      answerOf([quoteOf(text, { highlights: [[0, text.length]] })], { question: "*".repeat(1000) }),
      english,
    );
    expect(quotedLines(displaysOf(message).join("\n"))).toEqual([text]);
    assertWithinLimits(message);
  });

  it("shows ten quotes of ordinary length in one message", () => {
    const quotes = Array.from({ length: 10 }, (_, i) =>
      quoteOf(long(6), { start: i * 1000, highlights: [[0, 55]] }),
    );
    expect(buttonIdsOf(renderAnswer(answerOf(quotes), english))).toHaveLength(10);
  });

  it("names the range in words and no date outside of it", () => {
    const near = { ...quoteOf("").article, id: "near.txt", date: "2023-09-14" };
    const far = { ...near, id: "far.txt", date: "2023-12-01" };
    const quote = quoteOf("It happened.", { alsoIn: [near, far] });
    const options = { from: "2023-09-01", to: "2023-09-30" };
    const shown = displaysOf(renderAnswer(answerOf([quote], { options }), english)).join("\n");
    expect(shown).toContain("Articles dated between 1 September 2023 and 30 September 2023");
    expect(shown).toContain("also in: **VNS** · 14 September 2023 · near.txt");
    expect(shown).not.toContain("December");
  });

  it("says honestly that the articles do not answer, with the closest passages on demand only", () => {
    const answer = answerOf([quoteOf("Something else.")], { answered: false, reason: "not-found" });
    const message = renderAnswer(answer, english);
    expect(displaysOf(message)).toEqual(["**What happened?**\nThe articles do not answer this."]);
    expect(buttonIdsOf(message)).toEqual(["1:closest::::1"]);
    expect(displaysOf(renderClosest(answer, english))[0]).toContain("Not an answer");
  });

  it("says that no article is dated in the range", () => {
    const options = { from: "1999-01-01", to: "1999-12-31" };
    const message = renderAnswer(
      answerOf([], { answered: false, reason: "no-article-in-range", options }),
      english,
    );
    expect(displaysOf(message)[0]).toContain(
      "No article is dated between 1 January 1999 and 31 December 1999.",
    );
    expect(buttonIdsOf(message)).toEqual([]);
  });

  it("keeps an unanswered question whole, to be read back from the message", () => {
    const question = tidyQuestion(`What about **${"*x_".repeat(290)} \\\n> it?`);
    const message = renderAnswer(answerOf([], { question, answered: false, reason: "not-found" }), english);
    expect(readQuestionLine(message.components)).toBe(question);
  });
});

const HOSTILE = fc.constantFrom(
  ..."\\*_~`|<>[]()#@:/-+. \n\r\t\u2028\u202e\u2067aZ9é字😀",
  "@everyone",
  "<@123456789012345678>",
  "https://example.org/x",
  "[a](http://b.c)",
  "[…]",
  "**",
  "\n> ",
  "\n-# ",
  "First sentence. Second one! ",
);
const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: HOSTILE, minLength: 1, maxLength }),
    fc.string({ unit: "binary", minLength: 1, maxLength }),
    fc.lorem({ mode: "sentences", maxCount: 12 }),
  );
const anyInfo: fc.Arbitrary<ArticleInfo> = fc.record({
  id: anyText(120),
  date: fc.constantFrom("2021-02-21", "2023-09-13", "2024-02-29"),
  title: anyText(120),
  publisher: fc.option(anyText(120)),
  place: fc.constant(null),
  url: fc.constant(null),
});
const anyQuote: fc.Arbitrary<Quote> = fc
  .tuple(anyInfo, anyText(1500), fc.nat(1_000_000), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }))
  .chain(([article, text, start, ranges]) => {
    const points = [0, ...Array.from(text.matchAll(/./gsu), ({ index, 0: point }) => index + point.length)];
    const cuts = [...new Set(ranges.flat().map((n) => points[n % points.length] as number))].sort(
      (a, b) => a - b,
    );
    const highlights = cuts.flatMap((cut, i): [number, number][] =>
      i % 2 === 0 && cuts[i + 1] !== undefined ? [[cut, cuts[i + 1] as number]] : [],
    );
    return fc.array(anyInfo, { maxLength: 5 }).map((alsoIn) => ({
      article,
      text,
      start,
      end: start + text.length,
      cut: { before: start % 2 === 0, after: start % 3 === 0 },
      highlights,
      score: 1,
      alsoIn,
    }));
  });
const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  question: anyText(1000).map(
    (typed) =>
      tidyQuestion(typed)
        .slice(0, 1000)
        .replace(/[\uD800-\uDBFF]$/, "") || "?",
  ),
  options: fc.record(
    {
      from: fc.constantFrom("2021-01-01", "2023-09-01"),
      to: fc.constantFrom("2023-09-30", "2024-12-31"),
      source: anyText(120),
      limit: fc.integer({ min: 1, max: 10 }),
    },
    { requiredKeys: [] },
  ),
  answered: fc.boolean(),
  reason: fc.constantFrom(null, "not-found" as const, "no-article-in-range" as const),
  confidence: fc.constant(0.5),
  quotes: fc.array(anyQuote, { maxLength: 10 }),
});

/** Where an article's text is as the quotes have it: the rest is nothing to the renderer. */
function checkMessage(message: Message, quotes: readonly Quote[]) {
  assertWithinLimits(message);
  const ids = buttonIdsOf(message);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id.length).toBeLessThanOrEqual(100);
  for (const display of displaysOf(message)) {
    expect(display.replace(/\\[^0-9A-Za-z\s]/g, "")).not.toMatch(/@|<|https?:|`|~|_|\||\[(?!…\])|#(?<!^-#)/m);
    const lines = quotedLines(display);
    if (lines.length === 0) continue;
    const found = quotes.some(({ text }) => lines.every((line) => text.includes(line)));
    expect(found, display).toBe(true);
  }
}

describe("any answer", () => {
  it("stays within Discord's limits, mentions nobody, and quotes nothing but the article", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const quotes = answer.quotes;
        checkMessage(renderAnswer(answer, english), quotes);
        checkMessage(renderClosest(answer, english), quotes);
      }),
      { numRuns: 300 },
    );
  });

  it("can show the context of any quote", () => {
    fc.assert(
      fc.property(anyText(6000), fc.nat(), fc.nat(), (text, a, b) => {
        const start = a % text.length;
        const end = Math.min(text.length, start + 1 + (b % 1500));
        const article = sampleArticle("sample.txt", text);
        const message = renderContext(article, { start: 0, end: text.length }, { start, end });
        assertWithinLimits(message);
        for (const line of quotedLines(displaysOf(message).join("\n"))) expect(text).toContain(line);
      }),
      { numRuns: 300 },
    );
  });
});
