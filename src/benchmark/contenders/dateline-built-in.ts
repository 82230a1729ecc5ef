import { join } from "node:path";
import { openCollection } from "../../answer/open-collection.ts";
import { contextHeader, textToEmbed } from "../../articles/context-header.ts";
import { createBuiltInEmbedder } from "../../embedding/built-in-embedder.ts";
import type { Vector } from "../../embedding/embedder.ts";
import type { EmbeddingSettings } from "../../embedding/embedding-settings.ts";
import type { Clock } from "../clock.ts";
import { passagesOf, readArticlesOf, readQuestions } from "../data-folder.ts";
import type { Task } from "../task.ts";
import { withVectors, writeIndex } from "./dateline.ts";

/** The embedder that needs no model, with its own vectors of 2,048 numbers. */
export const BUILT_IN: EmbeddingSettings = {
  embedder: "built-in",
  model: "none",
  revision: undefined,
  cacheDir: "none",
};

const indexIn = (folder: string) => join(folder, "built-in-index");

/** Not measured: what it takes to embed and to write is measured elsewhere. */
export async function write({ data, folder, passages }: Task): Promise<void> {
  const embedder = createBuiltInEmbedder();
  const articles = await readArticlesOf(data, passages);
  const vectors = await embedder.embedPassages(
    passagesOf(articles).map(({ article, text }) => textToEmbed(contextHeader(article), text)),
  );
  const embedded = withVectors(articles, (i) => vectors[i] as Vector);
  await writeIndex(indexIn(folder), embedded, embedder.info);
}

export async function query({ data, folder }: Task, clock: Clock): Promise<void> {
  const questions = await readQuestions(data);
  const collection = await clock.once("ready", () => openCollection(indexIn(folder), BUILT_IN));
  await clock.often("answer", questions, ({ text }) => collection.answer(text));
  const embedder = createBuiltInEmbedder();
  await clock.often("embed-question", questions, ({ text }) => embedder.embedQuestion(text));
  await collection.close();
}
