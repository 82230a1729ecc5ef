import { describe, expect, it } from "vitest";
import type { Answer, AnswerOptions } from "../../src/answer/answer.ts";
import { keepRecentAnswers } from "../../src/answer/recent-answers.ts";

const MINUTE_MS = 60_000;

/** Answers that are counted. */
function recorder(known: Partial<Answer> = {}) {
  const asked: { question: string; options: AnswerOptions }[] = [];
  const answer = async (question: string, options: AnswerOptions = {}): Promise<Answer> => {
    asked.push({ question, options });
    await Promise.resolve();
    if (question === "wrong") throw new Error("no");
    return {
      question,
      options,
      answered: true,
      sure: true,
      reason: null,
      confidence: asked.length,
      withoutModel: false,
      quotes: [],
      ...known,
    };
  };
  return { asked, answer };
}

describe("answers given lately", () => {
  it("are given again to the same question with options that mean the same", async () => {
    const { asked, answer } = recorder();
    let hits = 0;
    const recent = keepRecentAnswers(answer, { onHit: () => hits++ });
    const first = await recent("Who ran?");
    expect(await recent("Who ran?", { limit: 3, history: [] })).toEqual({
      ...first,
      options: { limit: 3, history: [] },
    });
    expect({ asked: asked.length, hits }).toEqual({ asked: 1, hits: 1 });
  });

  it.each<AnswerOptions>([
    { from: "2023-01-01" },
    { to: "2023-01-01" },
    { source: "a.txt" },
    { limit: 4 },
    { history: ["Who?"] },
    { order: "newest" },
    { onePerArticle: true },
  ])("are not given to the same question with %j", async (options) => {
    const { asked, answer } = recorder();
    const recent = keepRecentAnswers(answer);
    await recent("Who ran?");
    await recent("Who ran?", options);
    await recent("who ran?");
    expect(asked).toHaveLength(3);
  });

  it("are computed once for all who ask at the same time, and fail together", async () => {
    const { asked, answer } = recorder();
    const recent = keepRecentAnswers(answer);
    await Promise.all(Array.from({ length: 10 }, () => recent("Who ran?")));
    expect(asked).toHaveLength(1);
    const failed = await Promise.allSettled([recent("wrong"), recent("wrong")]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(asked).toHaveLength(2);
    await expect(recent("wrong")).rejects.toThrow("no");
    expect(asked).toHaveLength(3);
  });

  it("are not kept when the model did not answer", async () => {
    const { asked, answer } = recorder({ withoutModel: true });
    const recent = keepRecentAnswers(answer);
    await recent("Who ran?");
    await recent("Who ran?");
    expect(asked).toHaveLength(2);
  });

  it("do not outlive their day", async () => {
    const { asked, answer } = recorder();
    let day = "2023-12-31";
    const recent = keepRecentAnswers(answer, { today: () => day });
    await recent("What happened last year?");
    day = "2024-01-01";
    await recent("What happened last year?");
    expect(asked).toHaveLength(2);
  });

  it("do not outlive five minutes", async () => {
    const { asked, answer } = recorder();
    let now = 1;
    const recent = keepRecentAnswers(answer, { now: () => now });
    await recent("Who ran?");
    now += 4 * MINUTE_MS;
    await recent("Who ran?");
    expect(asked).toHaveLength(1);
    now += 2 * MINUTE_MS;
    await recent("Who ran?");
    expect(asked).toHaveLength(2);
  });

  it("are at most 500", async () => {
    const { asked, answer } = recorder();
    const recent = keepRecentAnswers(answer);
    for (let i = 0; i <= 500; i++) await recent(`q${i}`);
    await recent("q500");
    expect(asked).toHaveLength(501);
    await recent("q0");
    expect(asked).toHaveLength(502);
  });
});
