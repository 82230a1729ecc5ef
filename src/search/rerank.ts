import { contextHeader, textToEmbed } from "../articles/context-header.ts";
import type { Reranker } from "../embedding/reranker.ts";
import type { IndexedArticle } from "../index/article-files.ts";
import { detectLanguage } from "../shared/detect-language.ts";
import type { FoundSentence } from "./search.ts";
import { stretchAround } from "./stretch-around.ts";

/** How many sentences are read again: the right one is seldom further down, and every one costs a run of the model. */
const RERANKED = 20;

/**
 * Ranks the best 20 sentences once more, by a model that reads each together with the question: the sentence as it would
 * be shown, with its neighbours, under the header with which its passage is embedded. The model's scores say nothing about
 * the sentences that it has not read, so they only decide the order: the best of the 20 gets the best of their old scores,
 * and so on. Questions in a language that the model cannot read are left as they are.
 * @param found best first
 * @param asked the question, after those that it follows up
 * @throws DatelineError "model" when the reranker does not answer
 */
export async function rerank(
  reranker: Reranker,
  articles: readonly IndexedArticle[],
  asked: string,
  found: readonly FoundSentence[],
): Promise<FoundSentence[]> {
  const { languages } = reranker;
  if (languages !== null && !languages.includes(detectLanguage(asked))) return [...found];
  const best = found.slice(0, RERANKED);
  const scores = await reranker.rank(
    asked,
    best.map((one) => textOf(articles, one)),
  );
  const reordered = best
    .map((one, i) => ({ ...one, rerank: scores[i] as number }))
    .sort((a, b) => b.rerank - a.rerank);
  return [...reordered.map((one, i) => ({ ...one, score: best[i]?.score ?? 0 })), ...found.slice(RERANKED)];
}

function textOf(articles: readonly IndexedArticle[], { article: place, sentence }: FoundSentence): string {
  const article = articles[place];
  const stretch = article && stretchAround(article, sentence);
  if (!stretch) return "";
  return textToEmbed(contextHeader(article), article.text.slice(stretch.start, stretch.end));
}
