import type { Quote } from "../answer/answer.ts";
import type { Span } from "../articles/article.ts";
import { trimSpan } from "../articles/span.ts";
import { escapeMarkdown, LINE_BREAK } from "./markdown.ts";

/** Marks what is left out of a quote: the only thing in a block quote that is not the article's. */
export const OMISSION = "[…]";

/**
 * Stretches of a text as a Markdown block quote: article text only, escaped, bold where told, a mark where something is
 * left out before, between or after them. Every line, without `**` and the mark and unescaped, stands in the text.
 *
 * Characters that change the direction of writing stay, since they are the article's: their reach ends with the line
 * (UAX #9, P1 and X8), and no line of a block holds anything but article text.
 *
 * @param parts in order, not overlapping, offsets into `text`; each begins and ends with a visible character.
 * @param bold in order, not overlapping, offsets into `text`.
 * @param cut whether the text itself begins or ends inside a sentence.
 */
export function quoteBlock(
  text: string,
  parts: readonly Span[],
  bold: readonly Span[],
  cut: Quote["cut"] = { before: false, after: false },
): string {
  const lines: string[] = [];
  let shownTo = 0;
  for (const part of parts) {
    const isCut = text.slice(shownTo, part.start).trim() !== "" || (shownTo === 0 && cut.before);
    if (isCut && lines.length > 0) lines.push(`${lines.pop()} ${OMISSION}`);
    const [first = "", ...rest] = markdownLines(text, part, bold);
    lines.push(isCut && lines.length === 0 ? `${OMISSION} ${first}` : first, ...rest);
    shownTo = part.end;
  }
  if (text.slice(shownTo).trim() !== "" || cut.after)
    lines.push(`${lines.pop() ?? ""} ${OMISSION}`.trimStart());
  return lines.map((line) => `> ${line}`).join("\n");
}

/** The lines of one stretch, without outer blanks. Empty lines would cost a phone's screen much room, so there are none. */
function markdownLines(text: string, part: Span, bold: readonly Span[]): string[] {
  const lines: string[] = [];
  for (const { start, end } of linesOf(text, part)) {
    const line = trimSpan(text, start, end);
    if (line) lines.push(emphasize(text, line, bold));
  }
  return lines;
}

function linesOf(text: string, part: Span): Span[] {
  const lines: Span[] = [];
  let start = part.start;
  while (start <= part.end) {
    const rest = text.slice(start, part.end);
    const lineBreak = LINE_BREAK.exec(rest);
    const end = lineBreak ? start + lineBreak.index : part.end;
    lines.push({ start, end });
    if (!lineBreak) break;
    start = end + lineBreak[0].length;
  }
  return lines;
}

/** One line with its bold stretches; the marks stand at visible characters, since blanks inside them look broken. */
function emphasize(text: string, line: Span, bold: readonly Span[]): string {
  let markdown = "";
  let done = line.start;
  for (const { start, end } of bold) {
    const stretch = trimSpan(text, Math.max(start, done), Math.min(end, line.end));
    if (!stretch) continue;
    markdown += escapeMarkdown(text.slice(done, stretch.start));
    markdown += `**${escapeMarkdown(text.slice(stretch.start, stretch.end))}**`;
    done = stretch.end;
  }
  return markdown + escapeMarkdown(text.slice(done, line.end));
}

/** Ranges with nothing but blanks of one line between them become one: two bold runs that touch would undo each other. */
export function mergeRanges(text: string, ranges: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && /^[^\S\n]*$/.test(text.slice(last.end, range.start))) {
      last.end = Math.max(last.end, range.end);
    } else {
      merged.push({ ...range });
    }
  }
  return merged;
}
