import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Article, MAX_PASSAGE_LENGTH } from "../../src/articles/article.ts";
import { contextHeader, textToEmbed } from "../../src/articles/context-header.ts";
import { splitPassages } from "../../src/articles/split-passages.ts";
import { splitSentences } from "../../src/articles/split-sentences.ts";
import { anyText, splitsPair } from "./any-text.ts";

const NO_LIMIT = {
  maxTokens: Number.POSITIVE_INFINITY,
  countTokens: () => Promise.reject(new Error("nothing is to be counted")),
};

const articleOf = (text: string, bodyStart = 0): Article => ({
  id: "a.txt",
  date: "2023-09-13",
  title: "A title",
  publisher: "VNA",
  place: null,
  url: null,
  text,
  bodyStart,
});

/** Counts code points, and the calls. */
function codePointCounter() {
  const calls: number[] = [];
  const countTokens = (texts: readonly string[]) => {
    calls.push(texts.length);
    return Promise.resolve(texts.map((text) => [...text].length));
  };
  return { calls, countTokens };
}

async function passagesOf(text: string): Promise<string[]> {
  const passages = await splitPassages(articleOf(text), splitSentences(text), NO_LIMIT);
  return passages.map(({ start, end }) => text.slice(start, end));
}

const sentence = (n: number, length = 150): string =>
  `${`Sentence ${n} ${"goes on ".repeat(100)}`.slice(0, length - 1)}.`;

describe("splitPassages", () => {
  it("makes passages of about three sentences that overlap by one", async () => {
    const [one, two, three, four, five] = [1, 2, 3, 4, 5].map((n) => sentence(n)) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const text = [one, two, three, four, five].join(" ");
    expect(await passagesOf(text)).toEqual([`${one} ${two} ${three}`, `${three} ${four} ${five}`]);
  });

  it("joins short paragraphs with their neighbours, and more than three of the very short", async () => {
    const text = [sentence(1), sentence(2), sentence(3)].join("\n\n");
    expect(await passagesOf(text)).toEqual([text]);
    const brief = "Yes. No. Perhaps. Never. Always.";
    expect(await passagesOf(brief)).toEqual([brief]);
  });

  it("never crosses a blank line beside a long paragraph", async () => {
    const long = `${sentence(1, 300)} ${sentence(2, 200)}`;
    const text = `${sentence(3)}\n\n${long}\n\n${sentence(4)}`;
    expect(await passagesOf(text)).toEqual([sentence(3), long, sentence(4)]);
  });

  it("does not overlap where the overlap would make a passage too long", async () => {
    const text = [sentence(1, 590), sentence(2, 590)].join(" ");
    expect(await passagesOf(text)).toEqual([sentence(1, 590), sentence(2, 590)]);
  });

  it("keeps header lines and headlines apart from the first sentence", async () => {
    const text = `VIETNAM, September 13 -\n\nHÀ NỘI — ${sentence(1)}\n\n${sentence(2)}`;
    expect(await passagesOf(text)).toEqual([
      "VIETNAM, September 13 -",
      `HÀ NỘI — ${sentence(1)}\n\n${sentence(2)}`,
    ]);
  });

  it("gives a heading to the words after it and a sign-off to those before it", async () => {
    const text = `${sentence(1)}\n\nBackground\n\n${sentence(2)}\n\nVNA`;
    expect(await passagesOf(text)).toEqual([sentence(1), `Background\n\n${sentence(2)}\n\nVNA`]);
  });

  it("cuts a sentence that is longer than a passage at word boundaries", async () => {
    const text = "word ".repeat(600).trim();
    const passages = await passagesOf(text);
    expect(passages).toHaveLength(3);
    for (const passage of passages) {
      expect(passage).toMatch(/^(word )*word$/);
      expect(passage.length).toBeLessThanOrEqual(MAX_PASSAGE_LENGTH);
    }
  });

  it("keeps header and words together within the tokens that the embedder reads", async () => {
    const text = Array.from({ length: 40 }, (_, n) => sentence(n)).join(" ");
    const article = articleOf(text);
    const { calls, countTokens } = codePointCounter();
    const passages = await splitPassages(article, splitSentences(text), { maxTokens: 220, countTokens });
    for (const { start, end } of passages) {
      const embedded = textToEmbed(contextHeader(article), text.slice(start, end));
      expect(embedded.length).toBeLessThanOrEqual(220);
    }
    expect(new Set(passages.map(({ start }) => start)).size).toBe(passages.length);
    expect(calls.length).toBeLessThanOrEqual(3);
  });

  it("counts the tokens of an article in one call when everything fits", async () => {
    const text = Array.from({ length: 40 }, (_, n) => sentence(n)).join(" ");
    const { calls, countTokens } = codePointCounter();
    await splitPassages(articleOf(text), splitSentences(text), { maxTokens: 2000, countTokens });
    expect(calls).toHaveLength(1);
  });

  it("says so when the header leaves no room", async () => {
    const { countTokens } = codePointCounter();
    await expect(
      splitPassages(articleOf("Words."), splitSentences("Words."), { maxTokens: 20, countTokens }),
    ).rejects.toThrow(
      /^a\.txt: its title, publisher and date have 31 tokens, and the embedding model reads no more than 20; use a model/,
    );
  });

  it("covers every sentence of the seeds, and leaves out no word", async () => {
    for (const name of ["000_45847a6cb954d0ff.txt", "002_d5a10a0e9d3ed20f.txt", "003_ef646735df44e7de.txt"]) {
      const text = readFileSync(new URL(`../../seeds/${name}`, import.meta.url), "utf8");
      const sentences = splitSentences(text, 16);
      const passages = await splitPassages(articleOf(text, 16), sentences, NO_LIMIT);
      for (const { start, end } of sentences) {
        expect(passages.some((passage) => passage.start <= start && end <= passage.end)).toBe(true);
      }
    }
  });

  it("keeps its promises for any text and any limit", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.nat(10),
        fc.integer({ min: 33, max: 500 }),
        fc.boolean(),
        async (text, start, limit, counts) => {
          const bodyStart = Math.min(start, text.length);
          const article = articleOf(text, bodyStart);
          const sentences = splitSentences(text, bodyStart);
          const { countTokens } = codePointCounter();
          const limits = counts ? { maxTokens: limit, countTokens } : NO_LIMIT;
          const passages = await splitPassages(article, sentences, limits);
          const header = contextHeader(article);
          const covered = new Set<number>();
          for (const [i, { articleId, start, end }] of passages.entries()) {
            const words = article.text.slice(start, end);
            expect(articleId).toBe("a.txt");
            expect(start).toBeGreaterThanOrEqual(bodyStart);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(words).not.toBe("");
            expect(words.trim()).toBe(words);
            expect(words.length).toBeLessThanOrEqual(MAX_PASSAGE_LENGTH);
            if (counts) expect([...textToEmbed(header, words)].length).toBeLessThanOrEqual(limit);
            if (start > bodyStart) expect(splitsPair(text, start)).toBe(false);
            expect(splitsPair(text, end)).toBe(false);
            if (i > 0) expect(start).toBeGreaterThan(passages[i - 1]?.start ?? 0);
            for (let at = start; at < end; at++) covered.add(at);
          }
          for (let at = bodyStart; at < text.length; at++) {
            if (text.charAt(at).trim() !== "") expect(covered.has(at)).toBe(true);
          }
          for (const { start, end } of sentences) {
            if (counts || end - start > MAX_PASSAGE_LENGTH) continue;
            expect(passages.some((passage) => passage.start <= start && end <= passage.end)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ["without a full stop", "word ".repeat(200_000)],
    ["without a blank", "x".repeat(1_000_000)],
    ["of dots", ".".repeat(1_000_000)],
    ["of short sentences", "He came. ".repeat(110_000)],
    ["of short lines", "rice\n".repeat(200_000)],
    ["of Chinese", "两国公安部部长在北京举行会议".repeat(70_000)],
    ["of emoji", "😀".repeat(500_000)],
  ])("splits a million characters %s", async (_name, text) => {
    const { countTokens } = codePointCounter();
    const passages = await splitPassages(articleOf(text), splitSentences(text), {
      maxTokens: 512,
      countTokens,
    });
    expect(passages.length).toBeGreaterThan(800);
  });
});

describe("contextHeader", () => {
  it("has title, publisher and the date in words", () => {
    expect(contextHeader(articleOf(""))).toBe("A title, VNA, 13 September 2023");
    expect(contextHeader({ ...articleOf(""), publisher: null })).toBe("A title, 13 September 2023");
  });

  it("stays short whatever the title", () => {
    expect(
      contextHeader({ ...articleOf(""), title: "long ".repeat(1000), publisher: "P".repeat(500) }).length,
    ).toBeLessThan(200);
  });
});
