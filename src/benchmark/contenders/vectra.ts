import { JsonCodec, LocalIndex, ProtobufCodec } from "vectra";
import type { Clock } from "../clock.ts";
import { passagesOf, readArticlesOf, readQuestions, readVectors, vectorOf } from "../data-folder.ts";
import type { Task } from "../task.ts";
import { TOP } from "./top.ts";

type Codec = "json" | "protobuf";

const open = (folder: string, codec: Codec, docReader?: (id: string) => Promise<string>) =>
  new LocalIndex(
    folder,
    undefined,
    undefined,
    codec === "json" ? new JsonCodec() : new ProtobufCodec(),
    docReader && { docReader },
  );

/** As its documentation shows: items of an id, a vector and metadata, inserted in one batch. */
export async function write({ data, folder, passages }: Task, clock: Clock, codec: Codec): Promise<void> {
  const vectors = await readVectors(data, passages);
  // Of these metadata its hybrid mode finds the texts.
  const items = passagesOf(await readArticlesOf(data, passages)).map(({ article, start, end }, i) => ({
    id: String(i),
    vector: Array.from(vectorOf(vectors, i)),
    metadata: { documentId: article.id, startPos: start, endPos: end - 1 },
  }));
  await clock.once("write", async () => {
    const index = open(folder, codec);
    await index.createIndex({ version: 1, deleteIfExists: true });
    await index.batchInsertItems(items);
  });
}

export async function query({ data, folder }: Task, clock: Clock, codec: Codec): Promise<void> {
  const questions = await asked(data);
  const index = open(folder, codec);
  await clock.once("open", () => index.listItems());
  await clock.often("dense", questions, ({ vector }) => index.queryItems(vector, "", TOP));
}

/** Its own mixture of vectors and BM25. By default it reads a file for each passage of each question; here they are in memory. */
export async function queryHybrid({ data, folder, passages }: Task, clock: Clock): Promise<void> {
  const questions = await asked(data);
  const texts = new Map(
    (await readArticlesOf(data, passages)).map(({ article }) => [article.id, article.text]),
  );
  const index = open(folder, "json", async (id) => texts.get(id) ?? "");
  await index.listItems();
  await clock.often("answer", questions, ({ text, vector }) =>
    index.queryItems(vector, text, TOP, undefined, true),
  );
}

const asked = async (data: string) =>
  (await readQuestions(data)).map(({ text, vector }) => ({ text, vector: Array.from(vector) }));
