import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { DatelineError } from "../shared/errors.ts";
import { onOneLine } from "../shared/shorten.ts";
import { describeText } from "./describe-text.ts";
import { type HtmlElement, type HtmlNode, readableText } from "./html-text.ts";
import { type ParseArticle, requireWords, webAddress } from "./parsed-article.ts";
import { pageMetadata } from "./read-metadata.ts";
import { requireExistingDate } from "./read-date.ts";

/** Far beyond any article. Readability's time grows with the square of the depth: 0.1 s at 256, 6 s at 1,000. */
const MAX_DEPTH = 256;
const MAX_ELEMENTS = 50_000;

/**
 * Reads a web page: the words are those of the article in it as Readability finds them, a blank line between two
 * paragraphs. Nothing is loaded and no script is run.
 */
export const parseHtml: ParseArticle = (html, file, warn) => {
  const document = parseDocument(html);
  requireReasonableSize(document, file);
  const metadata = pageMetadata(document);
  if (metadata.date === null) throw noDate(file);
  const date = requireExistingDate(metadata.date, file);
  const page = new Readability<HtmlNode>(document, { serializer: (node) => node as HtmlNode }).parse();
  const text = page?.content ? readableText(page.content) : "";
  requireWords(text, 0, file);
  const described = describeText(text, 0);
  const url = metadata.url === null ? null : webAddress(metadata.url);
  if (metadata.url !== null && url === null) {
    warn(`${file}: "${onOneLine(metadata.url).slice(0, 100)}" is not a whole web address; the url is left out`);
  }
  return {
    date,
    title: onOneLine(page?.title ?? "") || metadata.title || described.title || date,
    publisher: metadata.publisher ?? (onOneLine(page?.siteName ?? "") || described.publisher),
    place: described.place,
    url,
    text,
    bodyStart: 0,
  };
};

function parseDocument(html: string) {
  const { document } = parseHTML(html);
  // Browsers supply the elements that a page leaves out; linkedom does not, and Readability wants a body.
  const isWhole = document.documentElement?.localName === "html" && document.querySelector("body") !== null;
  return isWhole ? document : parseHTML(`<!doctype html><html><head></head><body>${html}</body></html>`).document;
}

/** @throws DatelineError with code "articles" for a page that would take minutes or overflow the stack. */
function requireReasonableSize(document: { documentElement: HtmlElement }, file: string): void {
  let elements = 0;
  let depth = 0;
  let node: HtmlNode | null = document.documentElement;
  while (node) {
    if (node.nodeType === 1 && ++elements > MAX_ELEMENTS) throw tooLarge(file, `more than ${MAX_ELEMENTS} elements`);
    if (depth > MAX_DEPTH) throw tooLarge(file, `elements nested more than ${MAX_DEPTH} deep`);
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
}

const tooLarge = (file: string, problem: string): DatelineError =>
  new DatelineError("articles", `${file}: ${problem}; save the article alone, or its text as a .txt file`);

const noDate = (file: string): DatelineError =>
  new DatelineError(
    "articles",
    `${file}: no date of publication in the page; add to its head ` +
      `<meta property="article:published_time" content="2023-09-13">`,
  );
