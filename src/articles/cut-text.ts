import { once } from "../shared/once.ts";
import type { Span } from "./article.ts";
import { isWhiteSpaceAt, trimSpan } from "./span.ts";

/** How far around a cut the words of a text without blanks are looked for, in UTF-16 units. */
const REACH = 64;

const words = once(() => new Intl.Segmenter(undefined, { granularity: "word" }));
const graphemes = once(() => new Intl.Segmenter(undefined, { granularity: "grapheme" }));

/**
 * Cuts a stretch of a text into trimmed pieces of about the same length, none longer than `maxLength` UTF-16
 * units: at white space, else between words (Chinese and Thai have no blanks), else between characters as a
 * reader sees them, else between code points. A single code point is never cut, however small the limit.
 */
export function cutText(text: string, span: Span, maxLength: number): Span[] {
  const pieces: Span[] = [];
  let rest = trimSpan(text, span.start, span.end);
  while (rest) {
    const length = rest.end - rest.start;
    const pieceLength = Math.ceil(length / Math.ceil(length / maxLength));
    const cut = length <= maxLength ? rest.end : cutPosition(text, rest.start, rest.start + pieceLength);
    const piece = trimSpan(text, rest.start, cut);
    if (piece) pieces.push(piece);
    rest = trimSpan(text, cut, rest.end);
  }
  return pieces;
}

/** The best place for a cut in `(start, limit]`. */
function cutPosition(text: string, start: number, limit: number): number {
  const middle = start + Math.floor((limit - start) / 2);
  for (let at = limit; at > middle; at--) if (isWhiteSpaceAt(text, at)) return at;
  return (
    lastBoundary(words(), text, middle, limit) ??
    lastBoundary(graphemes(), text, start, limit) ??
    codePointBoundary(text, start, limit)
  );
}

function lastBoundary(segmenter: Intl.Segmenter, text: string, after: number, limit: number): number | null {
  const from = Math.max(after, limit - REACH);
  const window = text.slice(from, limit + REACH);
  let last: number | null = null;
  // The start of the window is no boundary of the text, so the first segment does not count.
  for (const { index } of segmenter.segment(window)) {
    if (from + index > limit) break;
    if (index > 0) last = from + index;
  }
  return last;
}

function codePointBoundary(text: string, start: number, limit: number): number {
  const splitsPair = (text.codePointAt(limit - 1) ?? 0) > 0xffff;
  if (!splitsPair) return limit;
  return limit - 1 > start ? limit - 1 : limit + 1;
}
