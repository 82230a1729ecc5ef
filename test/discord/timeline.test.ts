import { describe, expect, it } from "vitest";
import {
  buttonsOf,
  type FakeDiscord,
  type FakeMessage,
  type InteractionHandle,
  textOf,
} from "../support/fake-discord/index.ts";
import { sampleArticle, sampleCollection } from "../support/sample-collection.ts";
import { runBot } from "./run-bot.ts";

const TOPIC = "the bridge over the river";
const YEARS = [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022];

/** One article a year, each with two passages on the bridge, in no order. */
const bridges = sampleCollection(
  [...YEARS].reverse().map((year) => {
    const more = `The bridge over the river, they said in ${year}, will stand. It rained. It snowed.`;
    const text = `date ${year}-05-17 The bridge over the river grew in ${year}. They worked. They slept. ${more}`;
    return sampleArticle(`bridge-${year}.txt`, text, { publisher: "VNS" });
  }),
);

async function runWithBridges() {
  const running = await runBot();
  running.answerFrom(bridges);
  return running;
}

/** The lines in bold that stand alone, without the topic itself. */
const datesIn = (message: FakeMessage) =>
  [...textOf(message).matchAll(/^\*\*(.+)\*\*$/gm)].map(([, date]) => date).slice(1);

const daysOf = (...years: number[]) => years.map((year) => `17 May ${year}`);

const labelsOf = (message: FakeMessage) =>
  buttonsOf(message)
    .map(({ label }) => label)
    .filter((label) => label !== "Context");

async function press(fake: FakeDiscord, on: InteractionHandle, label: string): Promise<InteractionHandle> {
  const button = buttonsOf(await on.reply()).find((one) => one.label === label);
  return fake.press(on, String(button?.custom_id));
}

describe("/timeline", () => {
  it("shows one excerpt of each article under its date, oldest first, to everybody", async () => {
    const { fake } = await runWithBridges();
    const call = await fake.slash("timeline", { topic: TOPIC });
    expect(await call.ephemeral()).toBe(false);
    const reply = await call.reply();
    expect(textOf(reply)).toMatch(
      /^\*\*the bridge over the river\*\*\n-# Oldest first\n\*\*17 May 2014\*\*\n> .*grew in 2014.*\n-# \*\*VNS\*\* · bridge-2014\.txt\n/,
    );
    expect(datesIn(reply)).toEqual(daysOf(2014, 2015, 2016, 2017));
    expect(labelsOf(reply)).toEqual(["More", "Newest first", "Read article"]);
    expect(fake.problems).toEqual([]);
  });

  it("goes on with More and back with Back, in place", async () => {
    const { fake } = await runWithBridges();
    const first = await fake.slash("timeline", { topic: TOPIC });
    await first.reply();
    const second = await press(fake, first, "More");
    expect(datesIn(await second.reply())).toEqual(daysOf(2018, 2019, 2020, 2021));
    const third = await press(fake, second, "More");
    expect(datesIn(await third.reply())).toEqual(daysOf(2022));
    expect(labelsOf(await third.reply())).toEqual(["Back", "Newest first", "Read article"]);
    const back = await press(fake, third, "Back");
    expect(datesIn(await back.reply())).toEqual(daysOf(2018, 2019, 2020, 2021));
    expect(fake.messages).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("turns to Newest first, and back to Oldest first, from the beginning", async () => {
    const { fake } = await runWithBridges();
    const first = await fake.slash("timeline", { topic: TOPIC });
    const second = await press(fake, first, "More");
    await second.reply();
    const newest = await press(fake, second, "Newest first");
    expect(datesIn(await newest.reply())).toEqual(daysOf(2022, 2021, 2020, 2019));
    expect(labelsOf(await newest.reply())).toEqual(["More", "Oldest first", "Read article"]);
    expect(textOf(await newest.reply())).toContain("-# Newest first");
    const oldest = await press(fake, newest, "Oldest first");
    expect(datesIn(await oldest.reply())).toEqual(daysOf(2014, 2015, 2016, 2017));
    expect(fake.problems).toEqual([]);
  });

  it("keeps to a range of dates, also on its next page, and to one article", async () => {
    const { fake } = await runWithBridges();
    const range = { from: "2016-01-01", to: "2020-12-31" };
    const call = await fake.slash("timeline", { topic: TOPIC, ...range });
    expect(datesIn(await call.reply())).toEqual(daysOf(2016, 2017, 2018, 2019));
    expect(datesIn(await (await press(fake, call, "More")).reply())).toEqual(daysOf(2020));
    const one = await fake.slash("timeline", { topic: TOPIC, source: "bridge-2018.txt" });
    expect(datesIn(await one.reply())).toEqual(daysOf(2018));
    expect(fake.problems).toEqual([]);
  });

  it("offers articles while the source is typed", async () => {
    const { fake } = await runWithBridges();
    const choices = await fake.autocomplete("timeline", { topic: TOPIC, source: "2019" }, "source");
    expect(choices.map(({ value }) => value)).toEqual(["bridge-2019.txt"]);
    expect(fake.problems).toEqual([]);
  });

  it("says so when the articles have nothing on the topic, as /ask does, in no order", async () => {
    const { fake } = await runWithBridges();
    const call = await fake.slash("timeline", { topic: "best pizza dough recipe" });
    const reply = await call.reply();
    expect(textOf(reply)).toBe("**best pizza dough recipe**\nThe articles do not answer this.");
    expect(labelsOf(reply)).toEqual(["Show the closest passages"]);
    const closest = await press(fake, call, "Show the closest passages");
    expect(await closest.ephemeral()).toBe(true);
    expect(textOf(await closest.reply())).toContain("Not an answer");
    expect(fake.problems).toEqual([]);
  });

  it.each([
    [{ topic: " ? " }, "Write your question"],
    [{ topic: TOPIC, from: "2023-02-30" }, "is not a date"],
    [{ topic: TOPIC, source: "no-such-article.txt" }, "No single article"],
  ])("corrects %j privately, at once", async (options, words) => {
    const { fake } = await runWithBridges();
    const call = await fake.slash("timeline", options);
    expect(await call.ephemeral()).toBe(true);
    expect(textOf(await call.reply())).toContain(words);
    expect(fake.problems).toEqual([]);
  });
});
