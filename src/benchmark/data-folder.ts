import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { makeArticles, type SourceText, type SplitArticle } from "./make-articles.ts";
import { makeQuestions } from "./make-questions.ts";
import { DIMENSIONS, unitVectors } from "./unit-vectors.ts";

/*
 * The data that all contenders get, on the disk: written once for the largest size, of which a smaller one reads the beginning, so
 * that no process holds more than it needs.
 */
const ARTICLES = "articles.jsonl";
const VECTORS = "vectors.f32";
const QUESTIONS = "questions.json";

const QUESTION_COUNT = 40;
/** The questions are the same at all sizes: they are made of passages that even the smallest of the full benchmark has. */
const ASKED_PASSAGES = 100;
const PASSAGE_SEED = 1;
const QUESTION_SEED = 2;

export type Question = { text: string; vector: Float32Array };

export async function writeData(
  folder: string,
  sources: readonly SourceText[],
  passages: number,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const asked: SplitArticle[] = [];
  let made = 0;
  async function* lines() {
    for await (const one of makeArticles(sources, passages)) {
      if (made < ASKED_PASSAGES) asked.push(one);
      made += one.passages.length;
      yield `${JSON.stringify(one)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(join(folder, ARTICLES)));
  await writeFile(join(folder, QUESTIONS), JSON.stringify(makeQuestions(asked, QUESTION_COUNT)));
  await writeFile(join(folder, VECTORS), unitVectors(passages, PASSAGE_SEED));
}

/** The articles of the first so many passages. */
export async function readArticlesOf(folder: string, passages: number): Promise<SplitArticle[]> {
  const articles: SplitArticle[] = [];
  let read = 0;
  const lines = createInterface({
    input: createReadStream(join(folder, ARTICLES)),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    if (read >= passages) break;
    const one = JSON.parse(line) as SplitArticle;
    articles.push({ ...one, passages: one.passages.slice(0, passages - read) });
    read += one.passages.length;
  }
  lines.close();
  return articles;
}

/** Each passage by itself. */
export const passagesOf = (articles: readonly SplitArticle[]) =>
  articles.flatMap(({ article, passages }) =>
    passages.map(({ start, end }) => ({ article, start, end, text: article.text.slice(start, end) })),
  );

/** The vectors of the first so many passages, one after the other. */
export async function readVectors(folder: string, passages: number): Promise<Float32Array> {
  const vectors = new Float32Array(passages * DIMENSIONS);
  const file = await open(join(folder, VECTORS));
  try {
    await file.read(vectors, 0, vectors.byteLength, 0);
  } finally {
    await file.close();
  }
  return vectors;
}

export const vectorOf = (vectors: Float32Array, i: number): Float32Array =>
  vectors.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS);

export async function readQuestions(folder: string): Promise<Question[]> {
  const texts = JSON.parse(await readFile(join(folder, QUESTIONS), "utf8")) as string[];
  const vectors = unitVectors(texts.length, QUESTION_SEED);
  return texts.map((text, i) => ({ text, vector: vectorOf(vectors, i) }));
}
