import { describe, expect, it } from "vitest";
import { type FeedbackSummary, summariseFeedback } from "../../src/feedback/summarise-feedback.ts";
import { renderFeedback } from "../../src/terminal/render-feedback.ts";

const style = { bold: (text: string) => `<b>${text}</b>`, dim: (text: string) => text };
const nothing = summariseFeedback([]);
const summary: FeedbackSummary = {
  votes: 9,
  helpful: 6,
  notHelpful: 3,
  shareHelpful: 6 / 9,
  people: 4,
  from: "2025-03-03",
  to: "2025-04-09",
  worst: [
    {
      question: "Who won?",
      helpful: 1,
      notHelpful: 2,
      reasons: ["the wrong year"],
      quotes: [{ article: "cup.txt", start: 10, end: 60 }],
    },
  ],
  gaps: [
    {
      votes: 3,
      questions: [
        { question: "Who paid?", votes: 2 },
        { question: "Who has paid?", votes: 1 },
      ],
      reasons: [],
    },
  ],
};

describe("the report on feedback in the terminal", () => {
  it("shows the totals, the worst answers and the gaps", () => {
    expect(
      renderFeedback(summary, 1, style),
    ).toBe(`9 votes by 4 people, from 3 March 2025 to 9 April 2025: 6 helpful (67 %), 3 not.

<b>Answers that did not help</b>

  <b>Who won?</b>
  2 not helpful · 1 helpful · cup.txt 10–60
    “the wrong year”

<b>What the articles do not answer</b>

  3 votes
  <b>Who paid?</b> (2)
  <b>Who has paid?</b>

1 line of the file could not be read and was passed over.
`);
  });

  it("says in one sentence that there is none", () => {
    expect(renderFeedback(nothing, 0, style)).toBe("No feedback has been given yet.\n");
  });

  it("names one day once", () => {
    const text = renderFeedback({ ...summary, votes: 1, people: 1, to: summary.from }, 0, style);
    expect(text).toMatch(/^1 vote by 1 person, on 3 March 2025: /);
  });

  it("ends a long list with how many more there are", () => {
    const worst = Array.from({ length: 25 }, () => summary.worst).flat();
    expect(renderFeedback({ ...summary, worst, gaps: [] }, 0, style)).toContain(
      "  and 5 more; --json prints all\n",
    );
  });

  it("lets no user steer the terminal", () => {
    const evil = "a\u001b[31m\u0007\u202e\u2066\u009b2J\r\nb";
    const quotes = [{ article: evil, start: 0, end: 1 }];
    const worst = [{ question: evil, helpful: 0, notHelpful: 1, reasons: [evil], quotes }];
    const gaps = [{ votes: 1, questions: [{ question: evil, votes: 1 }], reasons: [evil] }];
    const text = renderFeedback({ ...summary, worst, gaps }, 0, style);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(text.split("\n")).toContain("  <b>a b</b>");
  });
});
