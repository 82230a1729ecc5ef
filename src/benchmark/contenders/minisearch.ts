import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import MiniSearch from "minisearch";
import type { Clock } from "../clock.ts";
import { passagesOf, readArticlesOf, readQuestions } from "../data-folder.ts";
import type { Task } from "../task.ts";

const OPTIONS = { fields: ["text"] };
const file = (folder: string) => join(folder, "minisearch.json");

export async function write({ data, folder, passages }: Task, clock: Clock): Promise<void> {
  const documents = passagesOf(await readArticlesOf(data, passages)).map(({ text }, id) => ({ id, text }));
  await clock.once("write", async () => {
    const index = new MiniSearch(OPTIONS);
    index.addAll(documents);
    await writeFile(file(folder), JSON.stringify(index));
  });
}

export async function query({ data, folder }: Task, clock: Clock): Promise<void> {
  const questions = await readQuestions(data);
  const index = await clock.once("open", async () =>
    MiniSearch.loadJSON(await readFile(file(folder), "utf8"), OPTIONS),
  );
  await clock.often("lexical", questions, ({ text }) => index.search(text));
}
