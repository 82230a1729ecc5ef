import { onOneLine } from "../shared/shorten.ts";
import type { HtmlElement } from "./html-text.ts";
import { webAddress } from "./parsed-article.ts";
import { dateInWebPage } from "./read-date.ts";

/** What a web page says about itself in its head. The date may not exist; the url is whole and of the web. */
export type PageMetadata = {
  date: string | null;
  title: string | null;
  publisher: string | null;
  url: string | null;
};

/** The names that news sites use for the time of publication, the surest first. */
const DATE_NAMES = [
  "article:published_time",
  "og:article:published_time",
  "datepublished",
  "parsely-pub-date",
  "pubdate",
  "publishdate",
  "publish-date",
  "publish_date",
  "publication_date",
  "citation_publication_date",
  "sailthru.date",
  "dcterms.issued",
  "dc.date.issued",
  "dcterms.created",
  "dcterms.date",
  "dc.date",
  "date",
];

/** How deep JSON-LD is searched for the article; "@graph" lies at two. */
const MAX_JSON_DEPTH = 6;

export type HtmlDocument = { querySelectorAll(selector: string): Iterable<HtmlElement> };

/** Reads meta tags, then JSON-LD, then `<time datetime>`; the first that names a date counts. */
export function pageMetadata(document: HtmlDocument): PageMetadata {
  const meta = metaTags(document);
  return {
    date:
      firstDate(DATE_NAMES.map((name) => meta.get(name))) ??
      firstDate(jsonLd(document).map(publishedIn)) ??
      firstDate(attributes(document, "article time[datetime]", "datetime")) ??
      firstDate(attributes(document, "time[datetime]", "datetime")),
    title: meta.get("og:title") ?? (titleElement(document) || null),
    publisher: meta.get("og:site_name") ?? null,
    url:
      [...attributes(document, 'link[rel~="canonical"]', "href"), meta.get("og:url") ?? ""]
        .map(webAddress)
        .find((address) => address !== null) ?? null,
  };
}

function titleElement(document: HtmlDocument): string {
  const [title] = document.querySelectorAll("title");
  return onOneLine(title?.textContent ?? "");
}

function metaTags(document: HtmlDocument): Map<string, string> {
  const tags = new Map<string, string>();
  for (const element of document.querySelectorAll("meta[content]")) {
    const content = onOneLine(element.getAttribute("content") ?? "");
    for (const attribute of ["property", "name", "itemprop"]) {
      const name = element.getAttribute(attribute)?.trim().toLowerCase();
      if (name && content && !tags.has(name)) tags.set(name, content);
    }
  }
  return tags;
}

const attributes = (document: HtmlDocument, selector: string, name: string): string[] =>
  [...document.querySelectorAll(selector)]
    .map((element) => element.getAttribute(name)?.trim() ?? "")
    .filter(Boolean);

function firstDate(values: readonly (string | null | undefined)[]): string | null {
  for (const value of values) {
    const date = value ? dateInWebPage(value) : null;
    if (date !== null) return date;
  }
  return null;
}

function jsonLd(document: HtmlDocument): unknown[] {
  return [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) => {
    try {
      return [JSON.parse(script.textContent ?? "") as unknown];
    } catch {
      // Many sites publish broken JSON-LD; the page may say its date elsewhere.
      return [];
    }
  });
}

/** The first `datePublished` in a JSON-LD value, the outermost first. */
function publishedIn(value: unknown): string | null {
  let level = [value];
  for (let depth = 0; depth < MAX_JSON_DEPTH && level.length > 0; depth++) {
    const objects = level.filter((item) => typeof item === "object" && item !== null);
    for (const item of objects) {
      if ("datePublished" in item && typeof item.datePublished === "string") return item.datePublished;
    }
    level = objects.flatMap((item) => Object.values(item) as unknown[]);
  }
  return null;
}
