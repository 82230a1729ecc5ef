import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAX_LIMIT } from "../answer/answer.ts";
import type { Collection } from "../answer/collection.ts";
import { openCollection } from "../answer/open-collection.ts";
import type { EmbeddingSettings } from "../embedding/embedding-settings.ts";
import { buildIndex } from "../index/build-index.ts";
import { DatelineError, messageOf } from "../shared/errors.ts";

/** A set in the layout of BEIR (Thakur and others 2021): documents, queries, and which document is relevant to which query. */
export type RetrievalSet = {
  documents: { id: string; title: string; text: string }[];
  queries: { id: string; text: string }[];
  /** Relevance by document, for each query. */
  relevant: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

/** The articles of such a set have no date; this one stands in for it. */
const NO_DATE = "2000-01-01";

/** Reads `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` of a folder, or files of other names. */
export async function readRetrievalSet(
  folder: string,
  names: { corpus?: string; queries?: string; qrels?: string; without?: string } = {},
): Promise<RetrievalSet> {
  const lines = async (name: string) => {
    const path = join(folder, name);
    const text = await readFile(path, "utf8").catch((cause: unknown) => {
      throw new DatelineError(
        "question",
        `${path} cannot be read (${messageOf(cause)}); a set needs corpus.jsonl, queries.jsonl and qrels.tsv`,
      );
    });
    return text.split("\n").filter((line) => line.trim() !== "");
  };
  const removed = new Set(names.without ? await lines(names.without) : []);
  const relevant = new Map<string, Map<string, number>>();
  for (const line of (await lines(names.qrels ?? "qrels.tsv")).slice(1)) {
    const [query = "", document = "", score] = line.split("\t");
    if (!(Number(score) > 0) || removed.has(document)) continue;
    relevant.set(query, (relevant.get(query) ?? new Map()).set(document, Number(score)));
  }
  const documents = (await lines(names.corpus ?? "corpus.jsonl")).map(
    (line) => JSON.parse(line) as { id?: string; _id?: string; title?: string; text: string },
  );
  const queries = (await lines(names.queries ?? "queries.jsonl")).map(
    (line) => JSON.parse(line) as { id?: string; _id?: string; text: string },
  );
  return {
    documents: documents
      .map(({ id, _id, title, text }) => ({ id: String(id ?? _id), title: title ?? "", text }))
      .filter(({ id }) => !removed.has(id)),
    queries: queries.map(({ id, _id, text }) => ({ id: String(id ?? _id), text })),
    relevant,
  };
}

/**
 * Writes the documents as article files into a folder of their own, builds an index of them as for any articles, and
 * hands it over; all is removed afterwards.
 */
export async function withCollection<T>(
  { documents }: RetrievalSet,
  settings: { embedding: EmbeddingSettings; maxArticleBytes: number },
  use: (collection: Collection, documentOf: (articleId: string) => string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-set-"));
  try {
    const articlesDir = join(folder, "articles");
    const indexDir = join(folder, "index");
    await mkdir(articlesDir);
    const ids = new Map<string, string>();
    for (const [i, { id, title, text }] of documents.entries()) {
      const name = `${String(i).padStart(6, "0")}.md`;
      ids.set(name, id);
      await writeFile(
        join(articlesDir, name),
        `---\ndate: ${NO_DATE}\ntitle: ${JSON.stringify(title)}\n---\n${text}\n`,
      );
    }
    const quiet = { notice: () => {}, download: () => {}, progress: () => {} };
    await buildIndex({ ...settings, articlesDir, indexDir }, quiet);
    const collection = await openCollection(indexDir, settings.embedding);
    try {
      return await use(collection, (articleId) => ids.get(articleId) ?? articleId);
    } finally {
      await collection.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The documents that answer a query, best first, as many as one answer can quote. */
export async function rankDocuments(
  collection: Collection,
  documentOf: (articleId: string) => string,
  query: string,
): Promise<string[]> {
  const { quotes } = await collection.answer(query, { limit: MAX_LIMIT });
  return [
    ...new Set(quotes.flatMap(({ article, alsoIn }) => [article, ...alsoIn].map(({ id }) => documentOf(id)))),
  ];
}
