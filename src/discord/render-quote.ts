import type { Quote } from "../answer/answer.ts";
import type { ArticleInfo, Span } from "../articles/article.ts";
import { label } from "./markdown.ts";
import { textSize } from "./message.ts";
import { mergeRanges, quoteBlock } from "./quote-block.ts";
import { shortenToSentences } from "./shorten-quote.ts";
import type { Texts } from "./texts.ts";

/** Three quotes of this many characters fill about two screens of a phone. */
const COMFORTABLE_LENGTH = 450;
/** And so do four entries of a timeline. */
const ENTRY_LENGTH = 300;

const MAX_PUBLISHER = 60;
const MAX_FILE_NAME = 80;
const MAX_ALSO_IN = 3;

export type RenderedQuote = {
  /** The words as a block quote, and as lines of their own the source. */
  block: string;
  source: string;
  /** What is shown of the quote, from its first to its last character: `[start, end)` in the article's text. */
  shown: Span;
};

/**
 * A quote as a block quote with its source, in the fullest form that fits: shortened to a comfortable length;
 * else to the sentences that answer; else these without bold.
 * @param share of the message's room that is this quote's, in units of `textSize`; the sentences that answer may take more.
 * @param room what is left of the message.
 * @param isEntry an entry of a timeline begins with its date and is built around one sentence.
 * @returns null if even the shortest form is longer than `room`, or nothing of it is visible.
 */
export function renderQuote(
  quote: Quote,
  texts: Texts,
  share: number,
  room: number,
  isEntry = false,
): RenderedQuote | null {
  const { text } = quote;
  const { date } = quote.article;
  if (text.trim() === "") return null;
  const answering = mergeRanges(
    text,
    quote.highlights.slice(0, isEntry ? 1 : undefined).map(([start, end]) => ({ start, end })),
  );
  const heading = isEntry ? `**${texts.date(date)}**\n` : "";
  const source = sourceLines(quote, texts, isEntry);
  const render = (max: number, bold: readonly Span[]): RenderedQuote => {
    const parts = shortenToSentences(text, answering, max);
    const start = quote.start + (parts[0]?.start ?? 0);
    const end = quote.start + (parts.at(-1)?.end ?? 0);
    const block = `${heading}${quoteBlock(text, parts, bold, quote.cut)}`;
    return { block, source, shown: { start, end } };
  };
  const comfortable = render(isEntry ? ENTRY_LENGTH : COMFORTABLE_LENGTH, answering);
  if (sizeOf(comfortable) <= share) return comfortable;
  const shortest = render(0, answering);
  if (sizeOf(shortest) <= room) return shortest;
  const plain = render(0, []);
  return sizeOf(plain) <= room ? plain : null;
}

/** How much of the message's room a quote takes, in units of `textSize`. */
export const sizeOf = ({ block, source }: RenderedQuote): number => textSize(`${block}\n${source}`);

/** `-# **VNS** · 13 September 2023 · file.txt`, without the date where it stands above, and under it where else the same can be read. */
function sourceLines({ article, alsoIn }: Quote, texts: Texts, isEntry: boolean): string {
  const lines = [isEntry ? factsOf(article).join(" · ") : sourceOf(article, texts)];
  if (alsoIn.length > 0) {
    const sources = alsoIn
      .slice(0, MAX_ALSO_IN)
      .map((other) => sourceOf(other, texts))
      .join("; ");
    const count = alsoIn.length - MAX_ALSO_IN;
    lines.push(count > 0 ? texts("alsoInMore", { sources, count }) : texts("alsoIn", { sources }));
  }
  return lines.map((line) => `-# ${line}`).join("\n");
}

/** Publisher, date in words and file of an article, as Markdown for one line. */
export const sourceOf = (article: ArticleInfo, texts: Texts): string =>
  factsOf(article, texts.date(article.date)).join(" · ");

const factsOf = ({ publisher, id }: ArticleInfo, date?: string): string[] => [
  ...(publisher === null ? [] : [`**${label(publisher, MAX_PUBLISHER)}**`]),
  ...(date === undefined ? [] : [date]),
  label(id, MAX_FILE_NAME),
];
