import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Collection } from "../answer/collection.ts";
import { openCollection } from "../answer/open-collection.ts";
import type { EmbeddingSettings } from "../embedding/embedding-settings.ts";
import { buildIndex, SILENT } from "../index/build-index.ts";
import { DatelineError, messageOf } from "../shared/errors.ts";

/** A set in the layout of BEIR (Thakur and others 2021): documents, queries, and which document is relevant to which query. */
export type RetrievalSet = {
  documents: SetDocument[];
  queries: SetQuery[];
  /** Relevance by document, for each query. */
  relevant: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

export type SetDocument = { id: string; title: string; text: string; sentences?: string[] | undefined };

export type SetQuery = {
  id: string;
  text: string;
  /** Where the answer stands in the relevant document: UTF-16 offsets; empty if the set does not say. */
  answers: number[];
};

/** The articles of such a set have no date; this one stands in for it. */
const NO_DATE = "2000-01-01";

type SetNames = { corpus?: string | undefined; queries?: string | undefined; without?: string | undefined };
type Line = {
  id?: string;
  _id?: string;
  title?: string;
  text: string;
  sentences?: string[];
  answers?: { text: string; start: number }[];
};

/**
 * Reads `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` of a folder, or files of other names. `qrels.sentences.tsv`, where there
 * is one, names the sentence that answers; else the queries may carry `answers` with a `start`.
 * @param names `without` names a file with the ids of documents to leave out, one a line: what they answer stays unanswered
 */
export async function readRetrievalSet(folder: string, names: SetNames = {}): Promise<RetrievalSet> {
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
  const objects = async (name: string) => (await lines(name)).map((line) => JSON.parse(line) as Line);
  const idOf = ({ id, _id }: Line) => String(id ?? _id);

  const relevant = new Map<string, Map<string, number>>();
  for (const line of (await lines("qrels.tsv")).slice(1)) {
    const [query = "", document = "", score] = line.split("\t");
    if (Number(score) > 0)
      relevant.set(query, (relevant.get(query) ?? new Map()).set(document, Number(score)));
  }
  const documents = (await objects(names.corpus ?? "corpus.jsonl")).map((line) => ({
    id: idOf(line),
    title: line.title ?? "",
    text: line.text,
    sentences: line.sentences,
  }));
  const bySentence = new Map<string, number[]>();
  if (existsSync(join(folder, SENTENCES))) {
    const byId = new Map(documents.map((document) => [document.id, document]));
    for (const line of (await lines(SENTENCES)).slice(1)) {
      const [query = "", document = "", index] = line.split("\t");
      const { text, sentences } = byId.get(document) ?? { text: "" };
      const start = text.indexOf(sentences?.[Number(index)] ?? "");
      bySentence.set(query, [...(bySentence.get(query) ?? []), start]);
    }
  }
  const texts = new Map(documents.map(({ id, text }) => [id, text]));
  /** The starts count in the document of the query's own language, which may be another than the corpus. */
  const answersOf = (line: Line) => {
    const relevantTexts = [...(relevant.get(idOf(line))?.keys() ?? [])].map((id) => texts.get(id) ?? "");
    const stands = ({ text, start }: { text: string; start: number }) =>
      relevantTexts.some((one) => one.startsWith(text, start));
    return (line.answers ?? []).filter(stands).map(({ start }) => start);
  };
  const removed = new Set(names.without ? await lines(names.without) : []);
  return {
    documents: documents.filter(({ id }) => !removed.has(id)),
    queries: (await objects(names.queries ?? "queries.jsonl")).map((line) => ({
      id: idOf(line),
      text: line.text,
      answers: bySentence.get(idOf(line)) ?? answersOf(line),
    })),
    relevant,
  };
}

const SENTENCES = "qrels.sentences.tsv";

/**
 * Writes the documents as article files into a folder of their own, builds an index of them as for any articles, and
 * hands it over; all is removed afterwards.
 */
export async function withCollection<T>(
  { documents }: RetrievalSet,
  settings: { embedding: EmbeddingSettings; maxArticleBytes: number },
  use: (collection: Collection, placeOf: PlaceOf) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-set-"));
  try {
    const articlesDir = join(folder, "articles");
    const indexDir = join(folder, "index");
    await mkdir(articlesDir);
    const places = new Map<string, { id: string; offset: number }>();
    for (const [i, { id, title, text }] of documents.entries()) {
      const name = `${String(i).padStart(6, "0")}.md`;
      const head = `---\ndate: ${NO_DATE}\ntitle: ${JSON.stringify(title)}\n---\n`;
      places.set(name, { id, offset: head.length });
      await writeFile(join(articlesDir, name), `${head}${text}\n`);
    }
    await buildIndex({ ...settings, articlesDir, indexDir }, SILENT);
    const collection = await openCollection(indexDir, settings.embedding);
    try {
      return await use(collection, (articleId) => places.get(articleId) ?? { id: articleId, offset: 0 });
    } finally {
      await collection.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The document of an article, and where its text begins in the article's. */
export type PlaceOf = (articleId: string) => { id: string; offset: number };
