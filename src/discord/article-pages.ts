import type { Article, Span } from "../articles/article.ts";
import { cutText } from "../articles/cut-text.ts";
import { lineBreaksBetween } from "../articles/span.ts";
import { splitSentences } from "../articles/split-sentences.ts";
import { textSize } from "./message.ts";
import { quoteBlock } from "./quote-block.ts";

/** What a page holds, in units of `textSize` with its backslashes: read with ease on a phone, and far below a message's limit. */
const PAGE_SIZE = 1800;
/** A paragraph that does not fit begins a new page if the one before it is this full; else it is divided. */
const FULL_ENOUGH = PAGE_SIZE / 2;
const PARAGRAPH_BREAK = textSize("\n> \n");

/** A page of an article: its paragraphs, or the parts of them that stand on it, as offsets into the article's text. */
export type Page = readonly Span[];

/** A sentence, or a piece of one that is too long for a page, with the room that it takes. */
type Piece = Span & { size: number };

/** Pages of the articles that were opened, cut once: each press of a button needs them all. */
const pagesOf = new WeakMap<Article, readonly Page[]>();

/**
 * The pages of an article, at least one: each visible character of its words stands on exactly one, in order. Pages end with a
 * paragraph or a sentence; a sentence that is longer than a page is cut (see `cutText`).
 */
export function articlePages(article: Article): readonly Page[] {
  let pages = pagesOf.get(article);
  if (!pages) {
    pages = splitPages(article);
    pagesOf.set(article, pages);
  }
  return pages;
}

/** The place, from 0, of the page on which what stands at an offset of the text is read. */
export function pageAt(pages: readonly Page[], offset: number): number {
  const place = pages.findIndex((page) => (page.at(-1)?.end ?? 0) > offset);
  return place < 0 ? pages.length - 1 : place;
}

function splitPages(article: Article): Page[] {
  const pages: Span[][] = [[]];
  let room = PAGE_SIZE;
  for (const pieces of paragraphs(article)) {
    const size = pieces.reduce((sum, piece) => sum + piece.size, 0);
    const isForNext = size > room && room < PAGE_SIZE - FULL_ENOUGH;
    pieces.forEach((piece, i) => {
      const page = pages.at(-1) ?? [];
      const last = page.at(-1);
      if (last && (piece.size > room || (i === 0 && isForNext))) {
        pages.push([spanOf(piece)]);
        room = PAGE_SIZE;
      } else if (last && i > 0) last.end = piece.end;
      else page.push(spanOf(piece));
      room -= piece.size;
    });
  }
  return pages;
}

/** The pieces of each paragraph; blank lines part paragraphs. */
function paragraphs({ text, bodyStart }: Article): Piece[][] {
  const found: Piece[][] = [];
  let end = bodyStart;
  for (const sentence of splitSentences(text, bodyStart)) {
    for (const piece of piecesOf(text, sentence)) {
      const last = found.at(-1);
      const gap = text.slice(end, piece.start);
      if (last && lineBreaksBetween(text, end, piece.start) < 2)
        last.push({ ...piece, size: piece.size + textSize(gap) });
      else found.push([{ ...piece, size: piece.size + PARAGRAPH_BREAK }]);
      end = piece.end;
    }
  }
  return found;
}

function piecesOf(text: string, span: Span): Piece[] {
  const words = text.slice(span.start, span.end);
  const size = textSize(quoteBlock(words, [{ start: 0, end: words.length }], []));
  if (size <= PAGE_SIZE) return [{ ...span, size }];
  // Where the backslashes stand close together a piece may still be too long, so each is measured again.
  const pieces = cutText(text, span, Math.ceil(words.length / Math.ceil(size / PAGE_SIZE)));
  return pieces.flatMap((piece) => piecesOf(text, piece));
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });
