import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_QUESTION } from "../../src/discord/question.ts";
import { textToFind } from "../../src/discord/text-to-find.ts";
import { buttonsOf, type FakeDiscord, type FakeMessage, textOf } from "../support/fake-discord/index.ts";
import { runBot } from "./run-bot.ts";

const FIND = "Find in the articles";
const CLAIM = "Wang presented the Golden Great Wall insignia to Minister Lâm";
const QUESTION = "Which Golden Great Wall insignia was presented to Minister Lâm?";

const found = (content: string) => textToFind({ content });

async function find(fake: FakeDiscord, said: FakeMessage) {
  const call = await fake.messageCommand(FIND, said, { username: "an" });
  return { call, reply: await call.reply() };
}

describe("Find in the articles", () => {
  it("looks up what somebody else wrote, for the reader alone, who may share it", async () => {
    const { fake } = await runBot();
    const said = await fake.say(`**${CLAIM}** <:wow:123456789012345678> https://example.org/a`);
    const { call, reply } = await find(fake, said);
    expect(await call.ephemeral()).toBe(true);
    expect(textOf(reply)).toContain(`**${CLAIM}**\n`);
    expect(textOf(reply)).toContain("> **On the occasion, Wang presented the Golden Great Wall insignia");
    const share = buttonsOf(reply).find(({ label }) => label === "Share");
    const shared = await fake.press(call, String(share?.custom_id), { username: "an" });
    expect(await shared.ephemeral()).toBe(false);
    expect(textOf(await shared.reply())).toMatch(/Shared by <@\d+>/);
    expect((await shared.reply()).mentions).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("works where only the reader has installed the bot, and on messages that were not meant for it", async () => {
    const { fake } = await runBot();
    for (const channelId of [fake.foreignChannelId, fake.groupChannelId]) {
      const { reply } = await find(fake, await fake.say(CLAIM, { channelId }));
      expect(reply.ephemeral).toBe(true);
      expect(textOf(reply)).toContain("Golden Great Wall");
    }
    expect(fake.problems).toEqual([]);
  });

  it("says when there is no text: a picture, an embed, only emoji and addresses, one of its own answers", async () => {
    const { fake } = await runBot();
    const attachment = { id: "1", filename: "a.png", size: 1, url: "https://example.org/a.png" };
    const answer = await (await fake.slash("ask", { question: QUESTION })).reply();
    for (const said of [
      await fake.say("", { attachments: [attachment] }),
      await fake.say("", { embeds: [{ title: CLAIM }] }),
      await fake.say("😀 <:wow:123456789012345678> <@123456789012345678> https://example.org/a"),
      answer,
    ]) {
      const { call, reply } = await find(fake, said);
      expect(await call.ephemeral()).toBe(true);
      expect(textOf(reply)).toBe(
        "There is no text in this message that I could look up. Use `/ask` instead.",
      );
    }
    expect(fake.problems).toEqual([]);
  });

  it("takes the question of a long message", async () => {
    const { fake } = await runBot();
    const chat = "We talked about this yesterday and I still do not know what to make of it all. ".repeat(5);
    const { reply } = await find(fake, await fake.say(`Really?\n${chat}\n${QUESTION} ${chat}`));
    expect(textOf(reply)).toContain(`**${QUESTION}**\n`);
    expect(fake.problems).toEqual([]);
  });

  it("does not mention or format what the other wrote", async () => {
    const { fake } = await runBot();
    const { reply } = await find(
      fake,
      await fake.say(`@everyone [insignia](https://example.org) ${CLAIM} ||x||`),
    );
    expect(reply.mentionsEveryone).toBe(false);
    expect(textOf(reply)).toContain(`**insignia ${CLAIM} x**`);
    expect(fake.problems).toEqual([]);
  });
});

describe("textToFind", () => {
  it.each([
    [
      "**bold** and *slanted*, ~~gone~~ ||hidden|| __under__ _line_ `code`",
      "bold and slanted, gone hidden under line code",
    ],
    ["# Heading\n> quoted\n- one\n* two\n-# small", "Heading quoted one two small"],
    ["```js\nlet a_b = 2 * 3\n```", "js let a_b = 2 3"],
    ["[the report](https://example.org/a_b) <https://example.org> www", "the report www"],
    ["hello <@1> <@!2> <@&3> <#4> </ask:5> <t:6:R> <a:wave:7> @here bye", "hello bye"],
    ["ok 👩🏽‍🚒👍🏽 1️⃣ ❤️ © 2023", "ok © 2023"],
    ["snake_case and 2*3", "snake_case and 2*3"],
    ["Ai đã trao huy hiệu cho Bộ trưởng?", "Ai đã trao huy hiệu cho Bộ trưởng?"],
    ["王小洪  与\n苏林会谈", "王小洪 与 苏林会谈"],
    ["?!… 🎉", ""],
    ["", ""],
  ])("makes plain %j", (content, expected) => {
    expect(found(content)).toBe(expected);
  });

  it("is empty without a message, and reads the words of a forwarded one", () => {
    expect(textToFind(undefined)).toBe("");
    expect(textToFind({})).toBe("");
    const message_snapshots = [{ message: { content: CLAIM } }] as never;
    expect(textToFind({ content: "", message_snapshots })).toBe(CLAIM);
  });

  it("takes the whole of a short message, and of a long one its longest question", () => {
    const words = "The ministers met in Beijing and talked of many things before they left again. ".repeat(3);
    expect(found("They met in Beijing. What was signed?")).toBe("They met in Beijing. What was signed?");
    expect(found(`Hello? ${words} What was signed in Beijing? ${words}`)).toBe("What was signed in Beijing?");
    expect(found(`${words}他们在北京签署了什么文件？${words}`)).toContain("签署了什么文件？");
    const chatter = "well i do not really know ".repeat(10);
    expect(found(`hey all\n${chatter}\nWhat was signed in Beijing?\nthanks`)).toBe(
      "What was signed in Beijing?",
    );
  });

  it("keeps to the length of a question, at the end of a sentence where there is one", () => {
    const sentence = "The ministers met in Beijing and talked of many things. ";
    const kept = found(sentence.repeat(40));
    expect(kept.length).toBeLessThanOrEqual(MAX_QUESTION);
    expect(kept.endsWith("things.")).toBe(true);
    const endless = found("word ".repeat(390));
    expect(endless.length).toBeLessThanOrEqual(MAX_QUESTION);
    expect(endless.endsWith("word…")).toBe(true);
  });

  it("gives one line of at most a question's length, or nothing, whatever was written", () => {
    const part = fc.constantFrom(
      "**",
      "_",
      "```",
      "> ",
      "\n",
      "<@1>",
      "👍",
      "https://a.b/",
      "[x](",
      "?",
      "chữ ",
      "字",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ unit: "grapheme" })), { maxLength: 400 }), (parts) => {
        const text = found(parts.join(""));
        expect(text.length).toBeLessThanOrEqual(MAX_QUESTION);
        expect(text).not.toMatch(/[\n\r]/);
        expect(text === "" || /[\p{L}\p{N}]/u.test(text)).toBe(true);
      }),
    );
  });
});
