import { describe, expect, it } from "vitest";
import { durationInWords } from "../../src/discord/duration.ts";
import { renderHelp } from "../../src/discord/render-help.ts";
import { renderStatus } from "../../src/discord/render-status.ts";
import { assertWithinLimits } from "../../src/discord/reply.ts";
import { textsIn } from "../../src/discord/texts.ts";
import { textOf } from "../support/fake-discord/index.ts";
import { sampleArticle, sampleCollection } from "../support/sample-collection.ts";
import { displaysOf } from "./message-parts.ts";
import { plainServices, runBot } from "./run-bot.ts";

const HOUR_MS = 3_600_000;

const NOTHING = { takesFeedback: false, remembers: false };
const ALL = { takesFeedback: true, remembers: true };

describe("/status", () => {
  it("tells the reader alone what the bot works with and how long it runs", async () => {
    const services = { ...plainServices(), startedAt: Date.now() - 74 * HOUR_MS };
    const { fake } = await runBot({}, undefined, services);
    const call = await fake.slash("status");
    expect(await call.ephemeral()).toBe(true);
    expect(textOf(await call.reply())).toMatch(
      /^\*\*5 articles\*\* with \*\*\d+ passages\*\*\nDated between 21 February 2021 and 1 December 2023\nMeaning is compared by the built-in embedder \(sample\)\n-# Index built on 6 May 2024 at 07:08 UTC\n-# Running for 3 days · version \d+\.\d+\.\d+$/,
    );
    expect(fake.problems).toEqual([]);
  });

  it("names the models in use", () => {
    const { status } = sampleCollection();
    const embedder = { ...status.embedder, kind: "transformers", model: "some/embedder" } as const;
    const [text = ""] = displaysOf(
      renderStatus({ ...status, embedder, reranker: "some/reranker" }, HOUR_MS, textsIn("en")),
    );
    expect(text).toContain("compared by the model some\\/embedder");
    expect(text).toContain("compared once more by some\\/reranker");
    expect(text).toContain("Running for 1 hour ");
  });

  it.each([
    [0, "1 minute", "1 phút", "1分钟"],
    [HOUR_MS - 1, "59 minutes", "59 phút", "59分钟"],
    [2.9 * HOUR_MS, "2 hours", "2 giờ", "2小时"],
    [25 * HOUR_MS, "1 day", "1 ngày", "1天"],
    [240 * HOUR_MS, "10 days", "10 ngày", "10天"],
  ])("says %d ms in words", (ms, ...words) => {
    const said = (["en", "vi", "zh"] as const).map((locale) => durationInWords(ms, locale));
    expect(said).toEqual(words);
  });
});

describe("/help", () => {
  it("says how to ask, with examples of the articles at hand, what it will not do and what is kept", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("help");
    expect(await call.ephemeral()).toBe(true);
    const text = textOf(await call.reply());
    expect(text).toContain("**How to ask**\nUse `/ask`");
    expect(text).toContain("`/ask question:` At the reception \\(Photo\\: VNA\\)");
    expect(text).toMatch(/`\/ask question:` .+ `from:` 2021-02-21 `to:` 2023-09-14\n/);
    expect(text).toContain("**What I will not do**");
    expect(text).toContain("Your questions are not stored and go to no other service.");
    expect(text).toContain("I know 5 articles, dated between 21 February 2021 and 1 December 2023.");
    expect(fake.problems).toEqual([]);
  });

  it("speaks the reader's language, command names included", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("help", {}, { locale: "vi" });
    const text = textOf(await call.reply());
    expect(text).toContain("`/hỏi câu-hỏi:` At the reception");
    expect(text).toContain("`từ-ngày:` 2021-02-21 `đến-ngày:` 2023-09-14");
    expect(fake.problems).toEqual([]);
  });

  it("gives examples that are answered", async () => {
    const { fake } = await runBot();
    const help = textOf(await (await fake.slash("help")).reply());
    const [, question = "", from = "", to = ""] =
      /`\/ask question:` (.+) `from:` (\S+) `to:` (\S+)$/m.exec(help) ?? [];
    const call = await fake.slash("ask", { question, from, to });
    expect(textOf(await call.reply())).toContain("> ");
    expect(fake.problems).toEqual([]);
  });

  it("proposes the place, else the publisher, that most articles have", () => {
    const of = (...known: { place?: string; publisher?: string }[]) => {
      const articles = known.map((facts, i) =>
        sampleArticle(`${i}.txt`, "Words.", { publisher: null, ...facts }),
      );
      return displaysOf(renderHelp(sampleCollection(articles), NOTHING, textsIn("en")))[0];
    };
    expect(of({ place: "Larkhaven" }, { place: "*Oslo*" }, { place: "*Oslo*" })).toContain(
      "`/timeline topic:` \\*Oslo\\*",
    );
    expect(of({ publisher: "The Herald" })).toContain("`/timeline topic:` The Herald");
    expect(of({})).not.toContain("`/timeline topic:`");
  });

  it("says what feedback keeps where it is taken", async () => {
    const { fake } = await runBot({}, undefined, { ...plainServices(), takesFeedback: true });
    expect(textOf(await (await fake.slash("help")).reply())).toContain("unless you press Helpful");
    expect(fake.problems).toEqual([]);
  });

  it("fits one message in every language, however the articles are called, and needs none", () => {
    const title = "*".repeat(300);
    const articles = [sampleArticle("a.txt", "Words.", { title, place: title, publisher: title })];
    for (const locale of ["en", "vi", "zh"] as const) {
      const texts = textsIn(locale);
      assertWithinLimits(renderHelp(sampleCollection(articles), ALL, texts));
      const [text = ""] = displaysOf(renderHelp(sampleCollection([]), NOTHING, texts));
      expect(text).not.toContain(texts("helpExamples"));
    }
  });
});
