import { MAX_PASSAGE_LENGTH, type Passage } from "../articles/article.ts";
import { contextHeader, textToEmbed } from "../articles/context-header.ts";
import { cutText } from "../articles/cut-text.ts";
import { findAcronyms } from "../articles/find-acronyms.ts";
import type { ReadArticle } from "../articles/read-articles.ts";
import { type PassageLimits, splitPassages } from "../articles/split-passages.ts";
import { splitSentences } from "../articles/split-sentences.ts";
import type { Embedder, Vector } from "../embedding/embedder.ts";
import { articleLanguage } from "../shared/article-language.ts";
import { openGivingWay } from "../shared/give-way.ts";
import { unlessAborted } from "../shared/unless-aborted.ts";
import type { IndexedArticle } from "./article-files.ts";

/** All that an index keeps of one article. `vectors` holds one vector per passage. */
export type EmbeddedArticle = {
  hash: string;
  article: IndexedArticle;
  passages: readonly Passage[];
  vectors: readonly Vector[];
};

export type EmbedProgress = { articles: number; allArticles: number; passages: number; allPassages: number };

/** An article whose passages have no vectors yet. */
export type SplitArticle = Omit<EmbeddedArticle, "vectors">;

/** Passages handed to the embedder at once: enough for it to sort by length, few enough for a lively progress bar. */
const BATCH = 128;

/**
 * Splits articles into sentences and passages and embeds the passages.
 * @throws the signal's reason as soon as it is aborted, though a model be busy for minutes; closing the embedder ends that
 */
export async function embedArticles(
  read: readonly ReadArticle[],
  embedder: Embedder,
  onProgress: (progress: EmbedProgress) => void,
  signal?: AbortSignal,
): Promise<EmbeddedArticle[]> {
  const { info, countTokens } = embedder;
  const limits = { maxTokens: info.maxTokens, countTokens };
  const split: SplitArticle[] = [];
  const giveWay = openGivingWay();
  for (const one of read) {
    await giveWay();
    signal?.throwIfAborted();
    split.push(await splitArticle(one, limits));
  }

  const texts = split.flatMap(textsOf);
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
    const some = texts.slice(vectors.length, vectors.length + BATCH);
    vectors.push(...(await unlessAborted(embedder.embedPassages(some), signal)));
    report();
  }
  return split.map((one, i) => ({
    ...one,
    vectors: vectors.slice((lastPassage[i] ?? 0) - one.passages.length, lastPassage[i]),
  }));
}

/** Splits one article into sentences and passages that the embedder reads whole. */
export async function splitArticle(
  { hash, article }: ReadArticle,
  limits: PassageLimits,
): Promise<SplitArticle> {
  // A sentence of several pages is ranked and quoted in pieces.
  const sentences = splitSentences(article.text, article.bodyStart).flatMap((sentence) =>
    cutText(article.text, sentence, MAX_PASSAGE_LENGTH),
  );
  const passages = await splitPassages(article, sentences, limits);
  const language = articleLanguage(article.text.slice(article.bodyStart));
  const acronyms = sentences.flatMap(({ start, end }) => findAcronyms(article.text.slice(start, end)));
  return { hash, article: { ...article, language, sentences, acronyms }, passages };
}

/** What an embedder reads of each passage of an article. */
export function textsOf({ article, passages }: SplitArticle): string[] {
  const header = contextHeader(article);
  return passages.map(({ start, end }) => textToEmbed(header, article.text.slice(start, end)));
}

function runningTotals(numbers: readonly number[]): number[] {
  let total = 0;
  return numbers.map((n) => {
    total += n;
    return total;
  });
}
