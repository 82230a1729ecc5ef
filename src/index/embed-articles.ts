import { setImmediate as nextTurn } from "node:timers/promises";
import type { Passage } from "../articles/article.ts";
import { contextHeader, textToEmbed } from "../articles/context-header.ts";
import { cutText } from "../articles/cut-text.ts";
import type { ReadArticle } from "../articles/read-articles.ts";
import { MAX_PASSAGE_LENGTH, splitPassages } from "../articles/split-passages.ts";
import { splitSentences } from "../articles/split-sentences.ts";
import type { Embedder, Vector } from "../embedding/embedder.ts";
import { articleLanguage } from "../shared/article-language.ts";
import type { IndexedArticle } from "./open-index.ts";

/** All that an index keeps of one article. `vectors` holds one vector per passage. */
export type EmbeddedArticle = {
  hash: string;
  article: IndexedArticle;
  passages: readonly Passage[];
  vectors: readonly Vector[];
};

export type EmbedProgress = { articles: number; allArticles: number; passages: number; allPassages: number };

/** Passages handed to the embedder at once: enough for it to sort by length, few enough for a lively progress bar. */
const BATCH = 128;

/** Splits articles into sentences and passages and embeds the passages. */
export async function embedArticles(
  read: readonly ReadArticle[],
  embedder: Embedder,
  onProgress: (progress: EmbedProgress) => void,
  signal?: AbortSignal,
): Promise<EmbeddedArticle[]> {
  const split: Omit<EmbeddedArticle, "vectors">[] = [];
  for (const { hash, article } of read) {
    // Thousands of articles take longer than the lock of the index may go without a sign of life.
    await nextTurn();
    signal?.throwIfAborted();
    // A sentence of several pages is ranked and quoted in pieces.
    const sentences = splitSentences(article.text, article.bodyStart).flatMap((sentence) =>
      cutText(article.text, sentence, MAX_PASSAGE_LENGTH),
    );
    const passages = await splitPassages(article, sentences, {
      maxTokens: embedder.info.maxTokens,
      countTokens: embedder.countTokens,
    });
    const language = articleLanguage(article.text.slice(article.bodyStart));
    split.push({ hash, article: { ...article, language, sentences }, passages });
  }

  const texts = split.flatMap(({ article, passages }) => {
    const header = contextHeader(article);
    return passages.map(({ start, end }) => textToEmbed(header, article.text.slice(start, end)));
  });
  const lastPassage = runningTotals(split.map(({ passages }) => passages.length));
  const vectors: Vector[] = [];
  const report = () =>
    onProgress({
      articles: lastPassage.filter((total) => total <= vectors.length).length,
      allArticles: split.length,
      passages: vectors.length,
      allPassages: texts.length,
    });
  report();
  while (vectors.length < texts.length) {
    signal?.throwIfAborted();
    vectors.push(...(await embedder.embedPassages(texts.slice(vectors.length, vectors.length + BATCH))));
    report();
  }
  return split.map((one, i) => ({
    ...one,
    vectors: vectors.slice((lastPassage[i] ?? 0) - one.passages.length, lastPassage[i]),
  }));
}

function runningTotals(numbers: readonly number[]): number[] {
  let total = 0;
  return numbers.map((n) => {
    total += n;
    return total;
  });
}
