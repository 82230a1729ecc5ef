import { describe, expect, it } from "vitest";
import {
  buttonsOf,
  type FakeDiscord,
  type FakeMessage,
  type InteractionHandle,
  textOf,
} from "../support/fake-discord/index.ts";
import { sampleCollection, seedArticles } from "../support/sample-collection.ts";
import { failingCollection, plantButton, runBot, startFake } from "./run-bot.ts";

const INSIGNIA = "Which Golden Great Wall insignia was presented to Minister Lâm?";
const PIZZA = "best pizza dough recipe";
const DEFERRED_REPLY = 5;
const DEFERRED_UPDATE = 6;

const quotesOf = (shown: string) => shown.split("\n").filter((line) => line.startsWith("> "));

const firstButton = (message: FakeMessage) => String(buttonsOf(message)[0]?.custom_id);

const buttonCalled = (message: FakeMessage, label: string) =>
  String(buttonsOf(message).find((button) => button.label === label)?.custom_id);

const labelsOf = (message: FakeMessage) => buttonsOf(message).map(({ label }) => label);

async function pressFirst(fake: FakeDiscord, call: InteractionHandle): Promise<InteractionHandle> {
  return fake.press(call, firstButton(await call.reply()));
}

async function expectPoliteAndPrivate(press: InteractionHandle, words: string) {
  expect(await press.ephemeral()).toBe(true);
  expect(textOf(await press.reply())).toContain(words);
}

describe("Context", () => {
  it("shows the paragraph around the quote to its reader alone, the quote in bold", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question: "Both sides will protect legitimate rights", limit: 1 });
    const press = await pressFirst(fake, call);
    expect(await press.ackType()).toBe(DEFERRED_REPLY);
    expect(await press.ephemeral()).toBe(true);
    const text = textOf(await press.reply());
    expect(text).toContain("-# **VNS** · 13 September 2023 · 000\\_45847a6cb954d0ff.txt");
    expect(text).toContain("> They will also work closely together");
    expect(text).toContain("**Both sides will protect the legitimate rights");
    expect(fake.problems).toEqual([]);
  });

  it("works after the bot has been started again", async () => {
    const fake = await startFake();
    const first = await runBot({}, fake);
    const call = await fake.slash("ask", { question: INSIGNIA });
    await call.reply();
    await first.bot.stop();
    await runBot({}, fake);
    expect(textOf(await (await pressFirst(fake, call)).reply())).toContain("Golden Great Wall");
    expect(fake.problems).toEqual([]);
  });

  it("says when the article has changed, or is gone", async () => {
    const { fake, answerFrom } = await runBot();
    const call = await fake.slash("ask", { question: INSIGNIA });
    await call.reply();
    const changed = seedArticles().map((article) => ({ ...article, text: `New! ${article.text}` }));
    answerFrom(sampleCollection(changed));
    await expectPoliteAndPrivate(await pressFirst(fake, call), "has changed");
    answerFrom(sampleCollection([]));
    await expectPoliteAndPrivate(await pressFirst(fake, call), "no longer in the collection");
    expect(fake.problems).toEqual([]);
  });

  it("keeps within one message in a paragraph of a million characters", async () => {
    const { fake, answerFrom } = await runBot();
    const sentences = (from: number) =>
      Array.from({ length: 10_000 }, (_, i) => `Sentence ${from + i} says *nothing* of it.`).join(" ");
    const [article] = seedArticles();
    const quote = "On this day the needle was found.";
    const text = `${sentences(0)} ${quote} ${sentences(10_000)}`;
    const start = text.indexOf(quote);
    answerFrom({
      ...sampleCollection(article ? [{ ...article, text, bodyStart: 0 }] : []),
      paragraphAround: () => ({ start: 0, end: text.length }),
      answer: async (question, options = {}) => ({
        question,
        options,
        answered: true,
        sure: true,
        reason: null,
        confidence: 1,
        withoutModel: false,
        quotes: [
          {
            article: article as never,
            start,
            end: start + quote.length,
            text: quote,
            highlights: [],
            score: 1,
            alsoIn: [],
            cut: { before: false, after: false },
          },
        ],
      }),
    });
    const press = await pressFirst(fake, await fake.slash("ask", { question: "needle" }));
    const shown = textOf(await press.reply());
    expect(shown).toMatch(
      /> \[…\] Sentence \d+ says .* \*\*On this day the needle was found\.\*\* Sentence .* \[…\]$/,
    );
    expect(fake.problems).toEqual([]);
  });
});

describe("another view of an answer", () => {
  const question = "China Vietnam security cooperation";

  it("turns to the next quotes in place for whoever asked, and back, also after a new start", async () => {
    const fake = await startFake();
    const first = await runBot({}, fake);
    const call = await fake.slash("ask", { question });
    const before = await call.reply();
    const original = textOf(before);
    expect(labelsOf(before).slice(3)).toEqual(["More", "Newest first", "Read article"]);
    await first.bot.stop();
    await runBot({}, fake);
    const more = await fake.press(call, buttonCalled(before, "More"));
    expect(await more.ackType()).toBe(DEFERRED_UPDATE);
    const after = await more.reply();
    expect(after.id).toBe(before.id);
    expect(textOf(after)).toContain(`**${question}**`);
    expect(quotesOf(textOf(after)).filter((quote) => quotesOf(original).includes(quote))).toEqual([]);
    expect(labelsOf(after).slice(3, 5)).toEqual(["Back", "More"]);
    const back = await (await fake.press(call, buttonCalled(after, "Back"))).reply();
    expect(textOf(back)).toBe(original);
    expect(fake.messages).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("gives anybody else a private copy, which he can turn himself and share under his name", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question });
    const before = textOf(await call.reply());
    const other = { userId: "555555555555555555", username: "lan" };
    const copy = await fake.press(call, buttonCalled(await call.reply(), "More"), other);
    expect(await copy.ephemeral()).toBe(true);
    expect(textOf(await call.reply())).toBe(before);
    const newest = await fake.press(copy, buttonCalled(await copy.reply(), "Newest first"), other);
    expect(await newest.ackType()).toBe(DEFERRED_UPDATE);
    const shared = await fake.press(newest, buttonCalled(await newest.reply(), "Share"), other);
    expect(await shared.ephemeral()).toBe(false);
    const everybody = await shared.reply();
    expect(textOf(everybody)).toContain("-# Newest first\n-# Shared by <@555555555555555555>");
    expect(everybody.mentions).toEqual([]);
    const own = await fake.press(shared, buttonCalled(everybody, "Best first"), other);
    expect(await own.ackType()).toBe(DEFERRED_UPDATE);
    expect(textOf(await own.reply())).toContain("-# Shared by <@555555555555555555>");
    expect(fake.problems).toEqual([]);
  });

  it("orders the good matches by date, newest first, and back", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question, limit: 10 });
    const newest = await fake.press(call, buttonCalled(await call.reply(), "Newest first"));
    const dates = [...textOf(await newest.reply()).matchAll(/· (\d+ \w+ \d{4}) ·/g)].map(([, date = ""]) =>
      Date.parse(date),
    );
    expect(dates.length).toBeGreaterThan(1);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    expect(labelsOf(await newest.reply())).toContain("Best first");
    expect(fake.problems).toEqual([]);
  });

  it("leaves the message as it is when the articles no longer answer, and says so to whoever pressed", async () => {
    const { fake, answerFrom } = await runBot();
    const call = await fake.slash("ask", { question });
    const before = textOf(await call.reply());
    answerFrom(sampleCollection([]));
    const press = await fake.press(call, buttonCalled(await call.reply(), "More"));
    const told = await press.followUp();
    expect(told.ephemeral).toBe(true);
    expect(textOf(told)).toContain("The articles have changed");
    expect(textOf(await call.reply())).toBe(before);
    expect(fake.problems).toEqual([]);
  });

  it("keeps the options and tells when the one article asked for is gone", async () => {
    const { fake, answerFrom } = await runBot();
    const options = { question: "Minister", source: "001_d895ca261d4fdf71.txt", limit: 1 };
    const call = await fake.slash("ask", options);
    const more = await fake.press(call, buttonCalled(await call.reply(), "More"));
    expect(textOf(await more.reply())).toContain("only in 001\\_d895ca261d4fdf71.txt");
    answerFrom(sampleCollection(seedArticles().slice(1)));
    const before = textOf(await call.reply());
    const gone = await fake.press(call, buttonCalled(await call.reply(), "Back"));
    expect(textOf(await gone.followUp())).toContain("no longer in the collection");
    expect(textOf(await call.reply())).toBe(before);
    expect(fake.problems).toEqual([]);
  });
});

describe("Show the closest passages", () => {
  it("shows them to the reader alone, marked as no answer, also after a new start", async () => {
    const fake = await startFake();
    const first = await runBot({}, fake);
    const call = await fake.slash("ask", {
      question: `${PIZZA} for **Minister** Lâm`,
      from: "2023-09-01",
      to: "2023-09-30",
    });
    const reply = await call.reply();
    expect(textOf(reply)).toContain("The articles do not answer this.");
    expect(textOf(reply)).not.toContain("> ");
    await first.bot.stop();
    await runBot({}, fake);
    const press = await pressFirst(fake, call);
    expect(await press.ephemeral()).toBe(true);
    const shown = textOf(await press.reply());
    expect(shown).toContain(`**${PIZZA} for \\*\\*Minister\\*\\* Lâm**\n`);
    expect(shown).toContain("Not an answer");
    expect(shown).toContain("Articles dated in September 2023");
    expect(shown).toContain("> ");
    expect(shown).not.toMatch(/2021|November|December/);
    expect(fake.problems).toEqual([]);
  });

  it("works for the longest question, and in a channel", async () => {
    const { fake } = await runBot();
    const question = `${PIZZA} ${"*_".repeat(480)}`.slice(0, 1000);
    await fake.say(`<@${fake.botUser.id}> ${question}`);
    await expect.poll(() => fake.messages.length).toBe(1);
    const message = fake.messages[0] as FakeMessage;
    const press = await fake.press(message, firstButton(message));
    expect(textOf(await press.reply())).toContain("Not an answer");
    expect(fake.problems).toEqual([]);
  });
});

describe("a button or menu that is unknown, old or forged", () => {
  it.each([
    "other",
    "0:context:old",
    "1:nothing",
    "1:context",
    "1:context:e37931770ba1:zz!:1:00000000:0",
    "1:closest:12:cb:0:3:2023-02-30::",
    "1:closest:12:cb:0:0:::",
    "1:closest:::",
    "1:show:me:ab:0:3:::",
    "1:show:12:xb:0:3:::",
    "1:show:12:ab:0:3:::",
    "1:share:12:ab:0:3:::",
    "1:__proto__:x",
    "1:closest::::3",
  ])("gets a polite private answer: %j", async (customId) => {
    const { fake, lines } = await runBot();
    await expectPoliteAndPrivate(await fake.press(plantButton(fake, customId), customId), "no longer works");
    expect(lines.filter(({ level }) => level > 30)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("gets one that names an article which is not there", async () => {
    const { fake } = await runBot();
    for (const customId of ["1:context:000000000000:1:5:00000000:0", "1:closest:12:cb:0:3:::000000000000"]) {
      const press = await fake.press(plantButton(fake, customId, "**A question**"), customId);
      await expectPoliteAndPrivate(press, "no longer in the collection");
    }
    const huge = "1:context:219072018250:zzzzzzzz:zzzzzzzz:00000000:0";
    await expectPoliteAndPrivate(await fake.press(plantButton(fake, huge), huge), "no longer works");
    const beyond = "1:context:219072018250:zzzzzzzy:zzzzzzzz:00000000:0";
    await expectPoliteAndPrivate(await fake.press(plantButton(fake, beyond), beyond), "has changed");
    expect(fake.problems).toEqual([]);
  });

  it("gets a menu too", async () => {
    const { fake } = await runBot();
    const options = [{ label: "One", value: "1" }];
    const menu = { type: 3, custom_id: "1:context", options };
    const message = fake.plant({ components: [{ type: 1, components: [menu] }], flags: 1 << 15 });
    await expectPoliteAndPrivate(await fake.select(message, "1:context", ["1"]), "no longer works");
    expect(fake.problems).toEqual([]);
  });

  it("gets a command that is no longer known, and a form, too", async () => {
    const old = { name: "old", description: "An old command", type: 1 };
    const { fake } = await runBot({ registerCommands: false }, await startFake({ commands: [old] }));
    await expectPoliteAndPrivate(await fake.slash("old"), "do not know this command");
    expect(fake.problems).toEqual([]);
  });

  it("and a handler that throws leaves the bot running, with a line for the reader", async () => {
    const { fake, answerFrom } = await runBot();
    const call = await fake.slash("ask", { question: PIZZA });
    await call.reply();
    answerFrom(failingCollection(new Error("broken")));
    await expectPoliteAndPrivate(await pressFirst(fake, call), "something went wrong");
    answerFrom(sampleCollection());
    expect(textOf(await (await pressFirst(fake, call)).reply())).toContain("Not an answer");
    expect(fake.problems).toEqual([]);
  });
});
