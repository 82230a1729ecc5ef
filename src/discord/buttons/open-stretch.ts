import type { Collection } from "../../answer/collection.ts";
import type { Article, Span } from "../../articles/article.ts";
import { COLOUR, type Message, notice } from "../message.ts";
import type { Texts } from "../texts.ts";
import { fingerprintOf, readStretch } from "./stretch.ts";

/** The article and the stretch that a button is about, or why it is of no more use. */
export function openStretch(
  args: readonly string[],
  collection: Collection,
  texts: Texts,
): { article: Article; span: Span } | { refusal: Message } {
  const stretch = readStretch(args, collection.articles);
  if (stretch === null) return { refusal: notice(texts("unknownComponent"), COLOUR.error) };
  const article = stretch === "gone" ? undefined : collection.article(stretch.articleId);
  if (stretch === "gone" || !article) return { refusal: notice(texts("articleGone"), COLOUR.notFound) };
  const { span, fingerprint } = stretch;
  if (fingerprintOf(article.text.slice(span.start, span.end)) !== fingerprint)
    return { refusal: notice(texts("articleChanged"), COLOUR.notFound) };
  return { article, span };
}
