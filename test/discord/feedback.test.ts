import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sendFeedback } from "../../src/discord/buttons/give-feedback.ts";
import type { Message } from "../../src/discord/message.ts";
import { openServices } from "../../src/discord/services.ts";
import { textsIn } from "../../src/discord/texts.ts";
import { traceQuestion } from "../../src/discord/trace-question.ts";
import type { FeedbackEntry } from "../../src/feedback/feedback-entry.ts";
import { readFeedback } from "../../src/feedback/read-feedback.ts";
import { summariseFeedback } from "../../src/feedback/summarise-feedback.ts";
import {
  buttonsOf,
  type FakeDiscord,
  type FakeMessage,
  type InteractionHandle,
  textOf,
  type Who,
} from "../support/fake-discord/index.ts";
import { sampleCollection, seedArticles } from "../support/sample-collection.ts";
import { temporaryFolder } from "../support/tiny-model.ts";
import { ERROR, memoryLog, plainConfig, plainServices, runBot, startFake } from "./run-bot.ts";

const INSIGNIA = "Which insignia was presented to Minister Lâm?";
const PIZZA = "best pizza dough recipe";
const THANKS = "Thank you, your feedback has been noted.";
const ANN: Who = { userId: "100000000000000021", username: "ann" };
const BOB: Who = { userId: "100000000000000022", username: "bob" };
const MODAL = 9;

const dataFolder = () => join(temporaryFolder(), "data");

async function runWith(dataDir: string, fake?: FakeDiscord, feedback = true) {
  return runBot({}, fake, plainServices({ dataDir, feedback }));
}

const entriesIn = async (dataDir: string): Promise<FeedbackEntry[]> => (await readFeedback(dataDir)).entries;

const buttonOf = (message: FakeMessage, label: string): string =>
  String(buttonsOf(message).find((button) => button.label === label)?.custom_id);

async function press(fake: FakeDiscord, call: InteractionHandle, label: string, who: Who = ANN) {
  return fake.press(call, buttonOf(await call.reply(), label), who);
}

const said = async (handle: InteractionHandle): Promise<string> => {
  expect(await handle.ephemeral()).toBe(true);
  return textOf(await handle.reply());
};

describe("Helpful", () => {
  it("is kept at once with the question, the quotes that were shown and nothing of the user, who is thanked privately", async () => {
    const dataDir = dataFolder();
    const { fake } = await runWith(dataDir);
    const call = await fake.slash("ask", { question: INSIGNIA, limit: 2 });
    expect(await said(await press(fake, call, "Helpful"))).toBe(THANKS);
    const { quotes } = await sampleCollection().answer(INSIGNIA, { limit: 2 });
    expect(await entriesIn(dataDir)).toEqual([
      {
        user: expect.stringMatching(/^[0-9a-f]{32}$/),
        time: expect.any(String),
        question: INSIGNIA,
        verdict: "helpful",
        outcome: "answered",
        // What was shown of the quotes: those that are long are shortened.
        quotes: quotes.map(({ article }) => ({
          article: article.id,
          start: expect.any(Number),
          end: expect.any(Number),
        })),
        answer: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    expect(fake.problems).toEqual([]);
  });

  it("counts for whoever presses it, not for the asker alone", async () => {
    const dataDir = dataFolder();
    const { fake } = await runWith(dataDir);
    await fake.say(`<@${fake.botUser.id}> ${INSIGNIA}`, { author: BOB });
    await expect.poll(() => fake.messages.length).toBe(1);
    const answer = fake.messages[0] as FakeMessage;
    for (const who of [ANN, BOB])
      expect(await said(await fake.press(answer, buttonOf(answer, "Helpful"), who))).toBe(THANKS);
    const entries = await entriesIn(dataDir);
    expect(new Set(entries.map(({ user }) => user)).size).toBe(2);
    expect(new Set(entries.map(({ answer }) => answer)).size).toBe(1);
    expect(fake.problems).toEqual([]);
  });

  it("works after the bot has been started again and its index built anew", async () => {
    const dataDir = dataFolder();
    const fake = await startFake();
    const first = await runWith(dataDir, fake);
    const call = await fake.slash("ask", { question: INSIGNIA, from: "2023-01-01" });
    await call.reply();
    await first.bot.stop();
    const second = await runWith(dataDir, fake);
    second.answerFrom(sampleCollection(seedArticles().slice(0, 1)));
    expect(await said(await press(fake, call, "Helpful"))).toBe(THANKS);
    expect(await entriesIn(dataDir)).toMatchObject([{ question: INSIGNIA, verdict: "helpful" }]);
    expect(fake.problems).toEqual([]);
  });

  it("counts for what was shown, also when the article is gone by now", async () => {
    const dataDir = dataFolder();
    const { fake, answerFrom } = await runWith(dataDir);
    const call = await fake.slash("ask", { question: INSIGNIA, source: "000_45847a6cb954d0ff.txt" });
    await call.reply();
    answerFrom(sampleCollection([]));
    expect(await said(await press(fake, call, "Helpful"))).toBe(THANKS);
    expect(await entriesIn(dataDir)).toMatchObject([{ outcome: "answered", quotes: [] }]);
  });

  it("is thanked for in the user's language", async () => {
    const { fake } = await runWith(dataFolder());
    const call = await fake.slash("ask", { question: INSIGNIA });
    expect(await said(await press(fake, call, "Helpful", { ...ANN, locale: "vi" }))).toContain("Cảm ơn bạn");
    expect(await said(await press(fake, call, "Helpful", { ...ANN, locale: "zh-CN" }))).toContain("谢谢");
  });
});

describe("Not helpful", () => {
  it("asks for a reason in a form, and keeps one vote when it is sent", async () => {
    const dataDir = dataFolder();
    const { fake } = await runWith(dataDir);
    const call = await fake.slash("ask", { question: INSIGNIA });
    const pressed = await press(fake, call, "Not helpful");
    expect(await pressed.ackType()).toBe(MODAL);
    expect(await pressed.modal()).toMatchObject({ title: "What was wrong with this answer?" });
    expect(await entriesIn(dataDir)).toEqual([]);
    expect(await said(await fake.submit(pressed, { reason: "The year\nis wrong" }))).toBe(THANKS);
    expect(await entriesIn(dataDir)).toMatchObject([
      { question: INSIGNIA, verdict: "not-helpful", reason: "The year is wrong", outcome: "answered" },
    ]);
    expect(fake.problems).toEqual([]);
  });

  it("needs no reason", async () => {
    const dataDir = dataFolder();
    const { fake } = await runWith(dataDir);
    const call = await fake.slash("ask", { question: PIZZA });
    expect(await said(await fake.submit(await press(fake, call, "Not helpful")))).toBe(THANKS);
    const [entry] = await entriesIn(dataDir);
    expect(entry).toMatchObject({ question: PIZZA, outcome: "abstained", quotes: [] });
    expect(entry).not.toHaveProperty("reason");
    expect(summariseFeedback(await entriesIn(dataDir)).gaps).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("takes a reason of 1,000 characters and no more, in every language", async () => {
    const dataDir = dataFolder();
    const { fake } = await runWith(dataDir);
    const call = await fake.slash("ask", { question: INSIGNIA });
    for (const locale of ["en-GB", "vi", "zh-CN"]) {
      const pressed = await press(fake, call, "Not helpful", { ...ANN, locale });
      await expect(fake.submit(pressed, { reason: "x".repeat(1001) })).rejects.toThrow();
      await (await fake.submit(pressed, { reason: "漢".repeat(1000) })).reply();
    }
    expect((await entriesIn(dataDir)).map(({ reason }) => reason?.length)).toEqual([1000, 1000, 1000]);
    expect(fake.problems).toEqual([]);
  });

  it("says politely that a form which comes without its message no longer works", async () => {
    const dataDir = dataFolder();
    const messages: Message[] = [];
    const send = async (message: Message) => void messages.push(message);
    await sendFeedback.submit({
      collection: sampleCollection(),
      texts: textsIn("en"),
      caller: { userId: "1", guildId: undefined, channelId: undefined, parentId: undefined },
      services: plainServices({ dataDir, feedback: true }),
      reply: {
        send,
        sendPrivately: send,
        defer: async () => {},
        openForm: async () => {},
        complete: async () => {},
      },
      trace: traceQuestion("form", () => {}),
      log: memoryLog().log,
      args: ["1", "ab", "0", "3", "", "", ""],
      fields: {},
      message: undefined,
    });
    expect(JSON.stringify(messages)).toContain("This no longer works");
    expect(await entriesIn(dataDir)).toEqual([]);
  });
});

describe("an answer that is possibly related", () => {
  it("is kept as such, whole questions with their Markdown too", async () => {
    const dataDir = dataFolder();
    const { fake, answerFrom } = await runWith(dataDir);
    const question = "Which *insignia* was `presented` to Minister Lâm_?";
    const collection = sampleCollection();
    answerFrom({
      ...collection,
      answer: async (...asked) => ({ ...(await collection.answer(...asked)), answered: true, sure: false }),
    });
    const call = await fake.slash("ask", { question });
    expect(await said(await press(fake, call, "Helpful"))).toBe(THANKS);
    expect(await entriesIn(dataDir)).toMatchObject([{ question, outcome: "possibly-related" }]);
  });
});

describe("/forget", () => {
  it("deletes what its caller gave and nothing else, and says how many there were", async () => {
    const dataDir = dataFolder();
    const { fake } = await runWith(dataDir);
    const forget = async () => said(await fake.slash("forget", {}, ANN));
    const call = await fake.slash("ask", { question: INSIGNIA });
    await (await press(fake, call, "Helpful", BOB)).reply();
    await (await press(fake, call, "Helpful", ANN)).reply();
    await (await fake.submit(await press(fake, call, "Not helpful", ANN))).reply();
    expect(await forget()).toBe("I have deleted the 2 pieces of feedback that you gave.");
    expect(await forget()).toBe("There is no feedback of yours to delete.");
    await (await press(fake, call, "Helpful", ANN)).reply();
    expect(await forget()).toBe("I have deleted the one piece of feedback that you gave.");
    expect(await entriesIn(dataDir)).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("works in direct messages, and where feedback is no longer taken", async () => {
    const dataDir = dataFolder();
    const fake = await startFake();
    const first = await runWith(dataDir, fake);
    const call = await fake.slash("ask", { question: INSIGNIA });
    await (await press(fake, call, "Helpful")).reply();
    await first.bot.stop();
    await runWith(dataDir, fake, false);
    expect(await said(await fake.slash("forget", {}, { ...ANN, guildId: null }))).toContain("the one piece");
    expect(await entriesIn(dataDir)).toEqual([]);
  });

  it("makes no files where there are none", async () => {
    const dataDir = dataFolder();
    const { fake } = await runWith(dataDir, undefined, false);
    expect(await said(await fake.slash("forget"))).toContain("no feedback of yours");
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe("FEEDBACK=false", () => {
  it("leaves the buttons away and makes no folder", async () => {
    const dataDir = dataFolder();
    const services = await openServices(plainConfig({ dataDir }), memoryLog().log);
    const { fake } = await runBot({}, undefined, services);
    const answer = await (await fake.slash("ask", { question: INSIGNIA })).reply();
    expect(buttonsOf(answer).map(({ label }) => label)).not.toContain("Helpful");
    expect(existsSync(dataDir)).toBe(false);
  });

  it("takes nothing from the buttons of older messages either", async () => {
    const dataDir = dataFolder();
    const fake = await startFake();
    const first = await runWith(dataDir, fake);
    const call = await fake.slash("ask", { question: INSIGNIA });
    const form = await press(fake, call, "Not helpful");
    await form.modal();
    await first.bot.stop();
    await runWith(dataDir, fake, false);
    for (const handle of [
      await press(fake, call, "Helpful"),
      await press(fake, call, "Not helpful"),
      await fake.submit(form),
    ]) {
      expect(await said(handle)).toBe("Feedback is no longer taken here.");
    }
    expect(await entriesIn(dataDir)).toEqual([]);
  });
});

describe("a folder that cannot be written", () => {
  it("at the start costs the buttons alone, with one line in the log that names it", async () => {
    const file = join(temporaryFolder(), "file");
    await writeFile(file, "");
    const dataDir = join(file, "data");
    const { log, lines } = memoryLog();
    const services = await openServices(plainConfig({ dataDir, feedback: true }), log);
    const { fake } = await runBot({}, undefined, services);
    const answer = await (await fake.slash("ask", { question: INSIGNIA })).reply();
    expect(textOf(answer)).toContain("insignia");
    expect(buttonsOf(answer).map(({ label }) => label)).not.toContain("Helpful");
    expect(lines).toMatchObject([
      { level: ERROR, msg: expect.stringContaining(`${dataDir} cannot be written`) },
    ]);
  });

  it("later is told to the reader in a plain sentence, and to the log in whole; the next vote may succeed", async () => {
    const dataDir = dataFolder();
    const { log } = memoryLog();
    const services = await openServices(plainConfig({ dataDir, feedback: true }), log);
    const { fake, lines } = await runBot({}, undefined, services);
    const call = await fake.slash("ask", { question: INSIGNIA });
    await call.reply();
    await rm(dataDir, { recursive: true });
    await writeFile(dataDir, "");
    expect(await said(await press(fake, call, "Helpful"))).toContain("could not be kept just now");
    expect(lines.filter(({ level }) => level === ERROR)).toMatchObject([
      { msg: "feedback could not be kept", err: { message: expect.stringContaining(dataDir) } },
    ]);
    await rm(dataDir);
    expect(await said(await press(fake, call, "Helpful"))).toBe(THANKS);
    expect(await entriesIn(dataDir)).toHaveLength(1);
  });
});
