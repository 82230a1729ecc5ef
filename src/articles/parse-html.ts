import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { DatelineError } from "../shared/errors.ts";
import { onOneLine } from "../shared/shorten.ts";
import { describeText } from "./describe-text.ts";
import { type HtmlNode, readableText } from "./html-text.ts";
import { type ParseArticle, requireWords } from "./parsed-article.ts";
import { requireExistingDate } from "./read-date.ts";
import { pageMetadata } from "./read-metadata.ts";

/**
 * Far beyond any article. Time grows with the square of both: Readability takes 0.1 s over elements nested 256
 * deep and 6 s over 1,000; the parser takes a second over 100,000 tags and character references, a minute over
 * a million.
 */
const MAX_DEPTH = 256;
const MAX_MARKUP = 100_000;

/**
 * Reads a web page: the words are those of the article in it as Readability finds them, a blank line between two
 * paragraphs. Nothing is loaded and no script is run.
 */
export const parseHtml: ParseArticle = (html, file) => {
  const { metadata, title, siteName, text } = readPage(html, file);
  if (metadata.date === null) throw noDate(file);
  const date = requireExistingDate(metadata.date, file);
  requireWords(text, 0, file);
  const described = describeText(text, 0);
  return {
    date,
    title: title || metadata.title || described.title || date,
    publisher: metadata.publisher ?? (siteName || described.publisher),
    place: described.place,
    url: metadata.url,
    text,
    bodyStart: 0,
  };
};

function readPage(html: string, file: string) {
  if (hasMoreMarkupThan(MAX_MARKUP, html)) {
    throw tooLarge(file, `more than ${MAX_MARKUP} tags and character references`);
  }
  try {
    const document = parseDocument(html);
    if (isDeeperThan(MAX_DEPTH, document.documentElement)) {
      throw tooLarge(file, `elements nested more than ${MAX_DEPTH} deep`);
    }
    // First, since Readability takes the document apart.
    const metadata = pageMetadata(document);
    const page = new Readability<HtmlNode>(document, { serializer: (node) => node as HtmlNode }).parse();
    return {
      metadata,
      title: onOneLine(page?.title ?? ""),
      siteName: onOneLine(page?.siteName ?? ""),
      text: page?.content ? readableText(page.content) : "",
    };
  } catch (error) {
    if (error instanceof DatelineError) throw error;
    // On some damaged pages the HTML libraries fail with a TypeError; such a page must not stop the others.
    const text = `${file}: the HTML is too damaged to be read; save the page anew, or its text as a .txt file`;
    throw new DatelineError("articles", text, { cause: error });
  }
}

function parseDocument(html: string) {
  const { document } = parseHTML(html);
  // Browsers supply the elements that a page leaves out; linkedom does not, and Readability wants a body.
  const isWhole = document.documentElement?.localName === "html" && document.querySelector("body") !== null;
  if (isWhole) return document;
  return parseHTML(`<!doctype html><html><head></head><body>${html}</body></html>`).document;
}

function hasMoreMarkupThan(limit: number, html: string): boolean {
  const markup = /[<&]/g;
  let count = 0;
  while (count <= limit && markup.test(html)) count++;
  return count > limit;
}

/** Walks without recursion, so that the depth it looks for cannot overflow the stack. */
function isDeeperThan(limit: number, root: HtmlNode): boolean {
  let depth = 0;
  let node: HtmlNode | null = root;
  while (node) {
    if (depth > limit) return true;
    if (node.firstChild) {
      node = node.firstChild;
      depth++;
      continue;
    }
    while (node && !node.nextSibling) {
      node = node.parentNode;
      depth--;
    }
    node = node?.nextSibling ?? null;
  }
  return false;
}

const tooLarge = (file: string, problem: string): DatelineError =>
  new DatelineError("articles", `${file}: ${problem}; save the article alone, or its text as a .txt file`);

const noDate = (file: string): DatelineError =>
  new DatelineError(
    "articles",
    `${file}: no date of publication in the page; add to its head ` +
      `<meta property="article:published_time" content="2023-09-13">`,
  );
