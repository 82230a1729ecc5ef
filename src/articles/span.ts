import type { Span } from "./article.ts";

const WHITE_SPACE = /\s/;
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/** Whether the UTF-16 unit at `index` is white space as `String.trim` and `\s` know it. */
export const isWhiteSpaceAt = (text: string, index: number): boolean => WHITE_SPACE.test(text.charAt(index));

/** The stretch `[start, end)` without its outer white space; null when there is nothing else in it. */
export function trimSpan(text: string, start: number, end: number): Span | null {
  let from = start;
  let to = end;
  while (from < to && isWhiteSpaceAt(text, from)) from++;
  while (to > from && isWhiteSpaceAt(text, to - 1)) to--;
  return from < to ? { start: from, end: to } : null;
}

/** The number of line breaks in `[start, end)`; CR LF is one. Two or more between two sentences: a blank line. */
export const lineBreaksBetween = (text: string, start: number, end: number): number =>
  text.slice(start, end).match(LINE_BREAK)?.length ?? 0;
