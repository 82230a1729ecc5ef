import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCustomId } from "../../src/discord/custom-id.ts";
import { renderSources } from "../../src/discord/render-sources.ts";
import { assertWithinLimits } from "../../src/discord/reply.ts";
import {
  MAX_SEARCH,
  readSources,
  type SourcesState,
  tidySearch,
  writeSources,
} from "../../src/discord/sources-state.ts";
import { textsIn } from "../../src/discord/texts.ts";
import { anyText } from "../articles/any-text.ts";
import {
  buttonsOf,
  type FakeDiscord,
  type InteractionHandle,
  menusOf,
  textOf,
} from "../support/fake-discord/index.ts";
import { sampleArticle, sampleCollection } from "../support/sample-collection.ts";
import { customIdsOf } from "./message-parts.ts";
import { expectRefused, runBot, startFake } from "./run-bot.ts";

const REPLY = 4;
const DEFERRED_UPDATE = 6;

/** So many articles of a day each, newest first. */
const many = (count: number) =>
  sampleCollection(
    Array.from({ length: count }, (_, i) => {
      const date = new Date(Date.UTC(2023, 11, 31 - i)).toISOString().slice(0, 10);
      return sampleArticle(`${i}.txt`, `date ${date} Report ${i} tells of it.`);
    }),
  );

const labelsOf = async (call: InteractionHandle) => buttonsOf(await call.reply()).map(({ label }) => label);

async function press(fake: FakeDiscord, on: InteractionHandle, label: string) {
  const found = buttonsOf(await on.reply()).find((button) => button.label === label);
  return fake.press(on, String(found?.custom_id));
}

const datesIn = (text: string) => [...text.matchAll(/^-# .*?(\d+ \w+ \d{4}) ·/gm)].map(([, date]) => date);

describe("/sources", () => {
  it("lists the articles for the reader alone, newest first, with file and number of passages", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("sources");
    expect(await call.ephemeral()).toBe(true);
    const text = textOf(await call.reply());
    expect(text).toContain("**5 articles**, newest first");
    expect(text).toContain("-# **VNS** · 13 September 2023 · 000\\_45847a6cb954d0ff.txt · 4 passages");
    expect(datesIn(text)).toEqual([
      "1 December 2023",
      "21 November 2023",
      "14 September 2023",
      "13 September 2023",
      "21 February 2021",
    ]);
    expect(await labelsOf(call)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("turns pages in place, and shows every article once", async () => {
    const { fake, answerFrom } = await runBot();
    answerFrom(many(20));
    const call = await fake.slash("sources");
    expect(textOf(await call.reply())).toContain("-# Page 1 of 3");
    expect(await labelsOf(call)).toEqual(["More"]);
    const first = textOf(await call.reply());
    const second = await press(fake, call, "More");
    expect(await second.ackType()).toBe(DEFERRED_UPDATE);
    const middle = textOf(await second.reply());
    expect(await labelsOf(second)).toEqual(["Back", "More"]);
    const third = await press(fake, second, "More");
    const last = textOf(await third.reply());
    expect(await labelsOf(third)).toEqual(["Back"]);
    const titles = [...`${first}${middle}${last}`.matchAll(/Report (\d+) tells/g)].map(([, i]) => Number(i));
    expect(titles).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(textOf(await (await press(fake, third, "Back")).reply())).toBe(middle);
    expect(fake.messages).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("keeps search and dates over its pages", async () => {
    const { fake, answerFrom } = await runBot();
    answerFrom(many(40));
    const given = { search: "report: 2023", from: "2023-12-10", to: "2023-12-25" };
    const call = await fake.slash("sources", given);
    const head =
      /^\*\*16 articles\*\* for “report 2023”, newest first\n-# Articles dated between 10 December 2023 and 25 December 2023 · Page 1 of 2/;
    expect(textOf(await call.reply())).toMatch(head);
    const next = textOf(await (await press(fake, call, "More")).reply());
    expect(datesIn(next.split("\n").slice(2).join("\n"))).toEqual(
      [17, 16, 15, 14, 13, 12, 11, 10].map((day) => `${day} December 2023`),
    );
    expect(fake.problems).toEqual([]);
  });

  it("works after a restart and with an index that has shrunk since", async () => {
    const fake = await startFake();
    const first = await runBot({}, fake);
    first.answerFrom(many(40));
    const call = await fake.slash("sources", { search: "report" });
    await call.reply();
    await first.bot.stop();
    const second = await runBot({}, fake);
    second.answerFrom(many(3));
    const turned = await press(fake, call, "More");
    expect(textOf(await turned.reply())).toContain("**3 articles** for “report”");
    expect(await labelsOf(turned)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("opens an article from its menu, as a new private message", async () => {
    const { fake, answerFrom } = await runBot();
    const call = await fake.slash("sources", {}, { locale: "vi" });
    const [menu] = menusOf(await call.reply());
    expect(menu?.placeholder).toBe("Mở một bài viết");
    const options = menu?.options as { label: string; description: string; value: string }[];
    expect(options[0]).toMatchObject({
      label: "At the reception (Photo: VNA)",
      description: "VNA · 1 tháng 12, 2023",
    });
    const value = String(options[0]?.value);
    const opened = await fake.select(call, String(menu?.custom_id), [value], { locale: "vi" });
    expect(await opened.ephemeral()).toBe(true);
    expect(textOf(await opened.reply())).toContain("**At the reception \\(Photo\\: VNA\\)**");
    expect(fake.messages).toHaveLength(2);
    answerFrom(many(1));
    const gone = await fake.select(call, String(menu?.custom_id), [value]);
    expect(textOf(await gone.reply())).toContain("no longer in the collection");
    expect(fake.problems).toEqual([]);
  });

  it("says when nothing is found", async () => {
    const { fake } = await runBot();
    const none = await fake.slash("sources", { search: "*pizza*", from: "2023-01-01" });
    expect(textOf(await none.reply())).toBe(
      "No article has “\\*pizza\\*” in its title, publisher, date or file name.\n-# Articles dated on or after 1 January 2023",
    );
    const early = await fake.slash("sources", { to: "1999-12-31" });
    expect(textOf(await early.reply())).toBe("No article is dated on or before 31 December 1999.");
    expect(fake.problems).toEqual([]);
  });

  it("corrects dates privately and at once", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("sources", { from: "yesterday" });
    expect(await call.ackType()).toBe(REPLY);
    expect(textOf(await call.reply())).toContain("“yesterday” is not a date");
    expect(fake.problems).toEqual([]);
  });

  it("refuses a forged button politely", async () => {
    const { fake } = await runBot();
    const customId = "1:list:x:2023-02-30";
    await expectRefused(fake, customId);
  });
});

describe("the state of a list", () => {
  it("fits a custom_id and comes back from it, whatever is searched", () => {
    const date = fc.constantFrom("2023-09-01", "2024-02-29");
    const anyState = fc.record(
      { page: fc.nat(9_999_999), from: date, to: date, search: anyText.map(tidySearch) },
      { requiredKeys: ["page", "search"] },
    );
    fc.assert(
      fc.property(anyState, (state: SourcesState) => {
        expect(state.search.length).toBeLessThanOrEqual(MAX_SEARCH);
        const id = writeSources("list", state);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(readSources(readCustomId(id)?.args ?? [])).toEqual(state);
      }),
    );
  });
});

describe("renderSources", () => {
  it("stays within Discord's limits for any names, in any language", () => {
    const name = fc.oneof(fc.constant("*".repeat(400)), fc.constant("א*".repeat(200)), anyText);
    const article = fc.record({
      id: fc.oneof(
        fc.constant("_".repeat(200)),
        anyText.filter((text) => text !== ""),
      ),
      date: fc.constant("2023-09-13"),
      title: name,
      publisher: fc.option(name),
      place: fc.constant(null),
      url: fc.constant(null),
      passages: fc.nat(100_000),
    });
    const unique = { minLength: 1, maxLength: 30, selector: ({ id }: { id: string }) => id };
    fc.assert(
      fc.property(
        fc.uniqueArray(article, unique),
        fc.nat(5),
        fc.constantFrom("en", "vi", "zh"),
        (articles, page, locale) => {
          const state = { page, from: "2023-01-01", to: "2023-12-30", search: "" };
          const message = renderSources(articles, state, textsIn(locale));
          assertWithinLimits(message);
          for (const id of customIdsOf(message)) expect(id.length).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("shows eight articles even if every character needs a backslash", () => {
    const articles = Array.from({ length: 100 }, (_, i) => ({
      id: `${"_".repeat(200)}${i}`,
      date: "2023-12-13",
      title: `*א${"*".repeat(300)}`,
      publisher: `*א${"*".repeat(300)}`,
      place: null,
      url: null,
      passages: 100_000,
    }));
    const state = { page: 8, from: "2023-11-11", to: "2023-12-30", search: "*".repeat(MAX_SEARCH) };
    for (const locale of ["en", "vi", "zh"] as const)
      assertWithinLimits(renderSources(articles, state, textsIn(locale)));
  });
});
