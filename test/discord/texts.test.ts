import { describe, expect, it } from "vitest";
import { english } from "../../src/discord/texts/en.ts";
import { vietnamese } from "../../src/discord/texts/vi.ts";
import { chinese } from "../../src/discord/texts/zh.ts";
import { type Texts, textsFor, textsForMessage, textsIn } from "../../src/discord/texts.ts";
import { type FakeMessage, textOf } from "../support/fake-discord/index.ts";
import { runBot, startFake } from "./run-bot.ts";

type Table = Readonly<Record<string, string>>;

/** Discord's limits, in characters. */
const MAX_BUTTON_LABEL = 80;
const MAX_MENU_PLACEHOLDER = 150;
const MAX_MODAL_TITLE = 45;
const MAX_INPUT_LABEL = 45;
const MAX_INPUT_PLACEHOLDER = 100;
/** Longer labels are cut on a phone. */
const RECOMMENDED_LABEL = 34;

const ENGLISH: Table = english;
const OTHERS: [string, Table][] = [
  ["vi", vietnamese],
  ["zh", chinese],
];
const ALL: ["en" | "vi" | "zh", Table][] = [
  ["en", english],
  ["vi", vietnamese],
  ["zh", chinese],
];

const KEYS = Object.keys(ENGLISH).filter((key) => !key.endsWith("_one"));

const matchesOf = (text: string, pattern: RegExp) => [...new Set(text.match(pattern))].sort();
const placeholdersOf = (text: string) => matchesOf(text, /\{\{[^}]*\}\}/g);
const referencesOf = (text: string) => matchesOf(text, /\$t\([^)]*\)/g);
const variablesOf = (text: string) => placeholdersOf(text).map((one) => /\w+/.exec(one)?.[0] ?? "");

describe("the tables of the languages", () => {
  it.each(OTHERS)("have every message of the English one and no other: %s", (_, table) => {
    expect(Object.keys(table).sort()).toEqual([...KEYS].sort());
  });

  it.each(OTHERS)("fill in and refer to what the English one does: %s", (_, table) => {
    for (const key of KEYS) {
      expect(placeholdersOf(table[key] ?? ""), key).toEqual(placeholdersOf(ENGLISH[key] ?? ""));
      expect(referencesOf(table[key] ?? ""), key).toEqual(referencesOf(ENGLISH[key] ?? ""));
    }
  });

  it("have a plural for every singular, which fills in no more than that", () => {
    for (const key of Object.keys(ENGLISH).filter((one) => one.endsWith("_one"))) {
      const plural = ENGLISH[key.replace(/_one$/, "_other")];
      expect(plural, key).toBeDefined();
      expect(placeholdersOf(plural ?? ""), key).toEqual(
        expect.arrayContaining(placeholdersOf(ENGLISH[key] ?? "")),
      );
    }
  });

  it.each(ALL)("have no empty text, no blanks at the ends and no bold that is not closed: %s", (_, table) => {
    for (const [key, text] of Object.entries(table)) {
      expect(text, key).not.toBe("");
      expect(text, key).toBe(text.trim());
      expect(text, key).toBe(text.normalize("NFC"));
      expect(text.split("**").length % 2, key).toBe(1);
      expect(text.split("`").length % 2, key).toBe(1);
    }
  });

  it.each(ALL)("keep to Discord's limits of labels, hints and titles: %s", (_, table) => {
    const lengthsOf = (pattern: RegExp) =>
      Object.entries(table).flatMap(([key, text]) => (pattern.test(key) ? [text.length] : []));
    const labels = lengthsOf(/Label$/);
    expect(labels.length).toBeGreaterThan(10);
    expect(Math.max(...labels)).toBeLessThanOrEqual(Math.min(RECOMMENDED_LABEL, MAX_BUTTON_LABEL));
    expect(Math.max(...lengthsOf(/Menu$/))).toBeLessThanOrEqual(MAX_MENU_PLACEHOLDER);
    expect(Math.max(...lengthsOf(/^feedbackTitle$/))).toBeLessThanOrEqual(MAX_MODAL_TITLE);
    expect(Math.max(...lengthsOf(/^feedbackReason$/))).toBeLessThanOrEqual(MAX_INPUT_LABEL);
    expect(Math.max(...lengthsOf(/^feedbackReasonHint$/))).toBeLessThanOrEqual(MAX_INPUT_PLACEHOLDER);
  });
});

describe("what is said", () => {
  const saying = (texts: Texts) => texts as unknown as (key: string, values: object) => string;

  it.each(ALL)("is filled in completely, with every value: %s", (locale, table) => {
    const say = saying(textsIn(locale));
    for (const [entry, text] of Object.entries(table)) {
      const key = entry.replace(/_(one|other)$/, "");
      const names = variablesOf(text);
      const dates = names.filter((name) => text.includes(`{{${name}, `));
      const values = Object.fromEntries(
        names.map((name) => [name, dates.includes(name) ? "2021-02-28" : `<${name}>`]),
      );
      const count = /_one$/.test(entry) ? 1 : 1234;
      const said = say(key, { ...values, ...(/_(one|other)$/.test(entry) && { count }) });
      expect(said, entry).not.toMatch(/\{\{|\}\}|\$t\(|undefined|\[object|NaN|Invalid/);
      expect(said, entry).not.toBe(key);
      for (const name of names) {
        const shown = dates.includes(name)
          ? "2021"
          : name === "count" && entry.includes("_")
            ? "1234"
            : `<${name}>`;
        expect(said, entry).toContain(shown);
      }
    }
  });

  it("never takes a value for a message: what a reader or an article wrote stays as it is", () => {
    const typed = '$t(help) {{count}} & <b> $t(ask.name, { "count": 2 })';
    for (const [locale] of ALL) {
      const texts = textsIn(locale);
      expect(texts("unknownName", { name: typed })).toContain(typed);
      expect(texts("sourcesFound", { search: typed, count: 2 })).toContain(typed);
      expect(texts("badDate", { option: typed, typed })).toContain(typed);
    }
  });

  it("has English numbers agree with their nouns", () => {
    const texts = textsIn("en");
    expect(texts("articles", { count: 0 })).toBe("0 articles");
    expect(texts("articles", { count: 1 })).toBe("1 article");
    expect(texts("articles", { count: 2 })).toBe("2 articles");
    expect(texts("askAgainIn", { count: 1 })).toContain("1 second.");
    expect(texts("askAgainIn", { count: 8 })).toContain("8 seconds.");
  });

  it("has dates in words, in each language, the same day in every time zone", () => {
    expect(ALL.map(([locale]) => textsIn(locale).date("2023-09-03"))).toEqual([
      "3 September 2023",
      "3 tháng 9, 2023",
      "2023年9月3日",
    ]);
    expect(ALL.map(([locale]) => textsIn(locale)("range_month", { from: "2023-09-01" }))).toEqual([
      "in September 2023",
      "trong tháng 9 năm 2023",
      "2023年9月",
    ]);
    expect(ALL.map(([locale]) => textsIn(locale)("range_year", { from: "0987-01-01" }))).toEqual([
      "in 987",
      "trong năm 987",
      "987年",
    ]);
  });
});

describe("the language", () => {
  it.each([
    [["vi", "zh-CN"], "vi"],
    [["zh-TW", "vi"], "zh"],
    [["en-GB", "vi"], "en"],
    [["fr", "vi"], "vi"],
    [["fr", "de"], "en"],
    [[undefined, "zh-CN"], "zh"],
    [["", undefined], "en"],
    [[], "en"],
  ])("is the reader's, else the server's, else English: %j", (wishes, locale) => {
    expect(textsFor(...wishes).locale).toBe(locale);
  });

  it("of a message is the one it is written in, if that is Vietnamese or Chinese, else the server's", () => {
    expect(textsForMessage("Ai đã trao huy hiệu cho Bộ trưởng?", "en-US").locale).toBe("vi");
    expect(textsForMessage("谁颁发了徽章？", undefined).locale).toBe("zh");
    expect(textsForMessage("Who presented the insignia?", undefined).locale).toBe("en");
    expect(textsForMessage("Who presented the insignia?", "vi").locale).toBe("vi");
    expect(textsForMessage("", "zh-CN").locale).toBe("zh");
  });

  const INSIGNIA = "Golden Great Wall insignia";
  const QUOTE = "> **On the occasion, Wang presented the Golden Great Wall insignia to Minister Lâm.**";

  it.each([
    ["vi", "13 tháng 9, 2023", ["Ngữ cảnh", "Mới nhất trước", "Đọc bài"]],
    ["zh-CN", "2023年9月13日", ["上下文", "最新在前", "阅读全文"]],
    ["zh-TW", "2023年9月13日", ["上下文"]],
  ])(
    "of a reply is the reader's, in its dates and buttons; quotes stay as they are: %s",
    async (locale, date, labels) => {
      const { fake } = await runBot();
      const call = await fake.slash("ask", { question: INSIGNIA }, { locale, guildLocale: "en-US" });
      const reply = await call.reply();
      expect(textOf(reply)).toContain(QUOTE);
      expect(textOf(reply)).toContain(`-# **VNS** · ${date} · 000\\_45847a6cb954d0ff.txt`);
      expect(textOf(reply)).not.toContain("September 2023 ·");
      for (const label of labels) expect(JSON.stringify(reply.components)).toContain(`"label":"${label}"`);
      const timeline = await fake.slash("timeline", { topic: INSIGNIA }, { locale });
      expect(textOf(await timeline.reply())).toContain(`**${date}**\n> `);
      expect(fake.problems).toEqual([]);
    },
  );

  it("of a reply is the server's where the reader's is not spoken", async () => {
    const { fake } = await runBot();
    const call = await fake.slash(
      "ask",
      { question: "best pizza dough" },
      { locale: "fr", guildLocale: "vi" },
    );
    expect(textOf(await call.reply())).toContain("Các bài viết không trả lời câu hỏi này.");
    expect(fake.problems).toEqual([]);
  });

  it.each([
    ["Golden Great Wall insignia trao khi nào?", "13 tháng 9, 2023"],
    ["Golden Great Wall insignia 徽章颁发？", "2023年9月13日"],
  ])("of an answer to a mention is the one it is written in: %s", async (question, date) => {
    const { fake } = await runBot({}, await startFake({ guildLocale: "en-US" }));
    await fake.say(`<@${fake.botUser.id}> ${question}`);
    await expect.poll(() => fake.messages.length).toBe(1);
    const text = textOf(fake.messages[0] as FakeMessage);
    expect(text).toContain(date);
    expect(text).toContain("insignia to Minister Lâm.");
    expect(fake.problems).toEqual([]);
  });
});
