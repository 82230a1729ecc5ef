import { stripVTControlCharacters } from "node:util";
import wrapAnsi from "wrap-ansi";
import type { Answer, Quote } from "../answer/answer.ts";
import { dateInWords } from "../shared/calendar-date.ts";
import { explain } from "./explain.ts";
import type { Style } from "./style.ts";

const INDENT = "  ";

/**
 * An answer as text: each quote under its number, then its date, publisher and file.
 * @param width columns of the terminal
 */
export function renderAnswer(answer: Answer, style: Style, width: number): string {
  const blocks = headOf(answer);
  if (!answer.answered && answer.quotes.length > 0)
    blocks.push(style.dim("The closest passages, not an answer:"));
  blocks.push(...answer.quotes.map((quote, i) => renderQuote(quote, i + 1, style, width)));
  return `${blocks.join("\n\n")}\n`;
}

function headOf({ sure, reason, options, withoutModel }: Answer): string[] {
  const news = withoutModel ? ["The model does not answer at the moment: words alone were searched."] : [];
  if (reason) return [...news, printable(explain(reason, options))];
  return sure ? news : [...news, "Possibly related, perhaps not an answer:"];
}

function renderQuote(quote: Quote, number: number, style: Style, width: number): string {
  const [before, after] = [quote.cut.before ? "[…] " : "", quote.cut.after ? " […]" : ""];
  const text = `${number}. “${before}${withHighlights(quote, style)}${after}”`;
  const also = quote.alsoIn.map(({ id, date, publisher }) => sourceLine(publisher, date, id));
  const sources = [sourceLine(quote.article.publisher, quote.article.date, quote.article.id), ...also].join(
    "; also ",
  );
  return [indent(text, width), indent(style.dim(sources), width)].join("\n");
}

const sourceLine = (publisher: string | null, date: string, id: string) =>
  [dateInWords(date), publisher, id].filter(Boolean).map(String).map(printable).join(" · ");

function withHighlights({ text, highlights }: Quote, style: Style): string {
  let at = 0;
  let marked = "";
  for (const [start, end] of highlights) {
    marked += `${printable(text.slice(at, start))}${style.bold(printable(text.slice(start, end)))}`;
    at = end;
  }
  return marked + printable(text.slice(at));
}

const indent = (text: string, width: number) =>
  wrapAnsi(text, Math.max(20, width - INDENT.length), { hard: true })
    .split("\n")
    .map((line) => `${INDENT}${line}`.trimEnd())
    .join("\n");

/** An article's text must not steer the terminal: control characters are left out, line breaks become blanks. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/\s+/g, " ")
    .replace(/\p{Cc}/gu, "");
