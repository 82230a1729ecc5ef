import type { Article } from "../../src/articles/article.ts";
import { createBuiltInEmbedder } from "../../src/embedding/built-in-embedder.ts";
import { embedArticles } from "../../src/index/embed-articles.ts";
import { newBuild, publish } from "../../src/index/publish.ts";
import { writeBuild } from "../../src/index/write-build.ts";
import { temporaryFolder } from "./tiny-model.ts";

/** Publishes an index of articles, by default in a folder that is removed when the test ends, and gives the folder. */
export async function publishIndex(articles: readonly Article[], dir = temporaryFolder()): Promise<string> {
  const embedder = createBuiltInEmbedder();
  const read = articles.map((article) => ({ hash: article.id, article }));
  const embedded = await embedArticles(read, embedder, () => {});
  const { build, folder } = await newBuild(dir);
  await writeBuild(folder, embedded, { embedder: embedder.info, embedding: "", embedderNote: null });
  await publish(dir, build);
  return dir;
}
