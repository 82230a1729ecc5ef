import type { APIButtonComponentWithCustomId } from "discord.js";
import type { Quote } from "../../answer/answer.ts";
import type { ArticleInfo, Span } from "../../articles/article.ts";
import { sha256 } from "../../shared/sha256.ts";
import { articleIdOf, articleKey } from "../article-key.ts";
import { writeCustomId } from "../custom-id.ts";
import { button } from "../message.ts";
import type { Texts } from "../texts.ts";

export const CONTEXT = "context";

const FINGERPRINT_LENGTH = 8;
const RADIX = 36;
const OFFSET = /^[0-9a-z]{1,8}$/;

/** What a press of "Context" asks for. */
export type ContextRequest = { articleId: string; span: Span; fingerprint: string };

/**
 * The button beside a quote. Its custom_id holds article, offsets and a fingerprint of the words, so that it works
 * after a restart and notices an article that has changed since.
 * @param shown what is shown of the quote, as offsets into the article's text.
 * @param place among the quotes of the message: no two buttons of a message may have one custom_id.
 */
export function contextButton(
  quote: Quote,
  shown: Span,
  place: number,
  texts: Texts,
): APIButtonComponentWithCustomId {
  const words = quote.text.slice(shown.start - quote.start, shown.end - quote.start);
  const offsets = [shown.start, shown.end].map((offset) => offset.toString(RADIX));
  const args = [articleKey(quote.article.id), ...offsets, fingerprintOf(words), String(place)];
  return button(texts.contextLabel(), writeCustomId(CONTEXT, args));
}

/** What a button of ours asks for; "gone" if its article is no longer there; null if the button is not ours. */
export function readContextRequest(
  args: readonly string[],
  articles: readonly ArticleInfo[],
): ContextRequest | "gone" | null {
  const [key, start, end, fingerprint] = args;
  if (!key || !fingerprint || !OFFSET.test(start ?? "") || !OFFSET.test(end ?? "")) return null;
  const articleId = articleIdOf(key, articles);
  if (articleId === undefined) return "gone";
  const span = { start: Number.parseInt(start as string, RADIX), end: Number.parseInt(end as string, RADIX) };
  if (span.start >= span.end) return null;
  return { articleId, span, fingerprint };
}

/** A short hash of quoted words: tells whether an article still says the same at the same place. */
export const fingerprintOf = (words: string): string => sha256(words).slice(0, FINGERPRINT_LENGTH);
