import type { Quote } from "../../answer/answer.ts";
import type { ArticleInfo, Span } from "../../articles/article.ts";
import { sha256 } from "../../shared/sha256.ts";
import { articleIdOf, articleKey } from "../article-key.ts";

const FINGERPRINT_LENGTH = 8;
const RADIX = 36;
const OFFSET = /^[0-9a-z]{1,8}$/;

/** Words of an article from `start` on, such as a quote. */
type Words = Pick<Quote, "start" | "text"> & { article: Pick<ArticleInfo, "id"> };

/** A stretch of an article that a button is about. */
export type Stretch = { articleId: string; span: Span; fingerprint: string };

/**
 * A stretch as parts of a custom_id: article, offsets and a fingerprint of the words, so that a button works after a restart and
 * notices an article that has changed since.
 * @param shown what is shown of the words, as offsets into the article's text
 */
export function writeStretch({ article, start, text }: Words, shown: Span): string[] {
  const words = text.slice(shown.start - start, shown.end - start);
  const offsets = [shown.start, shown.end].map((offset) => offset.toString(RADIX));
  return [articleKey(article.id), ...offsets, fingerprintOf(words)];
}

/** The stretch of a button of ours; "gone" if its article is no longer there; null if the button is not ours. */
export function readStretch(
  args: readonly string[],
  articles: readonly ArticleInfo[],
): Stretch | "gone" | null {
  const [key, start, end, fingerprint] = args;
  if (!key || !fingerprint || !OFFSET.test(start ?? "") || !OFFSET.test(end ?? "")) return null;
  const articleId = articleIdOf(key, articles);
  if (articleId === undefined) return "gone";
  const span = { start: Number.parseInt(start as string, RADIX), end: Number.parseInt(end as string, RADIX) };
  if (span.start >= span.end) return null;
  return { articleId, span, fingerprint };
}

/** A short hash of words: tells whether an article still says the same at the same place. */
export const fingerprintOf = (words: string): string => sha256(words).slice(0, FINGERPRINT_LENGTH);
