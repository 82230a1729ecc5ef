import type { Article, Span } from "../articles/article.ts";
import { readAtButton } from "./buttons/article-buttons.ts";
import { label } from "./markdown.ts";
import { buttonRows, COLOUR, card, type Message, TEXT_BUDGET, text, textSize } from "./message.ts";
import { OMISSION, quoteBlock } from "./quote-block.ts";
import { sourceOf } from "./render-quote.ts";
import { shortenToSentences } from "./shorten-quote.ts";
import type { Texts } from "./texts.ts";

/** As much of a paragraph as is read with ease on a phone. */
const COMFORTABLE_LENGTH = 1500;

/** How far around the quote a paragraph is looked at; more than can be shown, so a sentence cut by it is never shown. */
const WINDOW = 2 * COMFORTABLE_LENGTH;

/**
 * The paragraph around a quote, the quote in bold, and the way to the whole article. A long paragraph is shortened at
 * sentence ends around the quote; where that is not enough, since a sentence goes on for pages, the quote stands alone.
 * @param paragraph and @param quote `[start, end)` in the article's text.
 */
export function renderContext(article: Article, paragraph: Span, quote: Span, texts: Texts): Message {
  const source = `**${label(article.title)}**\n-# ${sourceOf(article, texts)}`;
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
  return card(COLOUR.information, [
    text([source, block ?? OMISSION].join("\n")),
    ...buttonRows([readAtButton(article, quote, texts)]),
  ]);
}
