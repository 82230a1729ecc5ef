import type { Span } from "../articles/article.ts";
import { isHeader } from "../articles/line-kinds.ts";
import type { IndexedArticle } from "../index/article-files.ts";

/** A sentence and its neighbours are seldom longer, in characters. */
const LONGEST_STRETCH = 1_200;

/**
 * What is shown of a sentence: itself with those beside it; without a header before it, and not so much that nobody reads
 * it. Undefined when the article has no such sentence.
 */
export function stretchAround({ text, sentences }: IndexedArticle, sentence: number): Span | undefined {
  const own = sentences[sentence];
  if (!own) return undefined;
  const stretch: Span = { start: own.start, end: own.end };
  for (const neighbour of [sentences[sentence - 1], sentences[sentence + 1]]) {
    if (!neighbour || isHeader(text.slice(neighbour.start, neighbour.end))) continue;
    const start = Math.min(stretch.start, neighbour.start);
    const end = Math.max(stretch.end, neighbour.end);
    if (end - start <= LONGEST_STRETCH) Object.assign(stretch, { start, end });
  }
  return stretch;
}
