import { describe, expect, it } from "vitest";
import {
  type FakeDiscordOptions,
  type Json,
  ORDINARY,
  READ_MESSAGE_HISTORY,
  SEND_MESSAGES,
  SEND_MESSAGES_IN_THREADS,
  VIEW_CHANNEL,
} from "./fake-discord/index.ts";
import { connectBare, connectClient, QUIET, startFake } from "./fake-discord-bots.ts";

const ASK = { name: "ask", description: "Ask the articles" };
const said = (content: string): Json => ({ content, allowed_mentions: QUIET });

async function bare(options?: FakeDiscordOptions) {
  const bot = await connectBare({ commands: [ASK], ...options });
  const get = async (id: unknown, channelId = bot.fake.channelId) =>
    bot.call("GET", `/channels/${channelId}/messages/${id}`);
  return { ...bot, get };
}

describe("a message that is fetched", () => {
  it("has its text only if it is the bot's, mentions the bot, or is direct", async () => {
    const { fake, send, get } = await bare();
    const plain = await fake.say("plain");
    const mention = await fake.say(`<@${fake.botUser.id}> hello`);
    const direct = await fake.say("direct", { dm: true });
    const { body: own } = await send(said("own"));
    const reply = await fake.say("a reply", { replyTo: String(own.id) });
    const silent = await fake.say("silent", { replyTo: String(own.id), ping: false });
    const texts = [];
    for (const { id, channelId } of [plain, mention, direct, reply, silent]) {
      texts.push((await get(id, channelId)).body.content);
    }
    expect(texts).toEqual(["", `<@${fake.botUser.id}> hello`, "direct", "a reply", ""]);
    expect((await get(own.id)).body).toMatchObject({ content: "own" });
    expect(fake.problems).toEqual([]);
  });

  it("tells the message it answers, but not what that one answers in turn", async () => {
    const { fake, call, get } = await bare();
    const first = await fake.say(`<@${fake.botUser.id}> first`);
    const path = `/channels/${fake.channelId}/messages`;
    const answer = await call("POST", path, {
      ...said("answer"),
      message_reference: { message_id: first.id },
    });
    const second = await fake.say("second", { replyTo: String(answer.body.id) });
    const { body } = await get(second.id);
    expect(body).toMatchObject({
      type: 19,
      content: "second",
      message_reference: {
        type: 0,
        message_id: answer.body.id,
        channel_id: fake.channelId,
        guild_id: fake.guildId,
      },
      referenced_message: { content: "answer", message_reference: { message_id: first.id } },
    });
    expect(body.referenced_message).not.toHaveProperty("referenced_message");
    const { body: next } = await get(answer.body.id);
    expect(next).toMatchObject({
      referenced_message: { id: first.id, content: `<@${fake.botUser.id}> first` },
    });
  });

  it("is unknown in another channel, when it is private, and when it is gone", async () => {
    const { fake, call, routes, get } = await bare();
    const one = await fake.say("one");
    const unknown = { status: 404, body: { code: 10008 } };
    expect(await get(one.id, fake.threadId)).toMatchObject(unknown);
    const asked = await fake.slash("ask");
    await call("POST", (await routes()).callback, { type: 4, data: { ...said("x"), flags: 64 } });
    expect(await get((await asked.reply()).id)).toMatchObject(unknown);
    expect(fake.problems).toHaveLength(2);
  });
});

describe("a reply", () => {
  it("comes with the message it answers, whose text is hidden like any other", async () => {
    const { fake, send, lastEvent } = await bare();
    const { body: own } = await send(said("own"));
    const plain = await fake.say("plain");
    await fake.say("to you", { replyTo: String(own.id) });
    await expect
      .poll(() => lastEvent("MESSAGE_CREATE"))
      .toMatchObject({
        content: "to you",
        message_reference: { message_id: own.id },
        referenced_message: { id: own.id, content: "own" },
        mentions: [{ id: fake.botUser.id }],
        member: { roles: [] },
      });
    await fake.say("to somebody", { replyTo: plain.id });
    await expect
      .poll(() => lastEvent("MESSAGE_CREATE"))
      .toMatchObject({ content: "", referenced_message: { id: plain.id, content: "" } });
  });

  it("to a message that is gone comes with null", async () => {
    const { fake, send, lastEvent } = await bare();
    const { body: own } = await send(said("own"));
    fake.removeMessage(String(own.id));
    expect(await lastEvent("MESSAGE_DELETE")).toMatchObject({ id: own.id, channel_id: fake.channelId });
    await fake.say("too late", { replyTo: String(own.id) });
    await expect
      .poll(() => lastEvent("MESSAGE_CREATE"))
      .toMatchObject({ message_reference: { message_id: own.id }, referenced_message: null });
  });

  it("may be planted, as the bot wrote it in an earlier life", async () => {
    const { fake, get } = await bare();
    const asked = await fake.say(`<@${fake.botUser.id}> why?`);
    const { id } = fake.plant({ content: "because", replyTo: asked.id });
    expect((await get(id)).body).toMatchObject({ content: "because", referenced_message: { id: asked.id } });
  });

  it("may come without it", async () => {
    const { fake, send, lastEvent, get } = await bare({ omitReferencedMessage: true });
    const { body: own } = await send(said("own"));
    const reply = await fake.say("to you", { replyTo: String(own.id) });
    await expect.poll(() => lastEvent("MESSAGE_CREATE")).toMatchObject({ id: reply.id });
    for (const payload of [await lastEvent("MESSAGE_CREATE"), (await get(reply.id)).body]) {
      expect(payload).toMatchObject({ content: "to you", message_reference: { message_id: own.id } });
      expect(payload).not.toHaveProperty("referenced_message");
    }
  });
});

describe("a thread", () => {
  it("takes a mention and its answer", async () => {
    const { fake } = await connectClient(await startFake(), {
      message: (one) => one.author.bot || one.reply(`in a thread: ${one.channel.isThread()}`),
    });
    await fake.say(`<@${fake.botUser.id}> hello`, { inThread: true });
    await expect
      .poll(() => fake.messages)
      .toMatchObject([{ content: "in a thread: true", channelId: fake.threadId }]);
    expect(fake.problems).toEqual([]);
  });

  it("refuses every word once it is locked, and every edit while it is archived", async () => {
    const { fake, call, send, lastEvent } = await bare();
    const { body: sent } = await send(said("open"), fake.threadId);
    const path = `/channels/${fake.threadId}/messages/${sent.id}`;
    const archived = { status: 400, body: { code: 50083, message: "Thread is archived" } };
    fake.setThread({ archived: true, locked: true });
    expect(await lastEvent("THREAD_UPDATE")).toMatchObject({
      id: fake.threadId,
      thread_metadata: { archived: true, locked: true },
    });
    expect(await send(said("x"), fake.threadId)).toMatchObject(archived);
    expect(await call("POST", `/channels/${fake.threadId}/typing`)).toMatchObject(archived);
    expect(await call("PATCH", path, said("x"))).toMatchObject(archived);
    await expect(fake.say("x", { inThread: true })).rejects.toThrow("the thread is locked");
    fake.setThread({ locked: true });
    expect(await send(said("x"), fake.threadId)).toMatchObject({ status: 400, body: { code: 160005 } });
    fake.setThread({ archived: true });
    expect(await call("PATCH", path, said("x"))).toMatchObject(archived);
    expect(await send(said("opens it"), fake.threadId)).toMatchObject({ status: 200 });
    expect(await call("PATCH", path, said("x"))).toMatchObject({ status: 200 });
    fake.setThread({ archived: true });
    await fake.say("opens it too", { inThread: true });
    expect(await call("PATCH", path, said("y"))).toMatchObject({ status: 200 });
    expect(fake.problems).toEqual([]);
  });
});

describe("what others do to the bot is no problem of its own", () => {
  it("closed direct messages: 50007", async () => {
    const { fake, send } = await bare();
    const { author, channelId } = await fake.say("hello", { dm: true });
    expect(await send(said("x"), channelId)).toMatchObject({ status: 200 });
    fake.closeDms(author.id);
    expect(await send(said("x"), channelId)).toMatchObject({
      status: 403,
      body: { code: 50007, message: "Cannot send messages to this user" },
    });
    expect(fake.problems).toEqual([]);
  });

  it("a deleted message: 10008, and no reply to it unless that is forgiven", async () => {
    const { fake, call, send, get } = await bare();
    const { body: own } = await send(said("own"));
    fake.removeMessage(String(own.id));
    const path = `/channels/${fake.channelId}/messages/${own.id}`;
    const unknown = { status: 404, body: { code: 10008, message: "Unknown Message" } };
    expect(await call("PATCH", path, said("x"))).toMatchObject(unknown);
    expect(await call("DELETE", path)).toMatchObject(unknown);
    expect(await get(own.id)).toMatchObject(unknown);
    const reply = { ...said("x"), message_reference: { message_id: own.id } };
    expect(await send(reply)).toMatchObject({ status: 400, body: { errors: { message_reference: {} } } });
    const forgiving = { ...said("x"), message_reference: { message_id: own.id, fail_if_not_exists: false } };
    expect(await send(forgiving)).toMatchObject({ status: 200 });
    expect(() => fake.removeMessage(String(own.id))).toThrow("there is no message");
    expect(fake.problems).toEqual([]);
  });

  it("permissions taken away: 50013, 50001, 160002", async () => {
    const { fake, call, send, get, lastEvent } = await bare();
    const one = await fake.say("one");
    fake.permitBot(ORDINARY & ~SEND_MESSAGES);
    const missing = { status: 403, body: { code: 50013, message: "Missing Permissions" } };
    expect(await send(said("x"))).toMatchObject(missing);
    expect(await call("POST", `/channels/${fake.channelId}/typing`)).toMatchObject(missing);
    expect(await send(said("x"), fake.threadId)).toMatchObject({ status: 200 });
    expect(await lastEvent("CHANNEL_UPDATE")).toMatchObject({
      permission_overwrites: [{ id: fake.botRoleId, allow: "0", deny: String(SEND_MESSAGES) }],
    });
    fake.permitBot(ORDINARY & ~SEND_MESSAGES_IN_THREADS, fake.threadId);
    expect(await send(said("x"), fake.threadId)).toMatchObject(missing);
    fake.permitBot(ORDINARY & ~READ_MESSAGE_HISTORY);
    expect(await get(one.id)).toMatchObject(missing);
    expect(await send({ ...said("x"), message_reference: { message_id: one.id } })).toMatchObject({
      body: { code: 160002 },
    });
    expect(await send(said("x"))).toMatchObject({ status: 200 });
    fake.permitBot(ORDINARY & ~VIEW_CHANNEL);
    expect(await send(said("x"))).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(fake.problems).toEqual([]);
  });

  it("an expired token: 10062 before the acknowledgement, 50027 after it", async () => {
    const { fake, call, routes } = await bare();
    const reply = { type: 4, data: said("x") };
    const early = await fake.slash("ask");
    const first = await routes();
    fake.expire(early);
    const unknown = { status: 404, body: { code: 10062, message: "Unknown interaction" } };
    expect(await call("POST", first.callback, reply)).toMatchObject(unknown);
    await expect(early.reply()).rejects.toThrow("/ask is expired");
    const answered = await fake.slash("ask");
    const second = await routes();
    await call("POST", second.callback, reply);
    fake.expire(answered);
    const invalid = { status: 401, body: { code: 50027, message: "Invalid Webhook Token" } };
    expect(await call("PATCH", second.original, said("y"))).toMatchObject(invalid);
    expect(await call("POST", second.webhook, said("y"))).toMatchObject(invalid);
    expect((await answered.reply()).content).toBe("x");
    expect(fake.problems).toEqual([]);
  });

  it("a forgotten interaction: 10062 and 10015", async () => {
    const { fake, call, routes } = await bare();
    const asked = await fake.slash("ask");
    const { callback, original, webhook } = await routes();
    await call("POST", callback, { type: 5 });
    fake.forget(asked);
    expect(await call("POST", callback, { type: 5 })).toMatchObject({ status: 404, body: { code: 10062 } });
    const unknown = { status: 404, body: { code: 10015, message: "Unknown Webhook" } };
    expect(await call("PATCH", original, said("x"))).toMatchObject(unknown);
    expect(await call("POST", webhook, said("x"))).toMatchObject(unknown);
    expect(fake.problems).toEqual([]);
  });
});
