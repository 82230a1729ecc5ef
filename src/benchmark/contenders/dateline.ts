import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Embedder, EmbedderInfo, Vector } from "../../embedding/embedder.ts";
import type { EmbeddedArticle } from "../../index/embed-articles.ts";
import { loadVectra } from "../../index/load-vectra.ts";
import { checkIndex, openIndex } from "../../index/open-index.ts";
import { newBuild, publish } from "../../index/publish.ts";
import { dayNumber, vectorFiles } from "../../index/vectors.ts";
import { writeBuild } from "../../index/write-build.ts";
import { fuse } from "../../search/fuse.ts";
import { rankSentences } from "../../search/rank-sentences.ts";
import { openReader } from "../../search/read-by-language.ts";
import { openSearch } from "../../search/search.ts";
import { sentenceLookup } from "../../search/sentence-lookup.ts";
import { sha256 } from "../../shared/sha256.ts";
import type { Clock } from "../clock.ts";
import { type Question, readArticlesOf, readQuestions, readVectors, vectorOf } from "../data-folder.ts";
import type { SplitArticle } from "../make-articles.ts";
import type { Task } from "../task.ts";
import { DIMENSIONS } from "../unit-vectors.ts";
import { TOP } from "./top.ts";

/** What the index says of its vectors, which no model has made. */
const RANDOM: EmbedderInfo = {
  kind: "transformers",
  model: "pseudo-random",
  revision: null,
  dimensions: DIMENSIONS,
  maxTokens: Number.POSITIVE_INFINITY,
};

const indexIn = (folder: string) => join(folder, "index");

export async function write({ data, folder, passages }: Task, clock: Clock): Promise<void> {
  const vectors = await readVectors(data, passages);
  const articles = withVectors(await readArticlesOf(data, passages), (i) => vectorOf(vectors, i));
  loadVectra();
  const alone = join(folder, "vectors");
  const items = articles.flatMap(({ article, passages, vectors }, number) =>
    passages.map(({ start, end }, i) => ({
      vector: vectors[i] as Vector,
      metadata: { article: number, start, end, day: dayNumber(article.date) },
    })),
  );
  await clock.once("write", async () => {
    await mkdir(alone);
    for await (const { name, content } of vectorFiles(items)) await writeFile(join(alone, name), content);
  });
  await rm(alone, { recursive: true });
  await clock.once("build", () => writeIndex(indexIn(folder), articles, RANDOM));
}

export async function query({ data, folder }: Task, clock: Clock): Promise<void> {
  const questions = await readQuestions(data);
  loadVectra();
  const index = await clock.once("open", () => openIndex(indexIn(folder)));
  await clock.often("dense", questions, ({ vector }) => index.vectors.nearest(vector, TOP));
  const read = openReader(index);
  const { textOf } = sentenceLookup(index);
  const rank = (text: string) =>
    read(text, []).flatMap(({ groups }) => rankSentences(index.words, { text, groups }, textOf));
  await clock.often("read", questions, ({ text }) => read(text, []));
  await clock.often("lexical", questions, ({ text }) => rank(text));
  const legs = await Promise.all(
    questions.map(async ({ text, vector }) => [
      { items: rank(text).map(({ sentence }) => sentence), weight: 1 },
      { items: (await index.vectors.nearest(vector, TOP)).map(({ passage }) => passage), weight: 1 },
    ]),
  );
  await clock.often("fuse", legs, fuse);
  const search = await clock.once("prepare", () => openSearch(index, embedderOf(questions)));
  await clock.often("search", questions, ({ text }) => search(text, { filter: {}, history: [] }));
}

/** The first article has changed; its vectors are those it had. */
export async function writeAgain({ data, folder }: Task, clock: Clock): Promise<void> {
  const [changed] = await readArticlesOf(data, 1);
  if (!changed) throw new Error("there is no article to change");
  const vectors = await readVectors(data, changed.passages.length);
  const fresh = withVectors([changed], (i) => vectorOf(vectors, i));
  await clock.once("rewrite", async () => {
    const old = await checkIndex(indexIn(folder));
    const places = [...old.articles.keys()].slice(1);
    await publishBuild(indexIn(folder), (build) => writeBuild(build, fresh, about(RANDOM), { old, places }));
  });
}

/** Gives the vectors of the questions, as if a model had made them in no time. */
function embedderOf(questions: readonly Question[]): Embedder {
  const vectors = new Map(questions.map(({ text, vector }) => [text, vector]));
  const none = async () => [];
  return {
    info: RANDOM,
    embedQuestion: async (text) => vectors.get(text) as Float32Array,
    embedPassages: none,
    countTokens: none,
    close: async () => {},
  };
}

/** @param vectorAt the vector of a passage by its number */
export function withVectors(
  articles: readonly SplitArticle[],
  vectorAt: (passage: number) => Vector,
): EmbeddedArticle[] {
  let first = 0;
  return articles.map(({ article, passages }) => {
    const vectors = passages.map((_, i) => vectorAt(first + i));
    first += passages.length;
    return { hash: sha256(article.text), article, passages, vectors };
  });
}

/** Writes and publishes an index, as a build does once everything is embedded. */
export async function writeIndex(
  indexDir: string,
  articles: readonly EmbeddedArticle[],
  embedder: EmbedderInfo,
): Promise<void> {
  await publishBuild(indexDir, (folder) => writeBuild(folder, articles, about(embedder)));
}

async function publishBuild(indexDir: string, write: (folder: string) => Promise<unknown>): Promise<void> {
  const { build, folder } = await newBuild(indexDir);
  await write(folder);
  await publish(indexDir, build);
}

const about = (embedder: EmbedderInfo) => ({ embedder, embedding: "", embedderNote: null });
