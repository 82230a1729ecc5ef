import type { Article, Sentence } from "../articles/article.ts";
import type { Acronym } from "../articles/find-acronyms.ts";
import type { ArticleLanguage } from "../shared/article-language.ts";

/** An article as the index keeps it: with all that is found out by reading it whole, so that answering never does. */
export type IndexedArticle = Article & {
  language: ArticleLanguage;
  sentences: readonly Sentence[];
  /** Those that its sentences define, in reading order. */
  acronyms: readonly Acronym[];
};

/** An article of an index with the SHA-256 of the file that it was read from. */
export type StoredArticle = IndexedArticle & { hash: string };

/** The articles in three files: what is known of each, a line of JSON for each; all texts; the sentences of all. */
export type ArticleFiles = {
  heads: Buffer;
  /** One text after the other, in UTF-8. */
  texts: Buffer;
  /** Start and end of each sentence in its article, as unsigned little-endian 32-bit integers. */
  sentences: Buffer;
};

type Head = Omit<StoredArticle, "text" | "sentences"> & {
  /** Of its text. */
  bytes: number;
  /** How many. */
  sentences: number;
};

export function writeArticleFiles(
  articles: readonly { article: IndexedArticle; hash: string }[],
): ArticleFiles {
  const heads = articles.map(({ article, hash }) => {
    const { id, date, title, publisher, place, url, bodyStart, language, acronyms } = article;
    const about = { id, date, title, publisher, place, url, bodyStart, language, acronyms, hash };
    const sizes = { bytes: Buffer.byteLength(article.text), sentences: article.sentences.length };
    return `${JSON.stringify({ ...about, ...sizes } satisfies Head)}\n`;
  });
  const spans = articles.flatMap(({ article }) =>
    article.sentences.flatMap(({ start, end }) => [start, end]),
  );
  return {
    heads: Buffer.from(heads.join("")),
    texts: Buffer.concat(articles.map(({ article }) => Buffer.from(article.text))),
    sentences: Buffer.from(Uint32Array.from(spans).buffer),
  };
}

/** @throws SyntaxError or RangeError when the files are none that this version's `writeArticleFiles` wrote */
export function readArticleFiles({ heads, ...files }: ArticleFiles): StoredArticle[] {
  let textAt = 0;
  let sentencesAt = 0;
  const found = Array.from(lines(heads), (line, i) => {
    const head: unknown = JSON.parse(line);
    if (!isHead(head)) throw new RangeError(`line ${i + 1} does not tell all of an article`);
    const place = { head, textAt, sentencesAt };
    textAt += head.bytes;
    sentencesAt += head.sentences * SPAN_BYTES;
    return place;
  });
  if (textAt !== files.texts.length || sentencesAt !== files.sentences.length) {
    throw new RangeError("the texts and sentences are not those of the articles");
  }
  return found.map(({ head, textAt, sentencesAt }) => {
    if (!areInOrder(files.sentences, sentencesAt, head)) {
      throw new RangeError(`the sentences of ${head.id} do not follow each other in its text`);
    }
    return articleIn(files, head, textAt, sentencesAt);
  });
}

/** What answering relies on; by hand, since a schema takes a seventh of the time in which a large index is opened. */
function isHead(value: unknown): value is Head {
  const { id, date, title, hash, acronyms, bytes, sentences } = (value ?? {}) as Partial<Head>;
  return (
    [id, date, title, hash].every((one) => typeof one === "string") &&
    Array.isArray(acronyms) &&
    [bytes, sentences].every((one) => Number.isSafeInteger(one) && Number(one) >= 0)
  );
}

/** Text and sentences are made of their bytes when they are first asked for: of most articles they never are. */
function articleIn(
  files: Omit<ArticleFiles, "heads">,
  head: Head,
  textAt: number,
  sentencesAt: number,
): StoredArticle {
  const { bytes, sentences: count, ...about } = head;
  let text: string | undefined;
  let sentences: readonly Sentence[] | undefined;
  return {
    ...about,
    get text() {
      text ??= files.texts.toString("utf8", textAt, textAt + bytes);
      return text;
    },
    get sentences() {
      sentences ??= readSpans(files.sentences, sentencesAt, count);
      return sentences;
    },
  };
}

/** Whether sentences overlap nowhere and end within their text, which has at least a byte for each of its UTF-16 units. */
function areInOrder(file: Buffer, at: number, { bytes, sentences }: Head): boolean {
  let last = 0;
  for (let i = 0; i < sentences; i++) {
    const start = file.readUInt32LE(at + i * SPAN_BYTES);
    const end = file.readUInt32LE(at + i * SPAN_BYTES + SPAN_BYTES / 2);
    if (start < last || end <= start || end > bytes) return false;
    last = end;
  }
  return true;
}

/** What one sentence takes in its file. */
export const SPAN_BYTES = 2 * Uint32Array.BYTES_PER_ELEMENT;

const readSpans = (file: Buffer, at: number, count: number): Sentence[] =>
  Array.from({ length: count }, (_, i) => ({
    start: file.readUInt32LE(at + i * SPAN_BYTES),
    end: file.readUInt32LE(at + i * SPAN_BYTES + SPAN_BYTES / 2),
  }));

/** Cut as bytes: all lines together may be longer than the longest string. */
function* lines(content: Buffer): Generator<string> {
  for (let from = 0; from < content.length; ) {
    const newline = content.indexOf("\n", from);
    const to = newline === -1 ? content.length : newline;
    yield content.toString("utf8", from, to);
    from = to + 1;
  }
}
