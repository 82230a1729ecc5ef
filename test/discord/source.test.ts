import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkButton } from "../../src/discord/buttons/article-buttons.ts";
import { renderSource } from "../../src/discord/render-source.ts";
import { assertWithinLimits } from "../../src/discord/reply.ts";
import { textsIn } from "../../src/discord/texts.ts";
import { anyText } from "../articles/any-text.ts";
import { buttonsOf, textOf } from "../support/fake-discord/index.ts";
import { sampleArticle, sampleCollection } from "../support/sample-collection.ts";
import { displaysOf, quotedLines } from "./message-parts.ts";
import { runBot } from "./run-bot.ts";

const REPLY = 4;
const SEED = "000_45847a6cb954d0ff.txt";

describe("/source", () => {
  it("shows an article's facts and first sentences to the reader alone", async () => {
    const { fake, answerFrom } = await runBot();
    const text = "date 2023-05-06 The port opened. The mayor came.\n\nAll were glad.";
    const known = { title: "A *port*", publisher: "VNA", place: "HÀ NỘI", url: "https://example.org/a b" };
    answerFrom(sampleCollection([sampleArticle("port.txt", text, known)]));
    const call = await fake.slash("source", { article: "port.txt" });
    expect(await call.ephemeral()).toBe(true);
    const reply = await call.reply();
    expect(textOf(reply)).toBe(
      "**A \\*port\\***\n-# **VNA** · 6 May 2023 · port.txt\n-# HÀ NỘI · 1 passage\n" +
        "> The port opened. The mayor came.\n> All were glad.",
    );
    expect(buttonsOf(reply).map(({ label, url }) => [label, url])).toEqual([
      ["Read article", undefined],
      ["Open the original", "https://example.org/a%20b"],
    ]);
    expect(fake.problems).toEqual([]);
  });

  it("shortens the first lines at a sentence end, with a mark", async () => {
    const { fake } = await runBot();
    const text = textOf(await (await fake.slash("source", { article: SEED })).reply());
    expect(text).toMatch(/\n> VIETNAM, September 13 \\-\n> BEIJING — .*\. \[…\]$/s);
    expect(text.length).toBeLessThan(900);
    expect(fake.problems).toEqual([]);
  });

  it("completes its option, and finds what was chosen by file, key or title", async () => {
    const { fake } = await runBot();
    const [choice] = await fake.autocomplete("source", { article: "pledge xinhua" }, "article");
    expect(choice?.value).toBe("003_ef646735df44e7de.txt");
    for (const article of [String(choice?.value), "key:fd7617460b82", "at the reception (photo: vna)"]) {
      const call = await fake.slash("source", { article });
      expect(textOf(await call.reply())).toContain("passages");
    }
    expect(fake.problems).toEqual([]);
  });

  it("says privately and at once when no single article is meant", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("source", { article: "*nothing*" }, { locale: "zh-CN" });
    expect(await call.ackType()).toBe(REPLY);
    expect(await call.ephemeral()).toBe(true);
    expect(textOf(await call.reply())).toContain("无法确定“\\*nothing\\*”");
    expect(fake.problems).toEqual([]);
  });
});

describe("renderSource", () => {
  it("stays within Discord's limits for any article, and quotes its words alone", () => {
    const name = fc.oneof(fc.constant("*".repeat(400)), anyText);
    fc.assert(
      fc.property(anyText, name, name, name, (text, title, place, publisher) => {
        const article = sampleArticle("a.txt", text, { title, place, publisher, bodyStart: 0 });
        const message = renderSource(article, 3, textsIn("vi"));
        assertWithinLimits(message);
        const lines = quotedLines(displaysOf(message).join("\n"));
        for (const line of lines) expect(text).toContain(line.replace(/ ?\[…\]$/, ""));
      }),
      { numRuns: 150 },
    );
  });

  it("shows one endless sentence in part, marked as such", () => {
    const article = sampleArticle("a.txt", `date 2023-01-01 ${"on and ".repeat(5000)}`);
    const message = renderSource(article, 1, textsIn("en"));
    assertWithinLimits(message);
    expect(displaysOf(message)[0]).toMatch(/on and \[…\]$|on \[…\]$/);
  });
});

describe("linkButton", () => {
  it.each([
    null,
    "",
    "not a url",
    "javascript:alert(1)",
    "ftp://example.org/",
    "http://localhost/",
    `https://example.org/${"x".repeat(500)}`,
    `https://example.org/${"é".repeat(200)}`,
  ])("links nowhere for %s", (url) => {
    expect(linkButton(url, textsIn("en"))).toEqual([]);
  });

  it("links to an address of the web", () => {
    expect(linkButton("https://example.org/x?y=1#z", textsIn("en"))).toMatchObject([
      { style: 5, label: "Open the original", url: "https://example.org/x?y=1#z" },
    ]);
  });
});
