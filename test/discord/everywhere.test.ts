import { describe, expect, it } from "vitest";
import {
  buttonsOf,
  type FakeDiscord,
  ORDINARY,
  textOf,
  USE_EXTERNAL_APPS,
  type Who,
} from "../support/fake-discord/index.ts";
import { failingCollection, runBot } from "./run-bot.ts";

const QUESTION = "Which insignia was presented to Minister Lâm?";
const QUOTE = "Golden Great Wall";

/** Where the bot can be used without having joined. */
const PLACES: [string, (fake: FakeDiscord) => Who][] = [
  ["a server without the bot", (fake) => ({ channelId: fake.foreignChannelId })],
  ["a group", (fake) => ({ channelId: fake.groupChannelId })],
  ["direct messages with the bot", () => ({ guildId: null })],
  ["the bot's own server, by a user who has installed it for himself", () => ({ userInstalled: true })],
];

describe.each(PLACES)("in %s", (_, whereIn) => {
  it("questions and timelines are answered, and their buttons work", async () => {
    const { fake, lines } = await runBot();
    const where = whereIn(fake);
    const ask = await fake.slash("ask", { question: QUESTION }, where);
    expect(textOf(await ask.reply())).toContain(QUOTE);
    const labels = buttonsOf(await ask.reply()).map(({ label }) => label);
    expect(labels).toContain("More");
    for (const wanted of ["More", "Context"]) {
      const button = buttonsOf(await ask.reply()).find(({ label }) => label === wanted);
      const press = await fake.press(ask, String(button?.custom_id), where);
      expect(textOf(await press.reply())).toContain("> ");
    }
    const timeline = await fake.slash("timeline", { topic: QUESTION }, where);
    expect(textOf(await timeline.reply())).toContain("-# Oldest first");
    expect(lines.filter(({ level }) => level > 30)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("the help, the articles and completion are there too", async () => {
    const { fake } = await runBot();
    const where = whereIn(fake);
    for (const name of ["help", "sources", "status"]) {
      const call = await fake.slash(name, {}, where);
      expect(textOf(await call.reply()).length).toBeGreaterThan(20);
    }
    const choices = await fake.autocomplete("ask", { question: QUESTION, source: "000" }, "source", where);
    expect(choices.map(({ value }) => value)).toEqual(["000_45847a6cb954d0ff.txt"]);
    expect(fake.problems).toEqual([]);
  });

  it("a question that needs correction, and a public one that fails, are told to the reader alone", async () => {
    const { fake, answerFrom } = await runBot();
    const where = whereIn(fake);
    const wrong = await fake.slash("ask", { question: QUESTION, from: "yesterday" }, where);
    expect(await wrong.ephemeral()).toBe(true);
    answerFrom(failingCollection(new Error("broken")));
    const failed = await fake.slash("ask", { question: QUESTION }, where);
    expect(textOf(await failed.followUp())).toContain("something went wrong");
    expect((await failed.followUp()).ephemeral).toBe(true);
    expect(fake.problems).toEqual([]);
  });
});

describe("where a server does not let its members show the answers of their own applications", () => {
  it("they are private, and can still be paged", async () => {
    const { fake } = await runBot();
    const where = { channelId: fake.foreignChannelId, permissions: ORDINARY & ~USE_EXTERNAL_APPS };
    const call = await fake.slash("ask", { question: QUESTION }, where);
    const reply = await call.reply();
    expect(reply.ephemeral).toBe(true);
    const more = buttonsOf(reply).find(({ label }) => label === "More");
    const press = await fake.press(call, String(more?.custom_id), where);
    expect((await press.reply()).id).toBe(reply.id);
    expect(fake.problems).toEqual([]);
  });
});
