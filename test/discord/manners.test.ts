import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadConfig } from "../../src/config.ts";
import type { Caller } from "../../src/discord/command.ts";
import { createManners } from "../../src/discord/manners.ts";
import { buttonsOf, type FakeMessage, textOf } from "../support/fake-discord/index.ts";
import { plainServices, runBot, startFake } from "./run-bot.ts";

type Settings = Parameters<typeof createManners>[0];

const OPEN: Settings = {
  allowedGuildIds: [],
  allowedChannelIds: [],
  questionsPerUser: 0,
  questionsPerChannel: 0,
};
const QUESTION = "Which insignia was presented to Minister Lâm?";
const QUOTE = "Golden Great Wall";

const callerOf = (known: Partial<Caller> = {}): Caller => ({
  userId: "1",
  guildId: "10",
  channelId: "100",
  parentId: undefined,
  ...known,
});

describe("where one may ask", () => {
  const allows = (settings: Partial<Settings>, caller: Partial<Caller>) =>
    createManners({ ...OPEN, ...settings }).allows(callerOf(caller));
  const DIRECT = { guildId: undefined, channelId: "900" };

  it("is everywhere if nothing is named", () => {
    expect(allows({}, {})).toBe(true);
    expect(allows({}, DIRECT)).toBe(true);
    expect(allows({}, { guildId: undefined, channelId: undefined })).toBe(true);
  });

  it("is in the named servers alone, not in direct messages", () => {
    const settings = { allowedGuildIds: ["10", "11"] };
    expect(allows(settings, {})).toBe(true);
    expect(allows(settings, { guildId: "12" })).toBe(false);
    expect(allows(settings, DIRECT)).toBe(false);
  });

  it("is in the named channels and their threads alone", () => {
    const settings = { allowedChannelIds: ["100"] };
    expect(allows(settings, {})).toBe(true);
    expect(allows(settings, { channelId: "101" })).toBe(false);
    expect(allows(settings, { channelId: "200", parentId: "100" })).toBe(true);
    expect(allows(settings, { channelId: "200", parentId: "101" })).toBe(false);
    expect(allows(settings, { channelId: undefined })).toBe(false);
    expect(allows({ allowedChannelIds: ["900"] }, DIRECT)).toBe(true);
  });

  it("is where both the server and the channel are named, if both are", () => {
    const settings = { allowedGuildIds: ["10"], allowedChannelIds: ["100"] };
    expect(allows(settings, {})).toBe(true);
    expect(allows(settings, { guildId: "11" })).toBe(false);
    expect(allows(settings, { channelId: "101" })).toBe(false);
  });
});

describe("how often one may ask", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is limited for each user by himself, in ten seconds", async () => {
    const { secondsToWait } = createManners({ ...OPEN, questionsPerUser: 2 });
    expect(await secondsToWait(callerOf())).toBe(0);
    vi.advanceTimersByTime(4000);
    expect(await secondsToWait(callerOf({ channelId: "101" }))).toBe(0);
    expect(await secondsToWait(callerOf())).toBe(6);
    expect(await secondsToWait(callerOf({ userId: "2" }))).toBe(0);
    vi.advanceTimersByTime(5999);
    expect(await secondsToWait(callerOf())).toBe(1);
    vi.advanceTimersByTime(2);
    expect(await secondsToWait(callerOf())).toBe(0);
  });

  it("is limited for all users of a channel together", async () => {
    const { secondsToWait } = createManners({ ...OPEN, questionsPerChannel: 2 });
    expect(await secondsToWait(callerOf())).toBe(0);
    expect(await secondsToWait(callerOf({ userId: "2" }))).toBe(0);
    expect(await secondsToWait(callerOf({ userId: "3" }))).toBe(10);
    expect(await secondsToWait(callerOf({ userId: "3", channelId: "101" }))).toBe(0);
    expect(await secondsToWait(callerOf({ userId: "3", channelId: undefined }))).toBe(0);
  });

  it("does not fill a channel with the questions of a user who has to wait", async () => {
    const { secondsToWait } = createManners({ ...OPEN, questionsPerUser: 1, questionsPerChannel: 2 });
    for (let i = 0; i < 5; i++) await secondsToWait(callerOf());
    expect(await secondsToWait(callerOf({ userId: "2" }))).toBe(0);
  });

  it("is told to a user publicly once in ten seconds", async () => {
    const { mayTellToWait } = createManners({ ...OPEN, questionsPerUser: 1 });
    expect(await mayTellToWait(callerOf())).toBe(true);
    expect(await mayTellToWait(callerOf())).toBe(false);
    expect(await mayTellToWait(callerOf({ userId: "2" }))).toBe(true);
    vi.advanceTimersByTime(10_001);
    expect(await mayTellToWait(callerOf())).toBe(true);
  });
});

async function runWith(settings: Partial<Settings>, fake?: Awaited<ReturnType<typeof startFake>>) {
  const manners = { ...OPEN, ...settings };
  return runBot({}, fake, plainServices({ manners }));
}

const typings = (requests: readonly { path: string }[]) =>
  requests.filter(({ path }) => path.endsWith("/typing"));

describe("outside of the allowed servers and channels", () => {
  it("commands, buttons and message commands get a private notice, mentions silence", async () => {
    const fake = await startFake();
    await runWith({ allowedGuildIds: ["123"] }, fake);
    const message = fake.plant({
      components: [
        { type: 10, content: `**${QUESTION}**` },
        { type: 1, components: [{ type: 2, style: 2, label: "More", custom_id: "1:show:1:ab:3:3:::" }] },
      ],
      flags: 1 << 15,
    });
    const said = await fake.say(`<@${fake.botUser.id}> ${QUESTION}`);
    // Nobody is kept from deleting what he gave.
    expect(textOf(await (await fake.slash("forget")).reply())).not.toContain("I do not answer");
    for (const call of [
      await fake.slash("ask", { question: QUESTION }),
      await fake.slash("help"),
      await fake.slash("timeline", { topic: QUESTION }, { guildId: null }),
      await fake.messageCommand("Find in the articles", said),
      await fake.press(message, "1:show:1:ab:3:3:::"),
    ]) {
      expect(await call.ephemeral()).toBe(true);
      expect(textOf(await call.reply())).toContain("I do not answer in this place");
    }
    await fake.say(QUESTION, { dm: true });
    await fake.idle();
    expect(fake.messages.filter(({ ephemeral }) => !ephemeral)).toEqual([]);
    expect(typings(fake.requests)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("a thread counts as its channel, for commands and mentions", async () => {
    const fake = await startFake();
    await runWith({ allowedGuildIds: [fake.guildId], allowedChannelIds: [fake.channelId] }, fake);
    const call = await fake.slash("ask", { question: QUESTION }, { channelId: fake.threadId });
    expect(textOf(await call.reply())).toContain(QUOTE);
    await fake.say(`<@${fake.botUser.id}> ${QUESTION}`, { inThread: true });
    await expect.poll(() => fake.messages.length).toBe(2);
    expect(fake.messages[1]?.channelId).toBe(fake.threadId);
    expect(textOf(fake.messages[1] as FakeMessage)).toContain(QUOTE);
    expect(fake.problems).toEqual([]);
  });

  it("a thread can be named by itself", async () => {
    const fake = await startFake();
    await runWith({ allowedChannelIds: [fake.threadId] }, fake);
    const inThread = await fake.slash("ask", { question: QUESTION }, { channelId: fake.threadId });
    expect(textOf(await inThread.reply())).toContain(QUOTE);
    const inChannel = await fake.slash("ask", { question: QUESTION });
    expect(textOf(await inChannel.reply())).toContain("I do not answer in this place");
    expect(fake.problems).toEqual([]);
  });
});

describe("who asks too often", () => {
  it("is told privately when to ask again, by /ask, /timeline and the message command alike", async () => {
    const { fake } = await runWith({ questionsPerUser: 1 });
    const said = await fake.say(QUESTION);
    expect(textOf(await (await fake.slash("ask", { question: QUESTION })).reply())).toContain(QUOTE);
    for (const call of [
      await fake.slash("ask", { question: QUESTION }),
      await fake.slash("timeline", { topic: QUESTION }),
      await fake.messageCommand("Find in the articles", said),
    ]) {
      expect(await call.ephemeral()).toBe(true);
      expect(textOf(await call.reply())).toMatch(/^That was quick: please ask again in \d+ seconds?\.$/);
    }
    const other = await fake.slash("ask", { question: QUESTION }, { username: "another" });
    expect(textOf(await other.reply())).toContain(QUOTE);
    expect(fake.problems).toEqual([]);
  });

  it("may still press buttons, look at the articles and read the help", async () => {
    const { fake } = await runWith({ questionsPerUser: 1 });
    const call = await fake.slash("ask", { question: QUESTION });
    const more = buttonsOf(await call.reply()).find(({ label }) => label === "More");
    const press = await fake.press(call, String(more?.custom_id));
    expect(textOf(await press.reply())).toContain("> ");
    for (const name of ["sources", "help", "status"]) {
      expect(textOf(await (await fake.slash(name)).reply())).not.toContain("That was quick");
    }
    expect(fake.problems).toEqual([]);
  });

  it("by mentions is told so once, and then met with silence", async () => {
    const { fake } = await runWith({ questionsPerUser: 1 });
    const author = { username: "eager" };
    const mention = `<@${fake.botUser.id}>`;
    await fake.say(`${mention} ${QUESTION}`, { author });
    await expect.poll(() => fake.messages.length).toBe(1);
    for (const words of [QUESTION, "", "?", "long ".repeat(300), QUESTION]) {
      await fake.say(`${mention} ${words}`, { author });
    }
    await fake.idle();
    expect(fake.messages).toHaveLength(2);
    expect(textOf(fake.messages[1] as FakeMessage)).toContain("That was quick");
    expect(typings(fake.requests)).toHaveLength(1);
    await fake.say(`${mention} ${QUESTION}`, { author: { username: "another" } });
    await expect.poll(() => fake.messages.length).toBe(3);
    expect(textOf(fake.messages[2] as FakeMessage)).toContain(QUOTE);
    expect(fake.problems).toEqual([]);
  });

  it("shares a channel's limit with others", async () => {
    const { fake } = await runWith({ questionsPerChannel: 2 });
    const ask = async (username: string, channelId = fake.channelId) =>
      textOf(await (await fake.slash("ask", { question: QUESTION }, { username, channelId })).reply());
    expect(await ask("an")).toContain(QUOTE);
    expect(await ask("binh")).toContain(QUOTE);
    expect(await ask("chi")).toContain("That was quick");
    expect(await ask("chi", fake.threadId)).toContain(QUOTE);
    expect(fake.problems).toEqual([]);
  });
});

describe("by default", () => {
  it("fifty users who ask in one channel at once are all answered, by command and by mention", async () => {
    const { fake } = await runWith(loadConfig({}).manners);
    const users = Array.from({ length: 50 }, (_, i) => `user${i}`);
    const replies = await Promise.all(
      users.map(async (username, i) => {
        if (i % 2 === 1) return fake.say(`<@${fake.botUser.id}> ${QUESTION}`, { author: { username } });
        return (await fake.slash("ask", { question: QUESTION }, { username })).reply();
      }),
    );
    expect(replies).toHaveLength(50);
    await expect.poll(() => fake.messages.length, { timeout: 15_000 }).toBe(50);
    expect(fake.messages.filter((message) => textOf(message).includes(QUOTE))).toHaveLength(50);
    expect(fake.problems).toEqual([]);
  });
});
