import type { Article, Span } from "../articles/article.ts";
import { label } from "./markdown.ts";
import { type Message, notice, TEXT_BUDGET, textSize } from "./message.ts";
import { OMISSION, quoteBlock } from "./quote-block.ts";
import { sourceOf } from "./render-quote.ts";
import { shortenToSentences } from "./shorten-quote.ts";

/** As much of a paragraph as is read with ease on a phone. */
const COMFORTABLE_LENGTH = 1500;

/** How far around the quote a paragraph is looked at; more than can be shown, so a sentence cut by it is never shown. */
const WINDOW = 2 * COMFORTABLE_LENGTH;

/**
 * The paragraph around a quote, the quote in bold. A long paragraph is shortened at sentence ends around the quote;
 * where that is not enough, since a sentence goes on for pages, the quote stands alone.
 * @param paragraph and @param quote `[start, end)` in the article's text.
 */
export function renderContext(article: Article, paragraph: Span, quote: Span): Message {
  const source = `**${label(article.title)}**\n-# ${sourceOf(article)}`;
  const room = TEXT_BUDGET - textSize(source);
  const start = Math.max(paragraph.start, quote.start - WINDOW);
  const words = article.text.slice(start, Math.min(paragraph.end, quote.end + WINDOW));
  const span = { start: quote.start - start, end: quote.end - start };
  const around = shortenToSentences(words, [span], COMFORTABLE_LENGTH);
  const block = [
    quoteBlock(words, around, [span]),
    quoteBlock(words, [span], [span]),
    quoteBlock(words, [span], []),
  ].find((markdown) => textSize(markdown) <= room);
  return notice([source, block ?? OMISSION].join("\n"));
}
