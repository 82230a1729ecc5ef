import { describe, expect, it } from "vitest";
import { createQuestionService } from "../../src/answer/serve-questions.ts";
import { DatelineError } from "../../src/shared/errors.ts";
import { buttonsOf } from "../support/fake-discord/index.ts";
import { sampleCollection } from "../support/sample-collection.ts";
import { ERROR, failingCollection, type LogLine, type Running, runBot } from "./run-bot.ts";

const INSIGNIA = "What insignia did Wang Xiaohong give?";

const questionsIn = (lines: readonly LogLine[]) => lines.filter(({ msg }) => msg === "question");

/** The line of the only question, which is written when Discord has taken the answer. */
async function lineOf({ lines }: Running) {
  await expect.poll(() => questionsIn(lines)).toHaveLength(1);
  return questionsIn(lines)[0];
}

const ANN = "700000000000000007";

async function ask(running: Running, question = INSIGNIA) {
  return running.fake.slash("ask", { question }, { userId: ANN });
}

describe("the log of questions", () => {
  it("has one line for each: its id, where it came from, what became of it, its language and its times", async () => {
    const running = await runBot();
    await ask(running);
    const time = expect.any(Number);
    expect(await lineOf(running)).toMatchObject({
      level: 30,
      id: expect.stringMatching(/^[0-9a-f]{8}$/),
      from: "ask",
      kind: "answered",
      fromMemory: false,
      withoutModel: false,
      language: "en",
      ms: time,
      stages: { prepare: time, render: time, send: time },
    });
  });

  it("tells mentions, buttons and what the articles are silent on", async () => {
    const running = await runBot();
    const { fake, lines } = running;
    await fake.say(`<@${fake.botUser.id}> bánh mì ở đâu ngon nhất`);
    expect(await lineOf(running)).toMatchObject({ from: "mention", kind: "abstained", language: "vi" });
    const asked = await ask(running, "best pizza dough recipe");
    const [closest] = buttonsOf(await asked.reply());
    await (await fake.press(asked, String(closest?.custom_id))).reply();
    await expect
      .poll(() => questionsIn(lines))
      .toMatchObject([{ from: "mention" }, { from: "ask" }, { from: "closest", kind: "abstained" }]);
  });

  it("tells what waited, what was remembered, and who was turned away", async () => {
    const running = await runBot();
    const { fake, lines } = running;
    const service = createQuestionService({ maxRunning: 1, maxWaiting: 0 });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const inner = sampleCollection();
    const answer: typeof inner.answer = (...asked) => held.then(() => inner.answer(...asked));
    running.answerFrom(service.serve({ ...inner, answer }));
    await ask(running);
    await expect.poll(() => service.load().running).toBe(1);
    await (await ask(running, "Who met in Beijing?")).followUp();
    await expect.poll(() => questionsIn(lines)).toMatchObject([{ kind: "busy" }]);
    release();
    await expect.poll(() => questionsIn(lines)).toHaveLength(2);
    await ask(running);
    await expect.poll(() => questionsIn(lines)).toHaveLength(3);
    const [, first, again] = questionsIn(lines);
    expect(first).toMatchObject({ fromMemory: false, stages: { queue: expect.any(Number) } });
    expect(again).toMatchObject({ fromMemory: true, stages: { memory: expect.any(Number) } });
    expect(fake.problems).toEqual([]);
  });

  it("says nothing of a command that asks nothing, nor of a question that was never looked up", async () => {
    const { fake, lines } = await runBot();
    await (await fake.slash("status")).reply();
    await (await fake.slash("ask", { question: INSIGNIA, from: "yesterday" })).reply();
    await fake.idle();
    expect(questionsIn(lines)).toEqual([]);
  });
});

describe("what somebody wrote", () => {
  const SECRET = "Does anybody know the affair of Mr Quux?";
  const errors = [
    new TypeError(`cannot read ${SECRET}`),
    new Error("cannot be answered", { cause: new SyntaxError(`"${SECRET.slice(0, 20)}"... is not JSON`) }),
    new DatelineError("question", `"${SECRET}" cannot be read.`),
    SECRET,
  ];

  it.each(errors)("stays out of the log, and so does who wrote it: %s", async (error) => {
    const running = await runBot();
    await (await ask(running, SECRET)).reply();
    running.answerFrom(failingCollection(error));
    await (await ask(running, SECRET)).followUp();
    await expect.poll(() => questionsIn(running.lines)).toHaveLength(2);
    const written = JSON.stringify(running.lines);
    for (const word of ["Quux", "anybody", "Does", ANN]) expect(written).not.toContain(word);
  });

  it("stays out of it while an option is completed, too", async () => {
    const { fake, lines, answerFrom } = await runBot();
    const { answer, ...rest } = sampleCollection();
    answerFrom({
      answer,
      ...rest,
      get articles(): never {
        throw new Error(`no article has ${SECRET}`);
      },
    });
    // Nothing is offered then, and Discord is told nothing.
    void fake.autocomplete("ask", { question: SECRET }, "question").catch(() => {});
    await expect.poll(() => lines.some(({ msg }) => msg.includes("completing"))).toBe(true);
    expect(JSON.stringify(lines)).not.toContain("Quux");
  });

  it("leaves the kind and the place of an error, under the id of its question", async () => {
    const running = await runBot();
    running.answerFrom(failingCollection(errors[0]));
    await ask(running, SECRET);
    const { id } = (await lineOf(running)) as LogLine & { id: string };
    expect(running.lines.find(({ level }) => level === ERROR)).toMatchObject({
      id,
      err: { type: "TypeError", stack: expect.stringMatching(/^ +at .*question-log\.test\.ts/) },
    });
  });

  it("is logged where the operator wants it, with the words of errors", async () => {
    const running = await runBot({ logQuestions: true });
    running.answerFrom(failingCollection(errors[0]));
    await ask(running, SECRET);
    expect(await lineOf(running)).toMatchObject({ question: SECRET, kind: "error" });
    expect(running.lines.find(({ level }) => level === ERROR)?.err?.stack).toContain(SECRET);
  });
});
