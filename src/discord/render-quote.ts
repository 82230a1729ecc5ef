import type { Quote } from "../answer/answer.ts";
import type { ArticleInfo, Span } from "../articles/article.ts";
import { dateInWords } from "../shared/calendar-date.ts";
import { label } from "./markdown.ts";
import { textSize } from "./message.ts";
import { mergeRanges, quoteBlock } from "./quote-block.ts";
import { shortenToSentences } from "./shorten-quote.ts";
import type { Texts } from "./texts.ts";

/** Three quotes of this many characters fill about two screens of a phone. */
const COMFORTABLE_LENGTH = 450;

const MAX_PUBLISHER = 60;
const MAX_FILE_NAME = 80;
const MAX_ALSO_IN = 3;

export type RenderedQuote = {
  markdown: string;
  /** What is shown of the quote, from its first to its last character: `[start, end)` in the article's text. */
  shown: Span;
};

/**
 * A quote as a block quote with its source under it, in the fullest form that fits: shortened to a comfortable length;
 * else to the sentences that answer; else these without bold.
 * @param share of the message's room that is this quote's, in units of `textSize`; the sentences that answer may take more.
 * @param room what is left of the message.
 * @returns null if even the shortest form is longer than `room`.
 */
export function renderQuote(quote: Quote, texts: Texts, share: number, room: number): RenderedQuote | null {
  const { text } = quote;
  const answering = mergeRanges(
    text,
    quote.highlights.map(([start, end]) => ({ start, end })),
  );
  const source = sourceLines(quote, texts);
  const render = (max: number, bold: readonly Span[]): RenderedQuote => {
    const parts = shortenToSentences(text, answering, max);
    const start = quote.start + (parts[0]?.start ?? 0);
    const end = quote.start + (parts.at(-1)?.end ?? 0);
    return { markdown: `${quoteBlock(text, parts, bold, quote.cut)}\n${source}`, shown: { start, end } };
  };
  const comfortable = render(COMFORTABLE_LENGTH, answering);
  if (textSize(comfortable.markdown) <= share) return comfortable;
  const shortest = render(0, answering);
  if (textSize(shortest.markdown) <= room) return shortest;
  const plain = render(0, []);
  return textSize(plain.markdown) <= room ? plain : null;
}

/** `-# **VNS** · 13 September 2023 · file.txt`, and under it where else the same can be read. */
function sourceLines(quote: Quote, texts: Texts): string {
  const lines = [sourceOf(quote.article)];
  if (quote.alsoIn.length > 0) {
    const named = quote.alsoIn.slice(0, MAX_ALSO_IN).map(sourceOf).join("; ");
    lines.push(texts.alsoIn(named, Math.max(0, quote.alsoIn.length - MAX_ALSO_IN)));
  }
  return lines.map((line) => `-# ${line}`).join("\n");
}

/** Publisher, date in words and file of an article, as Markdown for one line. */
export const sourceOf = ({ publisher, date, id }: ArticleInfo): string =>
  [
    ...(publisher === null ? [] : [`**${label(publisher, MAX_PUBLISHER)}**`]),
    dateInWords(date),
    label(id, MAX_FILE_NAME),
  ].join(" · ");
