import { describe, expect, it } from "vitest";
import { createRecentQuestions } from "../../src/discord/recent-questions.ts";
import type { FakeDiscord, Who } from "../support/fake-discord/index.ts";
import { sampleArticle, sampleCollection } from "../support/sample-collection.ts";
import { plainServices, runBot } from "./run-bot.ts";

const INSIGNIA = "Which insignia was presented to Minister Lâm?";

const remembering = () => plainServices({ rememberQuestions: true });

async function choices(fake: FakeDiscord, typed: string, who?: Who): Promise<string[]> {
  const offered = await fake.autocomplete("ask", { question: typed }, "question", who);
  expect(offered.every(({ name, value }) => name === value)).toBe(true);
  return offered.map(({ name }) => name);
}

async function ask(fake: FakeDiscord, question: string, options: { private?: boolean } = {}, who?: Who) {
  await (await fake.slash("ask", { question, ...options }, who)).reply();
}

describe("while a question is typed", () => {
  it("titles are offered that have every typed word, with or without its marks", async () => {
    const { fake, answerFrom } = await runBot();
    const titles = ["Minister Tô Lâm in Beijing", `Tô Lâm receives ${"many ".repeat(30)}guests`];
    const articles = titles.map((title, i) =>
      sampleArticle(`${i}.txt`, "date 2023-01-01 Words.", { title, publisher: "VNS" }),
    );
    answerFrom(sampleCollection(articles));
    expect(await choices(fake, "")).toHaveLength(2);
    expect(await choices(fake, "beijing to lam")).toEqual(["Minister Tô Lâm in Beijing"]);
    expect(await choices(fake, "January VNS receives")).toEqual([
      expect.stringMatching(/^Tô Lâm receives many .* many…$/),
    ]);
    expect(await choices(fake, "pizza")).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("at most 25 are offered, each once", async () => {
    const { fake, answerFrom } = await runBot();
    const articles = Array.from({ length: 60 }, (_, i) =>
      sampleArticle(`${i}.txt`, "date 2023-01-01 Words.", { title: `Bridge ${i % 30}` }),
    );
    answerFrom(sampleCollection(articles));
    const offered = await choices(fake, "bridge");
    expect(offered).toHaveLength(25);
    expect(new Set(offered).size).toBe(25);
    expect(fake.problems).toEqual([]);
  });

  it("questions lately asked in this server come first, the last one at the top", async () => {
    const { fake } = await runBot({}, undefined, remembering());
    await ask(fake, "Which ministers met?");
    await ask(fake, INSIGNIA, {}, { username: "another" });
    await fake.say(`<@${fake.botUser.id}> What did the ministers sign?`);
    await expect.poll(() => fake.messages.length).toBe(3);
    expect((await choices(fake, "")).slice(0, 3)).toEqual([
      "What did the ministers sign?",
      INSIGNIA,
      "Which ministers met?",
    ]);
    expect(await choices(fake, "insignia lam")).toEqual([INSIGNIA]);
    await ask(fake, "Which ministers met?");
    expect((await choices(fake, "ministers"))[0]).toBe("Which ministers met?");
    expect(fake.problems).toEqual([]);
  });

  it("none is offered of another server, of a private question, of direct messages or of a follow-up", async () => {
    const { fake } = await runBot({}, undefined, remembering());
    await ask(fake, INSIGNIA, { private: true });
    await ask(fake, INSIGNIA, {}, { guildId: null });
    await ask(fake, INSIGNIA, {}, { channelId: fake.groupChannelId });
    await ask(fake, INSIGNIA, {}, { channelId: fake.foreignChannelId });
    await fake.say(INSIGNIA, { dm: true });
    await expect.poll(() => fake.messages.length).toBe(5);
    await (await fake.messageCommand("Find in the articles", await fake.say(INSIGNIA))).reply();
    const answer = await (await fake.slash("ask", { question: "Which ministers met?" })).reply();
    await fake.say("and which insignia?", { replyTo: answer.id });
    await expect.poll(() => fake.messages.length).toBe(8);
    expect(await choices(fake, "insignia")).toEqual([]);
    expect(await choices(fake, "insignia", { guildId: null })).toEqual([]);
    expect(await choices(fake, "insignia", { channelId: fake.foreignChannelId })).toEqual([INSIGNIA]);
    expect(fake.problems).toEqual([]);
  });

  it("none is offered that is too long to be a choice, since its beginning is another question", async () => {
    const { fake } = await runBot({}, undefined, remembering());
    await ask(fake, `${INSIGNIA} ${"And by whom was it presented to him? ".repeat(3)}`);
    expect(await choices(fake, "insignia presented")).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("none is remembered unless the operator allows it", async () => {
    expect(plainServices().recentQuestions).toBeNull();
    const { fake } = await runBot();
    await ask(fake, INSIGNIA);
    expect(await choices(fake, "which insignia")).toEqual([]);
  });
});

describe("recent questions", () => {
  it("keep the last hundred of a server, each once, newest first", () => {
    const recent = createRecentQuestions();
    for (let i = 0; i < 150; i++) recent.add("1", `Question ${i}`);
    recent.add("1", "Question 100");
    expect(recent.of("1")).toHaveLength(100);
    expect(recent.of("1").slice(0, 2)).toEqual(["Question 100", "Question 149"]);
    expect(recent.of("2")).toEqual([]);
    expect(recent.of(undefined)).toEqual([]);
  });

  it("forget the server in which nobody has asked for longest, beyond a thousand", () => {
    const recent = createRecentQuestions();
    for (let i = 0; i < 1000; i++) recent.add(String(i), "Anything?");
    recent.add("0", "Again?");
    recent.add("1000", "Anything?");
    expect(recent.of("0")).toEqual(["Again?", "Anything?"]);
    expect(recent.of("1")).toEqual([]);
    expect(recent.of("1000")).toEqual(["Anything?"]);
  });
});
