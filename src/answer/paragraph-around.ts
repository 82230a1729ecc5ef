import type { Article, Span } from "../articles/article.ts";

/** The paragraphs that `[start, end)` touches, with one more on either side: what a reader wants as context. */
export function paragraphAround(article: Article, start: number, end: number): Span {
  const paragraphs = splitParagraphs(article);
  const first = paragraphs.findIndex((paragraph) => paragraph.end > start);
  const last = paragraphs.findLastIndex((paragraph) => paragraph.start < end);
  if (first === -1 || last === -1) return { start, end };
  return {
    start: Math.min(start, paragraphs[Math.max(0, first - 1)]?.start ?? start),
    end: Math.max(end, paragraphs[Math.min(paragraphs.length - 1, last + 1)]?.end ?? end),
  };
}

/** Stretches between blank lines, without outer white space. */
function splitParagraphs({ text, bodyStart }: Article): Span[] {
  const paragraphs: Span[] = [];
  for (const match of text.slice(bodyStart).matchAll(/\S(?:[^\n]|\n(?!\s*\n))*/g)) {
    const paragraph = match[0].trimEnd();
    const start = bodyStart + match.index;
    paragraphs.push({ start, end: start + paragraph.length });
  }
  return paragraphs;
}
