import { describe, expect, it } from "vitest";
import { DatelineError } from "../../src/shared/errors.ts";
import { buttonsOf, textOf } from "../support/fake-discord/index.ts";
import { sampleArticle, sampleCollection } from "../support/sample-collection.ts";
import { ERROR, failingCollection, runBot } from "./run-bot.ts";

const INSIGNIA = "Which Golden Great Wall insignia was presented to Minister Lâm?";
const DEFERRED_REPLY = 5;
const REPLY = 4;

describe("/ask", () => {
  it("defers, then answers everybody with quotes, dates in words and a button beside each quote", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question: INSIGNIA });
    expect(await call.ackType()).toBe(DEFERRED_REPLY);
    expect(await call.ephemeral()).toBe(false);
    const reply = await call.reply();
    expect(textOf(reply)).toContain(`**${INSIGNIA}**`);
    expect(textOf(reply)).toContain(
      "> **On the occasion, Wang presented the Golden Great Wall insignia to Minister Lâm.**",
    );
    expect(textOf(reply)).toContain("-# **VNS** · 13 September 2023 · 000\\_45847a6cb954d0ff.txt");
    expect(buttonsOf(reply).map(({ label }) => label)).toEqual([
      ...["Context", "Context", "Context"],
      ...["More", "Newest first", "Read article"],
    ]);
    expect(fake.problems).toEqual([]);
  });

  it("answers its reader alone with private", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question: INSIGNIA, private: true });
    expect(await call.ephemeral()).toBe(true);
    expect(textOf(await call.reply())).toContain("Golden Great Wall");
    expect(fake.problems).toEqual([]);
  });

  it("works in direct messages and gives as many quotes as asked for", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question: INSIGNIA, limit: 1 }, { guildId: null });
    expect(buttonsOf(await call.reply()).filter(({ label }) => label === "Context")).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it.each([
    [{ from: "2023-02-30" }, "“2023-02-30” is not a date"],
    [{ to: "13 September 2023" }, "is not a date"],
    [{ from: "2023-12-01", to: "2023-09-01" }, "is after `to`"],
    [{ source: "no-such-article.txt" }, "No single article is called “no-such-article.txt”"],
    [{ question: " \u200f \n " }, "Write your question"],
  ])("corrects %j privately and plainly, at once", async (options, words) => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question: INSIGNIA, ...options });
    expect(await call.ackType()).toBe(REPLY);
    expect(await call.ephemeral()).toBe(true);
    expect(textOf(await call.reply())).toContain(words);
    expect(fake.problems).toEqual([]);
  });

  it("keeps to the range and shows no date outside of it", async () => {
    const { fake } = await runBot();
    const options = {
      question: "ministerial conference cooperation",
      from: "2023-09-01",
      to: "2023-09-30",
      limit: 10,
    };
    const text = textOf(await (await fake.slash("ask", options)).reply());
    expect(text).toContain("Articles dated in September 2023");
    const dates = [...text.matchAll(/· (\d+ \w+ \d{4}) ·/g)].map(([, date]) => date);
    expect(new Set(dates)).toEqual(new Set(["13 September 2023", "14 September 2023"]));
    expect(fake.problems).toEqual([]);
  });

  it("says when no article is dated in the range", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question: INSIGNIA, from: "1999-01-01", to: "1999-01-01" });
    expect(textOf(await call.reply())).toContain("No article is dated on 1 January 1999.");
    expect(fake.problems).toEqual([]);
  });

  it.each([
    "001_d895ca261d4fdf71.txt",
    "001_D895CA261D4FDF71.TXT",
    "key:fd7617460b82",
    "At the reception (Photo: VNA)",
  ])("keeps to the one article meant by %j", async (source) => {
    const { fake } = await runBot();
    const text = textOf(await (await fake.slash("ask", { question: "cyber crimes", source })).reply());
    expect(text).toContain("only in 001\\_d895ca261d4fdf71.txt");
    expect(text).not.toContain("000\\_");
    expect(fake.problems).toEqual([]);
  });

  it("cannot be made to format, mention or link by a question or an article", async () => {
    const { fake, answerFrom } = await runBot();
    const text =
      "date 2023-01-01 Hello @everyone <@1> **bold** [link](https://example.org) https://example.org `x`.";
    answerFrom(
      sampleCollection([sampleArticle("**evil**<@1>.txt", text, { publisher: "https://example.org" })]),
    );
    const call = await fake.slash("ask", {
      question: "hello link @everyone <@1> ||https://example.org|| `bold`",
    });
    const reply = await call.reply();
    expect(reply.mentionsEveryone).toBe(false);
    expect(reply.mentions).toEqual([]);
    const unescaped = textOf(reply).replace(/\\[^0-9A-Za-z\s]/g, "");
    expect(unescaped).not.toMatch(/[@<|`[]|https?:/);
    expect(fake.problems).toEqual([]);
  });

  it("tells the reader alone, with the reference id of the log, when something unexpected happens", async () => {
    const { fake, lines, answerFrom } = await runBot();
    answerFrom(failingCollection(new TypeError("secret inner words")));
    const call = await fake.slash("ask", { question: INSIGNIA });
    const told = await call.followUp();
    expect(told.ephemeral).toBe(true);
    const logged = lines.find(({ level }) => level === ERROR);
    expect(logged?.err?.stack).toContain("slash-commands.test.ts");
    expect(logged?.reference).toMatch(/^[0-9a-f]{8}$/);
    expect(textOf(told)).toContain(`error ${logged?.reference}`);
    expect(textOf(told)).not.toContain("secret");
    await expect.poll(async () => (await call.reply()).deleted).toBe(true);
    expect(fake.problems).toEqual([]);
  });

  it("tells the reader alone, in a private answer, by the reply itself", async () => {
    const { fake, answerFrom } = await runBot();
    answerFrom(failingCollection(new Error("broken")));
    const call = await fake.slash("ask", { question: INSIGNIA, private: true });
    expect(textOf(await call.reply())).toContain("something went wrong");
    expect(fake.problems).toEqual([]);
  });

  it("shows what is wrong with a question as it stands", async () => {
    const { fake, lines, answerFrom } = await runBot();
    answerFrom(failingCollection(new DatelineError("question", "The question has no words.")));
    const call = await fake.slash("ask", { question: "Anything?" });
    expect(textOf(await call.followUp())).toBe("The question has no words.");
    expect(lines.filter(({ level }) => level >= ERROR)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("goes on when Discord's word for the acknowledgement is lost, and when the service stumbles", async () => {
    const { fake } = await runBot();
    fake.failNext({ path: /\/callback$/ }, { dropResponse: true });
    fake.failNext({ method: "PATCH", path: /@original/ }, { dropResponse: true });
    const call = await fake.slash("ask", { question: INSIGNIA });
    expect(textOf(await call.reply())).toContain("Golden Great Wall");
    expect(fake.messages).toHaveLength(1);
    expect(fake.problems).toEqual([expect.stringContaining("acknowledged before")]);
  });

  it("takes a refusal of Discord calmly: one line in the log and no stack", async () => {
    const { fake, lines } = await runBot();
    fake.failNext(
      { method: "PATCH", path: /@original/ },
      { status: 404, body: { message: "Unknown Message", code: 10008 } },
    );
    await fake.slash("ask", { question: INSIGNIA });
    await expect.poll(() => lines.find(({ code }) => code === 10008)).toMatchObject({ level: 40 });
    expect(lines.filter(({ level }) => level >= ERROR)).toEqual([]);
    const again = await fake.slash("ask", { question: INSIGNIA });
    expect(textOf(await again.reply())).toContain("Golden");
    expect(fake.problems).toEqual([]);
  });
});

describe("autocomplete of source", () => {
  it("offers articles newest first, by date, publisher and title", async () => {
    const { fake } = await runBot();
    const choices = await fake.autocomplete("ask", { question: "x" }, "source");
    expect(choices).toHaveLength(5);
    expect(choices[0]).toEqual({
      name: "2023-12-01 · VNA · At the reception (Photo: VNA)",
      value: "001_d895ca261d4fdf71.txt",
    });
    for (const { name } of choices) expect(name.length).toBeLessThanOrEqual(100);
    expect(fake.problems).toEqual([]);
  });

  it("narrows by title, publisher, date in digits or words, and file, without regard to case and marks", async () => {
    const { fake } = await runBot();
    const values = async (typed: string) =>
      (await fake.autocomplete("ask", { question: "x", source: typed }, "source")).map(({ value }) => value);
    expect(await values("pledge XINHUA")).toEqual(["003_ef646735df44e7de.txt"]);
    expect(await values("2021-02")).toEqual(["002_d5a10a0e9d3ed20f.txt"]);
    expect(await values("november 2023")).toEqual(["004_6e7597bf4cdff618.txt"]);
    expect(await values("000_4584")).toEqual(["000_45847a6cb954d0ff.txt"]);
    expect(await values("nothing like this")).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("offers at most 25, with long titles shortened and long file names given by key", async () => {
    const { fake, answerFrom } = await runBot();
    const many = Array.from({ length: 40 }, (_, i) =>
      sampleArticle(`${"long-".repeat(30)}${i}.txt`, `date 2023-01-01 ${"Words 😀 ".repeat(40)}about ${i}.`),
    );
    answerFrom(sampleCollection(many));
    const choices = await fake.autocomplete("ask", { question: "x", source: "words" }, "source");
    expect(choices).toHaveLength(25);
    const call = await fake.slash("ask", { question: "words about", source: String(choices[3]?.value) });
    expect(textOf(await call.reply())).toContain("only in");
    expect(fake.problems).toEqual([]);
  });
});
