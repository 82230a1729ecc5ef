import { describe, expect, it } from "vitest";
import type { Article } from "../../src/articles/article.ts";
import { readButton } from "../../src/discord/buttons/read-button.ts";
import { writeStretch } from "../../src/discord/buttons/stretch.ts";
import { textsIn } from "../../src/discord/texts.ts";
import {
  buttonsOf,
  type FakeDiscord,
  type FakeMessage,
  type InteractionHandle,
  type Json,
  textOf,
  type Who,
} from "../support/fake-discord/index.ts";
import { sampleArticle, sampleCollection, seedArticles } from "../support/sample-collection.ts";
import { expectRefused, runBot, startFake } from "./run-bot.ts";

const DEFERRED_REPLY = 5;
const DEFERRED_UPDATE = 6;
const VIETNAMESE = { locale: "vi" };
const INSIGNIA = "Which Golden Great Wall insignia was presented to Minister Lâm?";

const long = (needle = "The needle was found here."): Article => {
  const filler = (from: number) =>
    Array.from({ length: 60 }, (_, i) => `Sentence ${from + i} says a few words of it.`).join(" ");
  return sampleArticle("long.txt", `date 2023-05-06 ${filler(0)}\n\n${needle} ${filler(60)}`);
};

const buttonIn = (message: FakeMessage, label: string): Json | undefined =>
  buttonsOf(message).find((button) => button.label === label);

async function press(
  fake: FakeDiscord,
  on: InteractionHandle,
  label: string,
  who: Who = {},
): Promise<InteractionHandle> {
  return fake.press(on, String(buttonIn(await on.reply(), label)?.custom_id), who);
}

describe("Read article", () => {
  it("opens the article at the quote, for the reader alone, the quote in bold", async () => {
    const { fake, answerFrom } = await runBot();
    answerFrom(sampleCollection([long()]));
    const call = await fake.slash("ask", { question: "needle found here", limit: 1 });
    const opened = await press(fake, call, "Read article");
    expect(await opened.ackType()).toBe(DEFERRED_REPLY);
    expect(await opened.ephemeral()).toBe(true);
    const text = textOf(await opened.reply());
    expect(text).toMatch(/^\*\*.+\*\*\n-# 6 May 2023 · long.txt · Page 2 of 3\n> /);
    expect(text).toContain("**The needle was found here.");
    expect(fake.problems).toEqual([]);
  });

  it("turns pages in place, and shows the whole article that way", async () => {
    const { fake, answerFrom } = await runBot();
    const article = long();
    answerFrom(sampleCollection([article]));
    const call = await fake.slash("source", { article: "long.txt" });
    let handle = await press(fake, call, "Read article");
    const pages = [textOf(await handle.reply())];
    while (buttonIn(await handle.reply(), "Next page")) {
      handle = await press(fake, handle, "Next page");
      expect(await handle.ackType()).toBe(DEFERRED_UPDATE);
      pages.push(textOf(await handle.reply()));
    }
    expect(pages.map((page) => /Page \d of \d/.exec(page)?.[0])).toEqual([
      "Page 1 of 3",
      "Page 2 of 3",
      "Page 3 of 3",
    ]);
    const words = pages.flatMap((page) => page.split("\n").filter((line) => line.startsWith("> ")));
    const visible = (text: string) => text.replace(/\s/g, "");
    expect(visible(words.map((line) => line.slice(2)).join(""))).toBe(
      visible(article.text.slice(article.bodyStart)),
    );
    const back = await press(fake, handle, "Previous page");
    expect(textOf(await back.reply())).toBe(pages[1]);
    expect(fake.messages).toHaveLength(2);
    expect(fake.problems).toEqual([]);
  });

  it("is offered under the context of a quote too", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("ask", { question: INSIGNIA, limit: 1 });
    const context = await press(fake, call, "Context");
    const opened = await press(fake, context, "Read article");
    expect(textOf(await opened.reply())).toContain("**On the occasion, Wang presented");
    expect(fake.problems).toEqual([]);
  });

  it("works after a restart and in the reader's language", async () => {
    const fake = await startFake();
    const first = await runBot({}, fake);
    first.answerFrom(sampleCollection([long()]));
    const call = await fake.slash("source", { article: "long.txt" }, VIETNAMESE);
    const opened = await press(fake, call, "Đọc bài", VIETNAMESE);
    await opened.reply();
    await first.bot.stop();
    const second = await runBot({}, fake);
    second.answerFrom(sampleCollection([long(), ...seedArticles()]));
    const turned = await press(fake, opened, "Trang sau", VIETNAMESE);
    expect(textOf(await turned.reply())).toContain("6 tháng 5, 2023 · long.txt · Trang 2 trên 3");
    expect(fake.problems).toEqual([]);
  });

  it("says when the article is gone or has changed, and leaves an open page as it is", async () => {
    const { fake, answerFrom } = await runBot();
    answerFrom(sampleCollection([long()]));
    const call = await fake.slash("ask", { question: "needle found here", limit: 1 });
    const opened = await press(fake, call, "Read article");
    const before = textOf(await opened.reply());
    const next = String(buttonIn(await opened.reply(), "Next page")?.custom_id);
    answerFrom(sampleCollection([long("The noodle was found here.")]));
    expect(textOf(await (await press(fake, call, "Read article")).reply())).toContain("has changed");
    const refused = await fake.press(opened, next);
    expect(await refused.ephemeral()).toBe(true);
    expect(textOf(await refused.reply())).toContain("has changed");
    answerFrom(sampleCollection());
    expect(textOf(await (await press(fake, call, "Read article")).reply())).toContain("no longer in the");
    expect(textOf(await (await fake.press(opened, next)).reply())).toContain("no longer in the");
    expect(textOf(await opened.reply())).toBe(before);
    expect(fake.problems).toEqual([]);
  });

  it.each(["1:read:x", "1:page:a:b:c", "1:page", "1:read:000000000000:0:zzzzzzzzz:00000000"])(
    "refuses the forged button %s politely",
    async (customId) => {
      const { fake } = await runBot();
      await expectRefused(fake, customId);
    },
  );

  it("shows the last page where a button asks for one past it", async () => {
    const { fake, answerFrom } = await runBot();
    const article = long();
    answerFrom(sampleCollection([article]));
    const stretch = writeStretch({ article, start: 0, text: article.text }, { start: 20, end: 40 });
    const read = readButton(stretch, textsIn("en"));
    const customId = `${"custom_id" in read ? read.custom_id.replace("1:read", "1:page") : ""}:99`;
    const planted = fake.plant({
      components: [{ type: 1, components: [{ type: 2, style: 2, label: "Next", custom_id: customId }] }],
      flags: (1 << 15) | (1 << 6),
    });
    const turned = await fake.press(planted, customId);
    expect(textOf(await turned.reply())).toContain("Page 3 of 3");
    expect(fake.problems).toEqual([]);
  });
});
