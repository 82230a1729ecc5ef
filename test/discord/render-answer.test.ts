import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, Quote, Reason } from "../../src/answer/answer.ts";
import type { ArticleInfo } from "../../src/articles/article.ts";
import { stateOf } from "../../src/discord/ask-state.ts";
import { unescapeMarkdown } from "../../src/discord/markdown.ts";
import { type Message, walk } from "../../src/discord/message.ts";
import { readQuestionLines, tidyQuestion } from "../../src/discord/question.ts";
import { type AnswerView, renderAnswer } from "../../src/discord/render-answer.ts";
import { renderContext } from "../../src/discord/render-context.ts";
import { assertWithinLimits } from "../../src/discord/reply.ts";
import { textsIn } from "../../src/discord/texts.ts";
import { sampleArticle } from "../support/sample-collection.ts";

const english = textsIn("en");

/** An answer as everybody sees it, all its quotes at once; or another view. */
function render(answer: Answer, known: Partial<AnswerView> = {}, texts = english): Message {
  const state = stateOf(ASKER, { ...answer.options, limit: answer.options.limit ?? 3 });
  return renderAnswer(answer, { state, isPrivate: false, takesFeedback: false, ...known }, texts);
}

/** The passages that come closest. */
const renderClosest = (answer: Answer): Message =>
  render(answer, { state: stateOf(ASKER, answer.options, { kind: "closest" }), isPrivate: true });

const ASKER = "12345678901234567890";

const displaysOf = ({ components }: Message): string[] =>
  [...walk(components)].flatMap(({ content }) => (typeof content === "string" ? [content] : []));

const colourOf = ({ components: [card] }: Message) =>
  card && "accent_color" in card ? card.accent_color : undefined;

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
  sure: true,
  reason: null,
  confidence: 1,
  withoutModel: false,
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
    const message = render(answerOf([quoteOf(text, { highlights: [[9, text.length]] })]));
    expect(displaysOf(message)).toEqual([
      "**What happened?**",
      "> He came. **He saw a \\*star\\*.**",
      "-# **VNS** · 13 September 2023 · 000\\_sample.txt",
    ]);
    expect(JSON.stringify(message)).not.toContain("<t:");
  });

  it("shortens a long quote to a comfortable length, at sentence ends, around the sentence that answers", () => {
    const text = long(30);
    const start = text.indexOf("Sentence number 15");
    const end = text.indexOf(" Sentence number 16");
    const [, display = ""] = displaysOf(render(answerOf([quoteOf(text, { highlights: [[start, end]] })])));
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
    const message = render(answerOf(quotes));
    expect(displaysOf(message)).toHaveLength(6);
    expect(displaysOf(message).at(-1)).toBe("-# One more quote did not fit into this message.");
    expect(displaysOf(message)[1]).toContain(`**${text}**`);
    assertWithinLimits(message);
  });

  it("fits one merged quote of 1,500 characters that all need a backslash under a question of 750", () => {
    const text = `${"*".repeat(1499)}.`;
    const message = render(
      answerOf([quoteOf(text, { highlights: [[0, text.length]] })], { question: "Why? ".repeat(150).trim() }),
    );
    expect(quotedLines(displaysOf(message).join("\n"))).toEqual([text]);
    assertWithinLimits(message);
  });

  it("shows ten quotes of ordinary length in one message", () => {
    const quotes = Array.from({ length: 10 }, (_, i) =>
      quoteOf(long(6), { start: i * 1000, highlights: [[0, 55]] }),
    );
    const message = render(answerOf(quotes, { options: { limit: 10 } }), {
      takesFeedback: true,
      isPrivate: true,
    });
    expect(buttonIdsOf(message).filter((id) => id.startsWith("1:context"))).toHaveLength(10);
    assertWithinLimits(message);
  });

  it("names the range in words and no date outside of it", () => {
    const near = { ...quoteOf("").article, id: "near.txt", date: "2023-09-14" };
    const far = { ...near, id: "far.txt", date: "2023-12-01" };
    const quote = quoteOf("It happened.", { alsoIn: [near, far] });
    const options = { from: "2023-09-01", to: "2023-09-30" };
    const shown = displaysOf(render(answerOf([quote], { options }))).join("\n");
    expect(shown).toContain("Articles dated in September 2023");
    expect(shown).toContain("also in: **VNS** · 14 September 2023 · near.txt");
    expect(shown).not.toContain("December");
  });

  it("says honestly that the articles do not answer, with the closest passages on demand only", () => {
    const answer = answerOf([quoteOf("Something else.")], { answered: false, reason: { kind: "not-found" } });
    const message = render(answer);
    expect(displaysOf(message)).toEqual(["**What happened?**\nThe articles do not answer this."]);
    expect(buttonIdsOf(message)).toEqual([`1:closest:${ASKER}:cb:0:1:::`]);
    expect(displaysOf(renderClosest(answer))[0]).toContain("Not an answer");
  });

  it("says that no article is dated in the range", () => {
    const options = { from: "1999-01-01", to: "1999-12-31" };
    const message = render(
      answerOf([], { answered: false, reason: { kind: "no-article-in-range" }, options }),
    );
    expect(displaysOf(message)[0]).toContain("No article is dated in 1999.");
    expect(buttonIdsOf(message)).toEqual([]);
  });

  it("marks quotes of which it is not sure as only possibly related, in a colour of their own", () => {
    const sure = render(answerOf([quoteOf("It happened.")]));
    const doubtful = render(answerOf([quoteOf("It happened.")], { sure: false }));
    expect(displaysOf(doubtful)[0]).toBe(
      "**What happened?**\n**Possibly related:** I am not sure that this answers the question.",
    );
    expect(colourOf(doubtful)).not.toBe(colourOf(sure));
  });

  it("says in one line that a model did not answer, above quotes as above none", () => {
    const line = "-# The model does not answer at the moment: I searched by words alone.";
    const found = render(answerOf([quoteOf("It happened.")], { withoutModel: true }));
    expect(displaysOf(found)[0]).toBe(`**What happened?**\n${line}`);
    const reason = { kind: "not-found" } as const;
    const none = render(answerOf([], { answered: false, reason, withoutModel: true }));
    expect(displaysOf(none)[0]?.split("\n").slice(0, 2)).toEqual(["**What happened?**", line]);
    expect(readQuestionLines(found.components)).toEqual({ question: "What happened?", history: [] });
  });

  it.each<[Reason, string]>([
    [{ kind: "unknown-name", name: "Vo *Van* Thuong" }, "No article mentions *Vo \\*Van\\* Thuong*."],
    [{ kind: "unknown-ordinal", ordinal: "9th" }, "No article mentions number 9 of such a series."],
    [
      {
        kind: "unreached-date",
        asked: { from: "2018-01-01", to: "2018-12-31" },
        articles: { from: "2021-02-21", to: "2023-12-01" },
      },
      "The articles run from 21 February 2021 to 1 December 2023; nothing is dated in 2018.",
    ],
  ])("says why there is no answer where that is certain: %j", (reason, sentence) => {
    const message = render(answerOf([], { answered: false, reason }));
    expect(displaysOf(message)).toEqual([`**What happened?**\n${sentence}`]);
  });

  it("shows the questions before a follow-up, to be read back from the message", () => {
    const history = ["When was the *seventh* meeting?", "Who came › and went?"];
    const message = render(answerOf([quoteOf("Two came.")], { options: { limit: 1, history } }));
    expect(displaysOf(message)[0]).toBe(
      "**What happened?**\n-# ↳ When was the \\*seventh\\* meeting? › Who came › and went?",
    );
    expect(readQuestionLines(message.components)?.question).toBe("What happened?");
    expect(readQuestionLines(message.components)?.history.join(" › ")).toBe(history.join(" › "));
  });

  it("writes dates in the reader's language and leaves the quotes as they are", () => {
    const shown = (locale: "vi" | "zh") =>
      displaysOf(render(answerOf([quoteOf("It happened.")]), {}, textsIn(locale))).slice(1);
    expect(shown("vi")).toEqual(["> It happened.", "-# **VNS** · 13 tháng 9, 2023 · 000\\_sample.txt"]);
    expect(shown("zh")).toEqual(["> It happened.", "-# **VNS** · 2023年9月13日 · 000\\_sample.txt"]);
  });

  it("keeps an unanswered question whole, to be read back from the message", () => {
    const question = tidyQuestion(`What about **${"*x_".repeat(290)} \\\n> it?`);
    const message = render(answerOf([], { question, answered: false, reason: { kind: "not-found" } }));
    expect(readQuestionLines(message.components)).toEqual({ question, history: [] });
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
  sure: fc.boolean(),
  reason: fc.oneof(
    fc.constantFrom(null, { kind: "not-found" as const }, { kind: "no-article-in-range" as const }),
    anyText(200).map((name) => ({ kind: "unknown-name" as const, name })),
  ),
  confidence: fc.constant(0.5),
  withoutModel: fc.boolean(),
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
        for (const locale of ["en", "vi", "zh"] as const) {
          const view = { isPrivate: true, takesFeedback: true };
          checkMessage(render(answer, {}, textsIn(locale)), quotes);
          checkMessage(render(answer, view, textsIn(locale)), quotes);
        }
        checkMessage(renderClosest(answer), quotes);
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
        const message = renderContext(article, { start: 0, end: text.length }, { start, end }, english);
        assertWithinLimits(message);
        for (const line of quotedLines(displaysOf(message).join("\n"))) expect(text).toContain(line);
      }),
      { numRuns: 300 },
    );
  });
});
