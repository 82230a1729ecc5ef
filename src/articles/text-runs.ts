import type { Span } from "./article.ts";
import { trimSpan } from "./span.ts";

/** Hard-wrapped text is seldom narrower or wider than this, in UTF-16 units a line. */
const MIN_WRAP_WIDTH = 40;
const MAX_WRAP_WIDTH = 120;

const LINE = /([^\n\r\u2028\u2029]*)(\r\n|[\n\r\u2028\u2029]|$)/y;
const MARKDOWN_HEADING = /^#{1,6}\s/;
const BULLET = /^[-*+•]\s/;
const LOWER_CASE = /^\p{Ll}/u;
/** Scripts without blanks wrap after any character, so the first word of a line is its first character. */
const FIRST_WORD = /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\S+)/u;

/**
 * Yields the runs of a text from `start` on, trimmed and in order: a run is a line, or several lines that a
 * text editor or a mail program wrapped. A blank line ends a run always. A single line break is taken for a
 * wrap when the next line begins in lower case, or when the first word of the next line would not have fitted
 * into the widest line of the paragraph and that line has the width of wrapped text.
 */
export function* textRuns(text: string, start = 0): Generator<Span> {
  for (const lines of paragraphs(text, start)) {
    const width = lines.reduce((widest, line) => Math.max(widest, line.end - line.start), 0);
    let run: Span | null = null;
    let last: Span | null = null;
    for (const line of lines) {
      if (run && last && isWrap(text, last, line, width)) run.end = line.end;
      else {
        if (run) yield run;
        run = { ...line };
      }
      last = line;
    }
    if (run) yield run;
  }
}

function* paragraphs(text: string, start: number): Generator<Span[]> {
  let lines: Span[] = [];
  let at = start;
  while (at < text.length) {
    LINE.lastIndex = at;
    const length = LINE.exec(text)?.[1]?.length ?? 0;
    const next = LINE.lastIndex;
    const line = trimSpan(text, at, at + length);
    if (line) lines.push(line);
    else if (lines.length > 0) {
      yield lines;
      lines = [];
    }
    at = next;
  }
  if (lines.length > 0) yield lines;
}

function isWrap(text: string, line: Span, next: Span, width: number): boolean {
  // The patterns need no more of a line than its beginning.
  const nextStart = text.slice(next.start, Math.min(next.end, next.start + MAX_WRAP_WIDTH));
  if (MARKDOWN_HEADING.test(text.slice(line.start, line.start + 7)) || BULLET.test(nextStart)) return false;
  if (LOWER_CASE.test(nextStart)) return true;
  if (width < MIN_WRAP_WIDTH || width > MAX_WRAP_WIDTH) return false;
  const firstWord = FIRST_WORD.exec(nextStart)?.[0].length ?? 0;
  return line.end - line.start + 1 + firstWord > width;
}
