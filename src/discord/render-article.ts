import type { Article, Span } from "../articles/article.ts";
import { articlePages, type Page } from "./article-pages.ts";
import { linkButton, pageButtons } from "./buttons/article-buttons.ts";
import { label } from "./markdown.ts";
import { buttonRows, COLOUR, card, type Message, TEXT_BUDGET, text, textSize } from "./message.ts";
import { quoteBlock } from "./quote-block.ts";
import { sourceOf } from "./render-quote.ts";
import type { Texts } from "./texts.ts";

/** An empty line within a block quote. */
const BETWEEN_PARAGRAPHS = "\n> \n";

/**
 * A page of an article, with buttons to the pages before and after it.
 * @param stretch is bold: what the article was opened for, as offsets into its text. The whole article stands for none.
 * @param place of the page, from 0; one past the end gives the last page.
 */
export function renderArticle(article: Article, stretch: Span, place: number, texts: Texts): Message {
  const pages = articlePages(article);
  const shown = Math.min(place, pages.length - 1);
  const facts = [sourceOf(article, texts), texts("page", { page: shown + 1, pages: pages.length })];
  const head = `**${label(article.title)}**\n-# ${facts.join(" · ")}`;
  const page = pages[shown] ?? [];
  const marked = pageBlock(article, page, isWhole(article, stretch) ? [] : [stretch]);
  const isMarkable = textSize(head) + textSize(marked) < TEXT_BUDGET;
  const block = isMarkable ? marked : pageBlock(article, page, []);
  const buttons = [
    ...pageButtons(article, stretch, { shown, pages: pages.length }, texts),
    ...linkButton(article.url, texts),
  ];
  return card(COLOUR.information, [text(`${head}\n${block}`), ...buttonRows(buttons)]);
}

const pageBlock = ({ text }: Article, page: Page, bold: readonly Span[]): string =>
  page
    .map(({ start, end }) => {
      const words = text.slice(start, end);
      const inWords = bold.map((span) => ({ start: span.start - start, end: span.end - start }));
      return quoteBlock(words, [{ start: 0, end: words.length }], inWords);
    })
    .join(BETWEEN_PARAGRAPHS);

const isWhole = ({ text, bodyStart }: Article, { start, end }: Span): boolean =>
  start <= bodyStart && end >= text.length;
