import { describe, expect, it } from "vitest";
import {
  buttonsOf,
  type FakeDiscord,
  type FakeMessage,
  type InteractionHandle,
  textOf,
} from "../support/fake-discord/index.ts";
import { sampleCollection, seedArticles } from "../support/sample-collection.ts";
import { failingCollection, runBot, startFake } from "./run-bot.ts";

const INSIGNIA = "Which Golden Great Wall insignia was presented to Minister Lâm?";
const PIZZA = "best pizza dough recipe";
const DEFERRED_REPLY = 5;

const firstButton = (message: FakeMessage) => String(buttonsOf(message)[0]?.custom_id);

async function pressFirst(fake: FakeDiscord, call: InteractionHandle): Promise<InteractionHandle> {
  return fake.press(call, firstButton(await call.reply()));
}

/** A message of the bot with one button, as an older version or somebody else might have made it. */
const plant = (fake: FakeDiscord, customId: string, words = "An old answer") =>
  fake.plant({
    components: [
      { type: 10, content: words },
      { type: 1, components: [{ type: 2, style: 2, label: "Old", custom_id: customId }] },
    ],
    flags: 1 << 15,
  });

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
        reason: null,
        confidence: 1,
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
    expect(shown).toContain(`**${PIZZA} for \\*\\*Minister\\*\\* Lâm**\nNot an answer`);
    expect(shown).toContain("between 1 September 2023 and 30 September 2023");
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
    "1:closest:2023-02-30:::3",
    "1:closest:::",
    "1:__proto__:x",
    "1:closest::::3",
  ])("gets a polite private answer: %j", async (customId) => {
    const { fake, lines } = await runBot();
    await expectPoliteAndPrivate(await fake.press(plant(fake, customId), customId), "no longer works");
    expect(lines.filter(({ level }) => level > 30)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("gets one that names an article which is not there", async () => {
    const { fake } = await runBot();
    for (const customId of ["1:context:000000000000:1:5:00000000:0", "1:closest:::000000000000:3"]) {
      const press = await fake.press(plant(fake, customId, "**A question**"), customId);
      await expectPoliteAndPrivate(press, "no longer in the collection");
    }
    const huge = "1:context:219072018250:zzzzzzzz:zzzzzzzz:00000000:0";
    await expectPoliteAndPrivate(await fake.press(plant(fake, huge), huge), "no longer works");
    const beyond = "1:context:219072018250:zzzzzzzy:zzzzzzzz:00000000:0";
    await expectPoliteAndPrivate(await fake.press(plant(fake, beyond), beyond), "has changed");
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
