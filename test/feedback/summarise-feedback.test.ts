import { describe, expect, it } from "vitest";
import { answerId, type FeedbackEntry, type QuoteId } from "../../src/feedback/feedback-entry.ts";
import { summariseFeedback } from "../../src/feedback/summarise-feedback.ts";

const QUOTE: QuoteId = { article: "cup.txt", start: 10, end: 60 };
const OTHER: QuoteId = { article: "cup.txt", start: 70, end: 90 };

type Given = Partial<Pick<FeedbackEntry, "outcome" | "quotes" | "reason" | "time">>;
function given(user: string, verdict: "👍" | "👎", question: string, more: Given = {}): FeedbackEntry {
  const entry = { outcome: "answered" as const, quotes: [QUOTE], time: "2025-03-03T10:00:00.000Z", ...more };
  return {
    ...entry,
    user,
    question,
    verdict: verdict === "👍" ? "helpful" : "not-helpful",
    answer: answerId(question, entry.quotes),
  };
}

const unanswered = (user: string, question: string, reason?: string) =>
  given(user, "👎", question, { outcome: "abstained", quotes: [], ...(reason && { reason }) });

/** The questions of each gap. */
const gapsOf = (...questions: string[]) =>
  summariseFeedback(questions.map((question, i) => unanswered(`user ${i}`, question))).gaps.map(
    ({ questions }) => questions.map(({ question }) => question),
  );

describe("the totals", () => {
  it("count people, days and the share of helpful votes", () => {
    const summary = summariseFeedback([
      given("ann", "👍", "Who won?", { time: "2025-03-03T10:00:00.000Z" }),
      given("ann", "👎", "Who lost?", { time: "2025-04-09T23:59:00.000Z" }),
      given("bob", "👍", "Who won?", { time: "2025-03-04T10:00:00.000Z" }),
      unanswered("bob", "Who paid?"),
    ]);
    expect(summary).toMatchObject({ votes: 4, helpful: 2, notHelpful: 2, shareHelpful: 0.5, people: 2 });
    expect(summary).toMatchObject({ from: "2025-03-03", to: "2025-04-09" });
  });

  it("count only a user's last vote on the same answer", () => {
    const summary = summariseFeedback([
      given("ann", "👎", "Who won?"),
      given("ann", "👎", "Who won?", { reason: "wrong year" }),
      given("ann", "👍", "Who won?"),
    ]);
    expect(summary).toMatchObject({ votes: 1, helpful: 1, worst: [] });
  });

  it("are empty without votes", () => {
    const nothing = { votes: 0, shareHelpful: null, from: null, to: null, worst: [], gaps: [] };
    expect(summariseFeedback([])).toMatchObject(nothing);
  });
});

describe("the worst answers", () => {
  it("begin with the question that helped the fewest, with the reasons and the quotes of the last such answer", () => {
    const { worst } = summariseFeedback([
      given("ann", "👍", "Who won?"),
      given("bob", "👎", "Who lost?", { reason: "too old" }),
      given("bob", "👎", "who  LOST?", { quotes: [OTHER], outcome: "possibly-related" }),
      given("cat", "👎", "Who lost?", { quotes: [OTHER], reason: "too old" }),
      given("dan", "👍", "Who lost?"),
      given("dan", "👎", "Who paid?"),
      unanswered("dan", "Who slept?"),
    ]);
    expect(worst).toEqual([
      { question: "Who lost?", helpful: 1, notHelpful: 3, reasons: ["too old"], quotes: [OTHER] },
      { question: "Who paid?", helpful: 0, notHelpful: 1, reasons: [], quotes: [QUOTE] },
    ]);
  });
});

describe("the coverage gaps", () => {
  it("put questions alike together, in English", () => {
    expect(
      gapsOf(
        "Who won the Hanoi marathon?",
        "How much is a ticket to the zoo?",
        "who was the winner of the marathon in Hanoi",
        "Which runner won the marathon in Hanoi?",
        "What does a zoo ticket cost?",
      ),
    ).toEqual([
      [
        "Who won the Hanoi marathon?",
        "who was the winner of the marathon in Hanoi",
        "Which runner won the marathon in Hanoi?",
      ],
      ["How much is a ticket to the zoo?", "What does a zoo ticket cost?"],
    ]);
  });

  it("put questions alike together, in Vietnamese, with and without marks", () => {
    expect(
      gapsOf(
        "Giá vé vào sở thú là bao nhiêu?",
        "Ai đã thắng giải chạy ở Hà Nội?",
        "ve vao so thu gia bao nhieu",
        "Ai là thị trưởng của Đà Nẵng?",
      ),
    ).toEqual([
      ["Giá vé vào sở thú là bao nhiêu?", "ve vao so thu gia bao nhieu"],
      ["Ai đã thắng giải chạy ở Hà Nội?"],
      ["Ai là thị trưởng của Đà Nẵng?"],
    ]);
  });

  it("put questions alike together, in Chinese", () => {
    expect(
      gapsOf("谁赢得了河内马拉松？", "动物园的门票是多少钱？", "河内马拉松是谁赢的？", "动物园门票多少钱"),
    ).toEqual([
      ["谁赢得了河内马拉松？", "河内马拉松是谁赢的？"],
      ["动物园的门票是多少钱？", "动物园门票多少钱"],
    ]);
  });

  it("keep questions apart that share only the words of asking", () => {
    for (const questions of [
      ["Who is the mayor of Hue?", "Who is the owner of the zoo?"],
      ["Ai là chủ của sở thú?", "Ai là thị trưởng của Huế?"],
      ["动物园什么时候开门？", "马拉松什么时候举行？"],
    ]) {
      expect(gapsOf(...questions)).toHaveLength(2);
    }
  });

  it("begin with the one most voted on, and name its most asked question first, and the reasons", () => {
    const { gaps } = summariseFeedback([
      unanswered("ann", "Who owns the zoo?"),
      unanswered("ann", "Who won the marathon?"),
      unanswered("bob", "Who won the marathon yesterday?", "it was in the news"),
      unanswered("cat", "Who won the marathon yesterday?"),
    ]);
    expect(gaps).toEqual([
      {
        votes: 3,
        questions: [
          { question: "Who won the marathon yesterday?", votes: 2 },
          { question: "Who won the marathon?", votes: 1 },
        ],
        reasons: ["it was in the news"],
      },
      { votes: 1, questions: [{ question: "Who owns the zoo?", votes: 1 }], reasons: [] },
    ]);
  });

  it("take in questions without a word that says what they are about", () => {
    expect(gapsOf("who is it?", "???", "why not?", "who is IT?")).toEqual([
      ["who is it?"],
      ["???"],
      ["why not?"],
    ]);
  });
});
