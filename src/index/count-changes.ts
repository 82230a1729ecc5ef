import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { listFiles } from "../articles/list-files.ts";

/**
 * How many articles have come, changed or gone since an index held them as they were, by the times of their files alone: cheap
 * enough to look before every question from the command line.
 * @param since in milliseconds, as `Date.now()`
 * @param indexed the ids of the articles in the index
 */
export async function countChanges(
  articlesDir: string,
  since: number,
  indexed: readonly string[],
): Promise<number> {
  const { files } = await listFiles(articlesDir);
  // The time of the last status change, since a copied or moved file keeps the time of its content.
  const times = await Promise.all(files.map((file) => changeTime(join(articlesDir, file))));
  const present = new Set(files.map((file) => basename(file).normalize("NFC")));
  return times.filter((time) => time > since).length + indexed.filter((id) => !present.has(id)).length;
}

/** A file that goes away meanwhile, or whose name cannot be written as text, has not changed for us. */
const changeTime = (path: string): Promise<number> =>
  stat(path).then(
    ({ ctimeMs }) => ctimeMs,
    () => 0,
  );
