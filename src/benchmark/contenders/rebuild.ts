import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildIndex, SILENT } from "../../index/build-index.ts";
import type { Clock } from "../clock.ts";
import { passagesOf, readArticlesOf } from "../data-folder.ts";
import type { Task } from "../task.ts";
import { BUILT_IN } from "./dateline-built-in.ts";

const articlesIn = (folder: string) => join(folder, "articles");
const nameOf = (number: number) => `${String(number).padStart(6, "0")}.md`;

const build = (folder: string) =>
  buildIndex(
    {
      articlesDir: articlesIn(folder),
      indexDir: join(folder, "rebuilt-index"),
      maxArticleBytes: Number.MAX_SAFE_INTEGER,
      embedding: BUILT_IN,
    },
    SILENT,
  );

/** An article for each passage, and an index of them. */
export async function write({ data, folder, passages }: Task): Promise<void> {
  await mkdir(articlesIn(folder), { recursive: true });
  for (const [i, { article, text }] of passagesOf(await readArticlesOf(data, passages)).entries()) {
    const head = `---\ndate: ${article.date}\ntitle: ${JSON.stringify(article.title)}\n---\n`;
    await writeFile(join(articlesIn(folder), nameOf(i)), `${head}${text}\n`);
  }
  await build(folder);
}

/** In a process of its own each time, as it is when somebody runs it. */
export async function query({ folder, passages }: Task, clock: Clock): Promise<void> {
  await appendFile(join(articlesIn(folder), nameOf(Math.floor(passages / 2))), "\nSomething has changed.\n");
  const { updated } = await clock.once("rebuild", () => build(folder));
  if (updated !== 1) throw new Error(`${updated} articles were updated instead of one`);
}
