import { MessageFlags } from "discord.js";
import { describe, expect, it } from "vitest";
import { readQuestion } from "../../src/discord/mentions.ts";
import { DatelineError } from "../../src/shared/errors.ts";
import {
  type FakeDiscord,
  type FakeMessage,
  type SayOptions,
  textOf,
} from "../support/fake-discord/index.ts";
import { ERROR, failingCollection, runBot, startFake, WARN } from "./run-bot.ts";

const QUESTION = "which insignia was presented to Minister Lâm?";
const QUOTE = "Golden Great Wall insignia";

/** What the bot says to a message, once; fails if it says nothing or more than one thing. */
async function answerTo(fake: FakeDiscord, content: string, options?: SayOptions) {
  const before = fake.messages.length;
  const asked = await fake.say(content, options);
  await expect.poll(() => fake.messages.length).toBe(before + 1);
  await fake.idle();
  expect(fake.messages).toHaveLength(before + 1);
  return { asked, answer: fake.messages.at(-1) as FakeMessage };
}

const postsOf = (fake: FakeDiscord) =>
  fake.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/messages"));

describe("a message that asks the bot", () => {
  it("by a mention gets one reply in its channel that notifies nobody", async () => {
    const { fake } = await runBot();
    const { asked, answer } = await answerTo(fake, `<@${fake.botUser.id}> ${QUESTION}`);
    expect(answer.channelId).toBe(fake.channelId);
    expect(answer.replyTo).toBe(asked.id);
    expect(answer.mentions).toEqual([]);
    expect(textOf(answer)).toContain(`**${QUESTION}**`);
    expect(textOf(answer)).toContain(QUOTE);
    const [post] = postsOf(fake);
    expect(post?.body).toMatchObject({
      nonce: asked.id,
      enforce_nonce: true,
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: asked.id, fail_if_not_exists: false },
      flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
    });
    const typing = fake.requests.findIndex(({ path }) => path.endsWith("/typing"));
    expect(typing).toBeGreaterThanOrEqual(0);
    expect(typing).toBeLessThan(fake.requests.indexOf(post as (typeof fake.requests)[number]));
    expect(fake.problems).toEqual([]);
  });

  it("in a thread is answered in the thread, even where nobody announced the thread", async () => {
    const { fake } = await runBot();
    const { answer } = await answerTo(fake, `<@!${fake.botUser.id}> ${QUESTION}`, { inThread: true });
    expect(answer.channelId).toBe(fake.threadId);
    fake.gateway.dispatch("MESSAGE_CREATE", {
      id: "900000000000000001",
      channel_id: fake.threadId,
      guild_id: "900000000000000002",
      author: { id: "900000000000000003", username: "stranger" },
      content: `<@${fake.botUser.id}> ${QUESTION}`,
    });
    await expect.poll(() => fake.messages.length).toBe(2);
    expect(fake.messages[1]?.channelId).toBe(fake.threadId);
    expect(fake.problems).toEqual([]);
  });

  it("directly needs no mention", async () => {
    const { fake } = await runBot();
    const { answer } = await answerTo(fake, QUESTION, { dm: true });
    expect(answer.guildId).toBeNull();
    expect(textOf(answer)).toContain(QUOTE);
    expect(fake.problems).toEqual([]);
  });

  it("by a reply with a ping to one of its messages, or by the role of the bot, is answered", async () => {
    const { fake } = await runBot();
    const { answer } = await answerTo(fake, `<@${fake.botUser.id}> ${QUESTION}`);
    const reply = await answerTo(fake, "what did Zhou affirm about friendship?", { replyTo: answer.id });
    expect(reply.answer.replyTo).toBe(reply.asked.id);
    await answerTo(fake, `<@&${fake.botRoleId}> ${QUESTION}`);
    expect(fake.problems).toEqual([]);
  });

  it.each([
    ["a bare mention", (fake: FakeDiscord) => answerTo(fake, ` <@${fake.botUser.id}>\n`)],
    ["an empty direct message", (fake: FakeDiscord) => answerTo(fake, "", { dm: true })],
  ])("is told how to ask after %s", async (_, ask) => {
    const { fake } = await runBot();
    expect(textOf((await ask(fake)).answer)).toContain("Write your question");
    expect(fake.problems).toEqual([]);
  });

  it("is told how to ask when the message has no word besides the mention", async () => {
    const { fake } = await runBot();
    for (const content of [
      `<@${fake.botUser.id}>,`,
      `<@${fake.botUser.id}> ?`,
      `<@${fake.botUser.id}> \u200b`,
    ]) {
      expect(textOf((await answerTo(fake, content)).answer)).toContain("Write your question");
    }
    expect(fake.problems).toEqual([]);
  });

  it("may mention others and use custom emoji, which are no words of the question", async () => {
    const { fake } = await runBot();
    const { answer } = await answerTo(fake, `<@${fake.botUser.id}> <@55> ${QUESTION} <:wave:123>`);
    expect(textOf(answer)).toContain(QUOTE);
    expect(textOf(answer)).not.toContain("55");
    expect(fake.problems).toEqual([]);
  });

  it("is answered without a reference where the bot may not read the history", async () => {
    const { fake } = await runBot();
    const body = { code: 160002, message: "Cannot reply without permission to read message history" };
    fake.failNext({ method: "POST", path: /\/messages$/ }, { status: 403, body });
    const { answer } = await answerTo(fake, `<@${fake.botUser.id}> ${QUESTION}`);
    expect(textOf(answer)).toContain(QUOTE);
    expect(answer.replyTo ?? null).toBeNull();
    expect(fake.problems).toEqual([]);
  });

  it("is told when the question is too long, or cannot be used", async () => {
    const { fake, answerFrom } = await runBot();
    const { answer } = await answerTo(fake, "long ".repeat(390), { dm: true });
    expect(textOf(answer)).toContain("too long");
    answerFrom(failingCollection(new DatelineError("question", "No words here.")));
    expect(textOf((await answerTo(fake, "Anything?", { dm: true })).answer)).toBe("No words here.");
    expect(fake.problems).toEqual([]);
  });
});

describe("silence", () => {
  it("meets a mention that stands in code, which Discord does not list", () => {
    const self = { userId: "1", roleId: undefined };
    const said = (content: string) =>
      readQuestion(
        { id: "2", channel_id: "3", guild_id: "4", author: { id: "5" }, mentions: [], content } as never,
        self,
      );
    expect(said("Use `<@1>` to ask")).toBeNull();
    expect(said("```\n<@1> hello\n```")).toBeNull();
    expect(said("<@1> hello")).toBe("hello");
  });

  it("meets plain messages, @everyone, replies without a ping, bots, webhooks, and edits", async () => {
    const { fake } = await runBot();
    const mention = `<@${fake.botUser.id}> ${QUESTION}`;
    const { asked, answer } = await answerTo(fake, mention);
    const typed = fake.requests.length;
    await fake.say(QUESTION);
    await fake.say(`@everyone ${QUESTION}`, { everyone: true });
    await fake.say("and then?", { replyTo: answer.id, ping: false });
    await fake.say(mention, { bot: true });
    await fake.say(QUESTION, { bot: true, dm: true });
    await fake.say(mention, { webhookId: "800000000000000001" });
    fake.editSaid(asked.id, `${mention} Really?`);
    await fake.idle();
    expect(fake.messages).toHaveLength(1);
    expect(fake.requests).toHaveLength(typed);
    expect(fake.problems).toEqual([]);
  });

  it("meets forwards, joins and other messages that nobody typed, and what has no author but the bot", async () => {
    const { fake } = await runBot();
    const message = {
      id: "900000000000000001",
      channel_id: fake.channelId,
      guild_id: fake.guildId,
      author: { id: "900000000000000003", username: "someone" },
      content: `<@${fake.botUser.id}> ${QUESTION}`,
      mentions: [{ id: fake.botUser.id, username: "bot" }],
    };
    fake.gateway.dispatch("MESSAGE_CREATE", { ...message, type: 7 });
    fake.gateway.dispatch("MESSAGE_CREATE", { ...message, author: { id: fake.botUser.id, username: "bot" } });
    fake.gateway.dispatch("MESSAGE_CREATE", { ...message, message_reference: { type: 1, message_id: "1" } });
    await fake.idle();
    expect(fake.messages).toEqual([]);
    expect(fake.requests.filter(({ path }) => path.endsWith("/typing"))).toEqual([]);
  });
});

describe("exactly one answer", () => {
  it("is given to a message that is delivered twice", async () => {
    const { fake } = await runBot();
    const message = {
      id: "900000000000000001",
      type: 0,
      channel_id: fake.channelId,
      guild_id: fake.guildId,
      author: { id: "900000000000000003", username: "someone" },
      content: `<@${fake.botUser.id}> ${QUESTION}`,
    };
    fake.gateway.dispatch("MESSAGE_CREATE", message);
    fake.gateway.dispatch("MESSAGE_CREATE", message);
    await expect.poll(() => fake.messages.length).toBe(1);
    await fake.idle();
    expect(fake.messages).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("stays one when Discord's word for it is lost", async () => {
    const { fake } = await runBot();
    fake.failNext({ method: "POST", path: /\/messages$/ }, { dropResponse: true, times: 2 });
    await answerTo(fake, `<@${fake.botUser.id}> ${QUESTION}`);
    expect(postsOf(fake).length).toBeGreaterThan(1);
    expect(fake.problems).toEqual([]);
  });

  it("is given although the typing notice fails and the service stumbles", async () => {
    const { fake, lines } = await runBot();
    fake.failNext(
      { path: /\/typing$/ },
      { status: 403, body: { message: "Missing Permissions", code: 50013 } },
    );
    fake.failNext({ method: "POST", path: /\/messages$/ }, { status: 502, times: 2 });
    await answerTo(fake, `<@${fake.botUser.id}> ${QUESTION}`);
    expect(lines.filter(({ level }) => level >= WARN)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("says sorry with a reference id in that one message when something unexpected happens", async () => {
    const { fake, lines, answerFrom } = await runBot();
    answerFrom(failingCollection(new TypeError("inner words")));
    const { answer } = await answerTo(fake, `<@${fake.botUser.id}> ${QUESTION}`);
    expect(textOf(answer)).toContain(`error ${lines.find(({ level }) => level === ERROR)?.reference}`);
    expect(fake.problems).toEqual([]);
  });

  it("is not forced where the bot may not write: one line in the log, without a stack", async () => {
    const { fake, lines } = await runBot();
    fake.failNext(
      { method: "POST", path: /\/messages$/ },
      { status: 403, body: { message: "Missing Access", code: 50001 } },
    );
    await fake.say(`<@${fake.botUser.id}> ${QUESTION}`);
    await expect.poll(() => lines.filter(({ level }) => level >= WARN)).toHaveLength(1);
    await fake.idle();
    expect(lines.find(({ level }) => level === WARN)).toMatchObject({ code: 50001 });
    expect(fake.messages).toEqual([]);
  });

  it("reaches who asks while the server of the bot is still unavailable", async () => {
    const fake = await startFake();
    const { bot } = await runBot({ registerCommands: false }, fake);
    expect(bot).toBeDefined();
    fake.gateway.dispatch("GUILD_DELETE", { id: fake.guildId, unavailable: true });
    await answerTo(fake, `<@${fake.botUser.id}> ${QUESTION}`);
    expect(fake.problems).toEqual([]);
  });
});
