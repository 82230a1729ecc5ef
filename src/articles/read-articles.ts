import { basename, join } from "node:path";
import { DatelineError } from "../shared/errors.ts";
import { openGivingWay } from "../shared/give-way.ts";
import { sha256 } from "../shared/sha256.ts";
import { shortenAtWord } from "../shared/shorten.ts";
import { withinTime } from "../shared/within-time.ts";
import type { Article } from "./article.ts";
import { ARTICLE_TYPES, type ArticleType, articleType, listFiles } from "./list-files.ts";
import type { ParseArticle, ParsedArticle } from "./parsed-article.ts";
import { decodeUtf8, readBytes } from "./read-text.ts";
import type { Refusal } from "./refusal.ts";

export type { Refusal };

export type ReadArticle = {
  /** SHA-256 of the file's bytes, in hexadecimal. */
  hash: string;
  article: Article;
};

export type ArticlesFolder = {
  /** In the sorted order of their paths. */
  articles: ReadArticle[];
  refusals: Refusal[];
  /** One sentence each, naming the file. */
  warnings: string[];
};

export type ReadOptions = {
  /** Larger files are refused. */
  maxBytes: number;
  /** Those that take longer to parse are refused, in milliseconds. */
  maxMs?: number;
  /** Gives the article of an id if it was parsed before; one of the same hash is not parsed again. */
  known?: (id: string) => (Article & { hash: string }) | undefined;
  /** Called after each file with the number of files done and the number in all. */
  onProgress?: (done: number, total: number) => void;
};

/** What a page or a front matter may claim of itself is cut to these, in UTF-16 units. */
const MAX_TITLE = 300;
const MAX_NAME = 100;
/** What has none of these, such as a mark for the direction of writing, shows nothing. */
const HAS_WORD = /[\p{L}\p{N}]/u;
/**
 * A thousand times what an article takes. Text is parsed in a time that grows with its length; the HTML libraries take
 * minutes over some pages of 100 KB.
 */
const MAX_PARSE_MS = 10_000;

/** Their libraries take time to load; an article that is known is not parsed, and most collections hold no pages. */
const PARSERS: Record<ArticleType, () => Promise<ParseArticle>> = {
  ".txt": async () => (await import("./parse-txt.ts")).parseTxt,
  ".md": async () => (await import("./parse-markdown.ts")).parseMarkdown,
  ".html": async () => (await import("./parse-html.ts")).parseHtml,
};

/**
 * Reads every article of a folder and its sub-folders. A file that cannot be used is refused and does not stop
 * the others. The id of an article is its file's name in Unicode form NFC.
 * @throws DatelineError with code "articles" when the folder does not exist or holds not one article that can be
 * used; the text then lists all refusals.
 */
export async function readArticles(folder: string, options: ReadOptions): Promise<ArticlesFolder> {
  const { files, refusals, warnings } = await listFiles(folder);
  const articles: ReadArticle[] = [];
  const firstWithId = new Map<string, string>();
  const warn = (warning: string) => warnings.push(warning);
  const giveWay = openGivingWay();

  for (const [i, path] of files.entries()) {
    const id = basename(path).normalize("NFC");
    try {
      requireFirst(folder, path, firstWithId.get(id));
      firstWithId.set(id, path);
      articles.push(await readArticle(join(folder, path), id, options, warn));
    } catch (error) {
      if (!(error instanceof DatelineError)) throw error;
      refusals.push({ file: path, message: error.message });
    }
    options.onProgress?.(i + 1, files.length);
    await giveWay();
  }
  if (articles.length === 0) throw noArticle(folder, refusals, warnings);
  return { articles, refusals, warnings };
}

async function readArticle(
  file: string,
  id: string,
  { maxBytes, maxMs, known }: ReadOptions,
  warn: (warning: string) => void,
): Promise<ReadArticle> {
  const bytes = readBytes(file, maxBytes);
  const hash = sha256(bytes);
  const knownArticle = known?.(id);
  if (knownArticle?.hash === hash) return { hash, article: knownArticle };
  return { hash, article: { id, ...(await parseFile(file, bytes, warn, maxMs)) } };
}

/**
 * What an article's file holds. Whatever its bytes are, this ends within the time and a little.
 * @param file its path, which tells its type and which errors name
 * @throws DatelineError with code "articles" when it is refused
 */
export async function parseFile(
  file: string,
  bytes: Buffer,
  warn: (warning: string) => void,
  maxMs = MAX_PARSE_MS,
): Promise<ParsedArticle> {
  const parse = await PARSERS[articleType(file) ?? ".txt"]();
  const text = decodeUtf8(bytes, file);
  const parsed = withinTime(
    maxMs,
    () => parse(text, file, warn),
    () => tooSlow(file, maxMs),
  );
  const shorten = (name: string | null) =>
    name && HAS_WORD.test(name) ? shortenAtWord(name, MAX_NAME) : null;
  const { title, publisher, place, date } = parsed;
  return {
    ...parsed,
    title: shortenAtWord(HAS_WORD.test(title) ? title : date, MAX_TITLE),
    publisher: shorten(publisher),
    place: shorten(place),
  };
}

const tooSlow = (file: string, ms: number): DatelineError =>
  new DatelineError(
    "articles",
    `${file}: reading it takes longer than ${ms / 1_000} s; save the words of the article alone as a .txt file, or remove it`,
  );

function requireFirst(folder: string, path: string, first: string | undefined): void {
  if (first === undefined) return;
  const text = `${join(folder, path)}: it has the same name as ${join(folder, first)}, and names must differ; rename one`;
  throw new DatelineError("articles", text);
}

function noArticle(folder: string, refusals: readonly Refusal[], warnings: readonly string[]): DatelineError {
  const mend = `add ${ARTICLE_TYPES.join(", ")} files, or set ARTICLES_DIR to the folder that holds the articles`;
  if (refusals.length === 0) {
    return new DatelineError(
      "articles",
      [`${folder}: no article in this folder; ${mend}`, ...warnings].join("\n  "),
    );
  }
  const head = `${folder}: no article in this folder can be used; mend these files, or set ARTICLES_DIR to another folder`;
  return new DatelineError(
    "articles",
    [head, ...refusals.map(({ message }) => message), ...warnings].join("\n  "),
  );
}
