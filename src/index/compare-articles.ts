import type { StoredArticle } from "./article-files.ts";

/**
 * How many articles of a folder an index lacks, has otherwise, or has besides.
 * @param known the articles of the index by their ids
 * @param found the hashes of the folder's files by the ids of their articles
 */
export function compareArticles(
  known: ReadonlyMap<string, StoredArticle>,
  found: ReadonlyMap<string, string>,
): { added: number; updated: number; removed: number } {
  const entries = [...found];
  return {
    added: entries.filter(([id]) => !known.has(id)).length,
    updated: entries.filter(([id, hash]) => known.has(id) && known.get(id)?.hash !== hash).length,
    removed: [...known.keys()].filter((id) => !found.has(id)).length,
  };
}
