import { describe, expect, it } from "vitest";
import type { Collection } from "../../src/answer/collection.ts";
import {
  buttonsOf,
  type FakeDiscord,
  type FakeDiscordOptions,
  type FakeMessage,
  type SayOptions,
  textOf,
} from "../support/fake-discord/index.ts";
import { sampleCollection } from "../support/sample-collection.ts";
import { runBot, startFake, WARN } from "./run-bot.ts";

const FIRST = "Which insignia was presented to Minister Lâm?";
const THEN = "and what did the *ministers* sign?";
const FETCH = /\/channels\/\d+\/messages\/\d+$/;

/** A bot that notes what it was asked, after which questions. */
async function runNoting(options?: FakeDiscordOptions) {
  const running = await runBot({}, await startFake(options));
  const collection = sampleCollection();
  const asked: { question: string; history: readonly string[] }[] = [];
  const answer: Collection["answer"] = (question, given) => {
    asked.push({ question, history: given?.history ?? [] });
    return collection.answer(question, given);
  };
  running.answerFrom({ ...collection, answer });
  return { ...running, asked };
}

/** The one message that answers what is said. */
async function answerTo(fake: FakeDiscord, content: string, options?: SayOptions): Promise<FakeMessage> {
  const before = fake.messages.length;
  await fake.say(content, options);
  await expect.poll(() => fake.messages.length, { timeout: 10_000 }).toBe(before + 1);
  return fake.messages[before] as FakeMessage;
}

const mention = (fake: FakeDiscord, question: string) => `<@${fake.botUser.id}> ${question}`;

const fetches = (fake: FakeDiscord) =>
  fake.requests.filter(({ method, path }) => method === "GET" && FETCH.test(path));

/** The line under the question; none if the message begins a conversation. */
const earlierLine = (message: FakeMessage) => /^-# ↳ (.*)$/m.exec(textOf(message))?.[1];

describe("a reply with a ping to an answer", () => {
  it("is asked with the question before it, which stands under it", async () => {
    const { fake, asked } = await runNoting();
    const answer = await answerTo(fake, mention(fake, FIRST));
    const then = await answerTo(fake, THEN, { replyTo: answer.id });
    expect(asked).toEqual([
      { question: FIRST, history: [] },
      { question: THEN, history: [FIRST] },
    ]);
    expect(textOf(then)).toContain("**and what did the \\*ministers\\* sign?**\n-# ↳ Which insignia was");
    expect(fetches(fake)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("may come from somebody else, follow a command, stand in a thread or in direct messages", async () => {
    const { fake, asked } = await runNoting();
    const answers = [
      { answer: await (await fake.slash("ask", { question: FIRST })).reply(), where: {} },
      {
        answer: await answerTo(fake, mention(fake, FIRST), { inThread: true }),
        where: { inThread: true },
      },
      { answer: await answerTo(fake, FIRST, { dm: true }), where: { dm: true } },
    ];
    for (const { answer, where } of answers) {
      const author = "dm" in where ? {} : { author: { username: "another" } };
      const then = await answerTo(fake, THEN, { replyTo: answer.id, ...where, ...author });
      expect(then.channelId).toBe(answer.channelId);
      expect(earlierLine(then)).toBe(FIRST);
      expect(asked.at(-1)).toEqual({ question: THEN, history: [FIRST] });
    }
    expect(fake.problems).toEqual([]);
  });

  it("knows the last five questions of a chain", async () => {
    const { fake, asked } = await runNoting();
    const questions = [1, 2, 3, 4, 5, 6, 7].map((n) => `and the ministers in meeting ${n}?`);
    let answer = await answerTo(fake, mention(fake, questions[0] as string));
    for (const question of questions.slice(1)) {
      answer = await answerTo(fake, question, { replyTo: answer.id });
    }
    expect(asked.map(({ history }) => history.length)).toEqual([0, 1, 2, 3, 4, 5, 5]);
    expect(asked.at(-1)).toEqual({ question: questions[6], history: questions.slice(1, 6) });
    expect(earlierLine(answer)).toBe(questions.slice(1, 6).join(" › "));
    expect(fake.problems).toEqual([]);
  });

  it("keeps the questions before it when a button shows another part", async () => {
    const { fake, asked } = await runNoting();
    const answer = await answerTo(fake, mention(fake, FIRST));
    const author = { username: "an" };
    const then = await answerTo(fake, THEN, { replyTo: answer.id, author });
    for (const wanted of ["More", "Newest first"]) {
      const button = buttonsOf(then).find(({ label }) => label === wanted);
      const press = await fake.press(then, String(button?.custom_id), author);
      expect((await press.reply()).id).toBe(then.id);
      expect(earlierLine(then)).toBe(FIRST);
      expect(asked.at(-1)).toEqual({ question: THEN, history: [FIRST] });
    }
    const next = await answerTo(fake, "and the ministers then?", { replyTo: then.id, author });
    expect(earlierLine(next)).toBe(`${FIRST} › ${THEN.replaceAll("*", "\\*")}`);
    expect(fake.problems).toEqual([]);
  });
});

describe("where Discord does not send the answer along", () => {
  it("it is fetched", async () => {
    const { fake, asked } = await runNoting({ omitReferencedMessage: true });
    const answer = await answerTo(fake, mention(fake, FIRST));
    const then = await answerTo(fake, THEN, { replyTo: answer.id });
    expect(fetches(fake)).toHaveLength(1);
    expect(earlierLine(then)).toBe(FIRST);
    expect(asked.at(-1)?.history).toEqual([FIRST]);
    expect(fake.problems).toEqual([]);
  });

  it.each([
    ["refused", { status: 403, body: { message: "Missing Access", code: 50001 } }],
    ["unknown", { status: 404, body: { message: "Unknown Message", code: 10008 } }],
    ["never answered", { hang: true }],
    ["answered with nonsense", { status: 200, body: {} }],
  ])("and that is %s, the question is answered by itself", async (_, how) => {
    const { fake, asked, lines } = await runNoting({ omitReferencedMessage: true });
    const answer = await answerTo(fake, mention(fake, FIRST));
    fake.failNext({ method: "GET", path: FETCH }, how);
    const then = await answerTo(fake, THEN, { replyTo: answer.id });
    expect(earlierLine(then)).toBeUndefined();
    expect(asked.at(-1)).toEqual({ question: THEN, history: [] });
    expect(lines.filter(({ level }) => level >= WARN)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });
});

describe("nothing goes before", () => {
  it("a reply to a message that somebody else wrote, or that is deleted", async () => {
    const { fake, asked } = await runNoting();
    const said = await fake.say(`**${FIRST}**`);
    const one = await answerTo(fake, mention(fake, THEN), { replyTo: said.id });
    expect(earlierLine(one)).toBeUndefined();
    expect(fetches(fake)).toEqual([]);
    fake.removeMessage(one.id);
    await fake.idle();
    const message = {
      id: "900000000000000001",
      type: 19,
      channel_id: fake.channelId,
      guild_id: fake.guildId,
      author: { id: "900000000000000003", username: "someone" },
      content: mention(fake, THEN),
      message_reference: { message_id: one.id, channel_id: fake.channelId },
      referenced_message: null,
    };
    fake.gateway.dispatch("MESSAGE_CREATE", message);
    await expect.poll(() => asked.length).toBe(2);
    expect(asked.at(-1)).toEqual({ question: THEN, history: [] });
  });

  it("a forwarded answer", async () => {
    const { fake, asked } = await runNoting();
    const answer = await answerTo(fake, FIRST, { dm: true });
    fake.gateway.dispatch("MESSAGE_CREATE", {
      id: "900000000000000001",
      type: 0,
      channel_id: answer.channelId,
      author: { id: "900000000000000003", username: "someone" },
      content: THEN,
      message_reference: { type: 1, message_id: answer.id, channel_id: answer.channelId },
    });
    await expect.poll(() => asked.length).toBe(2);
    expect(asked.at(-1)).toEqual({ question: THEN, history: [] });
  });

  it("a reply to one of the bot's notices", async () => {
    const { fake, asked } = await runNoting();
    const notice = await answerTo(fake, mention(fake, ""));
    const then = await answerTo(fake, THEN, { replyTo: notice.id });
    expect(earlierLine(then)).toBeUndefined();
    expect(asked).toEqual([{ question: THEN, history: [] }]);
    expect(fake.problems).toEqual([]);
  });
});

describe("a call without a question is told how to ask", () => {
  it.each([
    ["en-US", "Write your question after the mention, or use `/ask`"],
    ["vi", "Hãy viết câu hỏi sau khi nhắc tên tôi, hoặc dùng `/hỏi`"],
    ["zh-CN", "请 @ 我并写下问题，或使用 `/提问`"],
    ["fr", "Write your question after the mention, or use `/ask`"],
  ])("in the server's language: %s", async (guildLocale, words) => {
    const { fake, asked } = await runNoting({ guildLocale });
    expect(textOf(await answerTo(fake, mention(fake, "")))).toContain(words);
    expect(asked).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("also as a reply that only pings, and in a thread", async () => {
    const { fake } = await runNoting();
    const answer = await answerTo(fake, mention(fake, FIRST), { inThread: true });
    const told = await answerTo(fake, " ?", { replyTo: answer.id, inThread: true });
    expect(told.channelId).toBe(fake.threadId);
    expect(textOf(told)).toContain("Write your question");
    expect(fake.problems).toEqual([]);
  });
});
