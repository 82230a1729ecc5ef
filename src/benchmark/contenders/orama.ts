import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { create, insertMultiple, load, save, search } from "@orama/orama";
import type { Clock } from "../clock.ts";
import { passagesOf, readArticlesOf, readQuestions, readVectors, vectorOf } from "../data-folder.ts";
import type { Task } from "../task.ts";
import { DIMENSIONS } from "../unit-vectors.ts";
import { TOP } from "./top.ts";

const empty = () => create({ schema: { text: "string", vector: `vector[${DIMENSIONS}]` } as const });
const file = (folder: string) => join(folder, "orama.json");

export async function write(task: Task, clock: Clock): Promise<void> {
  const documents = await read(task);
  await clock
    .once("write", async () => {
      const db = await filled(documents);
      await writeFile(file(task.folder), JSON.stringify(save(db)));
    })
    // What cannot be saved can still be asked, once it has been filled anew.
    .catch((error) => {
      if (!(error instanceof RangeError)) throw error;
    });
}

export async function query(task: Task, clock: Clock): Promise<void> {
  const questions = (await readQuestions(task.data)).map(({ text, vector }) => ({
    text,
    vector: Array.from(vector),
  }));
  const db = existsSync(file(task.folder)) ? await opened(task, clock) : await refilled(task, clock);
  await clock.often("answer", questions, ({ text, vector }) =>
    search(db, {
      mode: "hybrid",
      term: text,
      vector: { value: vector, property: "vector" },
      similarity: 0,
      limit: TOP,
    }),
  );
}

const opened = ({ folder }: Task, clock: Clock) =>
  clock.once("open", async () => {
    const db = empty();
    load(db, JSON.parse(await readFile(file(folder), "utf8")));
    return db;
  });

async function refilled(task: Task, clock: Clock) {
  const documents = await read(task);
  const db = await filled(documents);
  clock.record({ stage: "open", samples: [], rssMb: null, note: "it could not be saved" });
  return db;
}

async function read({ data, passages }: Task) {
  const vectors = await readVectors(data, passages);
  return passagesOf(await readArticlesOf(data, passages)).map(({ text }, i) => ({
    id: String(i),
    text,
    vector: Array.from(vectorOf(vectors, i)),
  }));
}

async function filled(documents: Awaited<ReturnType<typeof read>>) {
  const db = empty();
  await insertMultiple(db, documents);
  return db;
}
