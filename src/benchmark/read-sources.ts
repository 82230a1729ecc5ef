import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readArticles } from "../articles/read-articles.ts";
import { DatelineError } from "../shared/errors.ts";
import type { SourceText } from "./make-articles.ts";

/** The texts of a folder of articles. */
export async function readSeeds(folder: string, maxBytes: number): Promise<SourceText[]> {
  const { articles } = await readArticles(folder, { maxBytes });
  return articles.map(({ article: { title, text, bodyStart } }) => ({ title, text: text.slice(bodyStart) }));
}

/**
 * The documents of a retrieval set in the BEIR layout, or of all sets in the sub-folders of a folder.
 * @throws DatelineError "config" when there is no set
 */
export async function readSets(folder: string): Promise<SourceText[]> {
  const names = existsSync(folder) ? (await readdir(folder)).sort() : [];
  const files = ["", ...names].map((name) => join(folder, name, "corpus.jsonl")).filter(existsSync);
  if (files.length === 0) {
    throw new DatelineError(
      "config",
      `${folder}: no corpus.jsonl in it or in its folders; name a folder of sets`,
    );
  }
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return texts
    .flatMap((text) => text.split("\n").filter((line) => line.trim() !== ""))
    .map((line) => JSON.parse(line) as Partial<SourceText>)
    .map(({ title = "", text = "" }) => ({ title, text }));
}
