import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Collection } from "../../src/answer/collection.ts";
import { openCollection } from "../../src/answer/open-collection.ts";
import type { Article } from "../../src/articles/article.ts";
import { loadConfig } from "../../src/config.ts";
import { createBuiltInEmbedder } from "../../src/embedding/built-in-embedder.ts";
import { embedArticles } from "../../src/index/embed-articles.ts";
import { newBuild, publish } from "../../src/index/publish.ts";
import { writeBuild } from "../../src/index/write-build.ts";

/** The settings of an index without a model. */
export const builtIn = loadConfig({ EMBEDDER: "built-in" }).embedding;

/** An article made of its text and whatever else matters to a test. */
export const article = (id: string, text: string, more: Partial<Article> = {}): Article => ({
  id,
  date: "2023-09-13",
  title: id,
  publisher: null,
  place: null,
  url: null,
  text,
  bodyStart: 0,
  ...more,
});

/** Builds a real index of articles in a folder of its own, opens it, and removes it when the test is over. */
export async function withArticles<T>(
  articles: readonly Article[],
  use: (collection: Collection) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "dateline-"));
  try {
    const embedder = createBuiltInEmbedder();
    const read = articles.map((one) => ({ hash: one.id, article: one }));
    const embedded = await embedArticles(read, embedder, () => {});
    const { build, folder } = await newBuild(dir);
    await writeBuild(folder, embedded, { embedder: embedder.info, embedding: "", embedderNote: null });
    await publish(dir, build);
    const collection = await openCollection(dir, builtIn);
    try {
      return await use(collection);
    } finally {
      await collection.close();
    }
  } finally {
    await rm(dir, { recursive: true });
  }
}
