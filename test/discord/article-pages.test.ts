import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/articles/article.ts";
import { articlePages, pageAt } from "../../src/discord/article-pages.ts";
import { renderArticle } from "../../src/discord/render-article.ts";
import { assertWithinLimits } from "../../src/discord/reply.ts";
import { textsIn } from "../../src/discord/texts.ts";
import { anyText, splitsPair } from "../articles/any-text.ts";
import { sampleArticle } from "../support/sample-collection.ts";
import { customIdsOf, displaysOf, quotedLines } from "./message-parts.ts";

const texts = textsIn("en");
const articleOf = (text: string, bodyStart = 0) =>
  sampleArticle("a.txt", text, { bodyStart, title: "A title" });
const sentence = (i: number) => `Sentence number ${i} says a few words about the matter.`;
const sentences = (count: number) => Array.from({ length: count }, (_, i) => sentence(i)).join(" ");

/** What each page shows, rendered and read back: its lines. */
const shownLines = (article: Article): string[][] =>
  articlePages(article).map((_, place) => {
    const { start, end } = { start: 0, end: article.text.length };
    return quotedLines(displaysOf(renderArticle(article, { start, end }, place, texts)).join("\n"));
  });

/** U+0085 is a line break, though not white space to JavaScript. */
const withoutBlanks = (text: string) => text.replace(/[\s\u0085]/gu, "");

const anyArticle = fc
  .tuple(fc.array(anyText, { minLength: 1, maxLength: 12 }), fc.nat(60))
  .map(([parts, bodyStart]) => {
    const text = parts.join("");
    return articleOf(text, Math.min(bodyStart, text.length));
  });

describe("articlePages", () => {
  it("shows every visible character of any article exactly once, in order, on pages within Discord's limits", () => {
    fc.assert(
      fc.property(anyArticle, fc.nat(), fc.nat(), (article, a, b) => {
        const { text, bodyStart } = article;
        const stretch = { start: a % (text.length + 1), end: b % (text.length + 1) };
        const lines = articlePages(article).flatMap((_, place) => {
          const message = renderArticle(article, stretch, place, texts);
          assertWithinLimits(message);
          for (const id of customIdsOf(message)) expect(id.length).toBeLessThanOrEqual(100);
          return quotedLines(displaysOf(message).join("\n"));
        });
        for (const line of lines) expect(text).toContain(line);
        expect(withoutBlanks(lines.join("\n"))).toBe(withoutBlanks(text.slice(bodyStart)));
      }),
      { numRuns: 150 },
    );
  });

  it("never cuts inside a surrogate pair", () => {
    fc.assert(
      fc.property(anyArticle, (article) => {
        const { text, bodyStart } = article;
        const edges = articlePages(article).flatMap((page) => page.flatMap(({ start, end }) => [start, end]));
        expect(edges.filter((at) => at !== bodyStart && splitsPair(text, at))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each(["👩‍👩‍👧", "e\u0301", "नि", "😀"])(
    "never cuts inside %s, however long a text without blanks goes on",
    (character) => {
      const article = articleOf(character.repeat(3000));
      const lines = shownLines(article).flat();
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(line.length % character.length).toBe(0);
    },
  );

  it("cuts at sentence ends, into pages of a comfortable length", () => {
    const pages = shownLines(articleOf(sentences(100)));
    for (const page of pages) {
      expect(page).toHaveLength(1);
      expect(page[0]).toMatch(/^Sentence number .*matter\.$/);
      expect(page[0]?.length).toBeLessThanOrEqual(1800);
    }
    expect(pages.length).toBeLessThanOrEqual(Math.ceil(sentences(100).length / 1500));
  });

  it("begins a page with a paragraph rather than to divide it, if the page before is well filled", () => {
    const paragraphs = [sentences(20), sentences(15), sentences(4)];
    expect(shownLines(articleOf(paragraphs.join("\n\n")))).toEqual([
      [paragraphs[0]],
      [paragraphs[1], "", paragraphs[2]],
    ]);
  });

  it("keeps the line breaks within a paragraph, and shows none of what stands before the words", () => {
    const text = "date 2023-09-13 A headline without an end\n\nFirst line.\nSecond line.\n\n\nLast line.\n";
    expect(shownLines(articleOf(text, "date 2023-09-13".length))).toEqual([
      ["A headline without an end", "", "First line.", "Second line.", "", "Last line."],
    ]);
  });

  it("has one page for an article without words", () => {
    expect(articlePages(articleOf(" \n "))).toEqual([[]]);
  });

  it("finds the page of a place in the text", () => {
    const { text } = articleOf(sentences(100));
    const pages = articlePages(articleOf(text));
    for (const [place, page] of pages.entries())
      for (const { start, end } of page) {
        expect(pageAt(pages, start)).toBe(place);
        expect(pageAt(pages, end - 1)).toBe(place);
      }
    expect(pageAt(pages, text.length)).toBe(pages.length - 1);
  });

  it("pages a million characters without trouble", () => {
    const article = articleOf(sentences(20_000));
    expect(articlePages(article).length).toBeGreaterThan(500);
    expect(articlePages(article)).toBe(articlePages(article));
  }, 20_000);
});
