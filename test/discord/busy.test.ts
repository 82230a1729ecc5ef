import { describe, expect, it } from "vitest";
import { createQuestionService } from "../../src/answer/serve-questions.ts";
import { textOf } from "../support/fake-discord/index.ts";
import { sampleCollection } from "../support/sample-collection.ts";
import { runBot, WARN } from "./run-bot.ts";

describe("a bot of whom too much is asked", () => {
  it("says so in a private line, logs no error, and answers again when there is room", async () => {
    const { fake, lines, answerFrom } = await runBot();
    const inner = sampleCollection();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const service = createQuestionService({ maxRunning: 1, maxWaiting: 0 });
    answerFrom(
      service.serve({
        ...inner,
        answer: async (...asked) => {
          await held;
          return inner.answer(...asked);
        },
      }),
    );
    const first = await fake.slash("ask", { question: "What insignia did Wang Xiaohong give?" });
    await expect.poll(() => service.load().running).toBe(1);
    const second = await fake.slash("ask", { question: "Who met in Beijing?" });
    const told = await second.followUp();
    expect(told.ephemeral).toBe(true);
    expect(textOf(told)).toBe(
      "Too many questions are being asked at the moment. Please ask again in a minute.",
    );
    release();
    expect(textOf(await first.reply())).toContain("insignia");
    await expect.poll(async () => (await second.reply()).deleted).toBe(true);
    expect(lines.filter(({ level }) => level >= WARN)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });
});
