import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { contextHeader, textToEmbed } from "../../src/articles/context-header.ts";
import { readArticles } from "../../src/articles/read-articles.ts";
import { BUILT_IN_INFO } from "../../src/embedding/built-in-embedder.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { type EmbedProgress, embedArticles } from "../../src/index/embed-articles.ts";

const { articles } = await readArticles(resolve(import.meta.dirname, "../../seeds"), { maxBytes: 100_000 });

/** Gives a text's number among all that it has been given; counts a token for each four characters. */
function numbering(changed: Partial<Embedder> = {}) {
  const texts: string[] = [];
  const embedder: Embedder = {
    info: { ...BUILT_IN_INFO, maxTokens: 100 },
    embedPassages: async (some) => some.map((text) => Float32Array.of(texts.push(text) - 1)),
    embedQuestion: async () => Float32Array.of(0),
    countTokens: async (some) => some.map((text) => Math.ceil(text.length / 4)),
    close: async () => {},
    ...changed,
  };
  return { texts, embedder };
}

describe("embedding articles", () => {
  it("gives each passage the vector of its words under its context header", async () => {
    const { texts, embedder } = numbering();
    const embedded = await embedArticles(articles, embedder, () => {});
    expect(embedded.map(({ hash, article }) => [hash, article.id])).toEqual(
      articles.map(({ hash, article }) => [hash, article.id]),
    );
    const read = embedded.flatMap(({ article, passages, vectors }) => {
      expect(vectors).toHaveLength(passages.length);
      return passages.map(({ start, end }, i) => {
        const text = textToEmbed(contextHeader(article), article.text.slice(start, end));
        expect(texts[vectors[i]?.[0] as number]).toBe(text);
        expect(text.length).toBeLessThanOrEqual(400);
        return text;
      });
    });
    expect(read).toHaveLength(texts.length);
  });

  it("tells from the beginning how many passages there are, and how many are done", async () => {
    const told: EmbedProgress[] = [];
    const many = Array.from({ length: 20 }, () => articles).flat();
    const { texts, embedder } = numbering();
    await embedArticles(many, embedder, (progress) => told.push(progress));
    const all = { allArticles: many.length, allPassages: texts.length };
    expect(texts.length).toBeGreaterThan(256);
    expect(told[0]).toEqual({ articles: 0, passages: 0, ...all });
    expect(told.at(-1)).toEqual({ articles: many.length, passages: texts.length, ...all });
    expect(told.length).toBeGreaterThan(3);
    for (const [i, { passages }] of told.slice(1).entries())
      expect(passages).toBeGreaterThan(told[i]?.passages as number);
  });

  it("ends as soon as it is interrupted, though the model be busy for long", async () => {
    const interrupted = new AbortController();
    const reason = new Error("interrupted");
    let asked = 0;
    const { embedder } = numbering({
      embedPassages: () => {
        asked++;
        queueMicrotask(() => interrupted.abort(reason));
        return new Promise(() => {});
      },
    });
    await expect(embedArticles(articles, embedder, () => {}, interrupted.signal)).rejects.toBe(reason);
    await expect(embedArticles(articles, embedder, () => {}, interrupted.signal)).rejects.toBe(reason);
    expect(asked).toBe(1);
  });

  it("hands on what the embedder throws", async () => {
    const failure = new Error("no memory");
    const { embedder } = numbering({ embedPassages: () => Promise.reject(failure) });
    const { signal } = new AbortController();
    await expect(embedArticles(articles, embedder, () => {}, signal)).rejects.toBe(failure);
  });
});
