import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Article, Passage, Sentence } from "../articles/article.ts";
import type { ArticleLanguage } from "../shared/article-language.ts";
import { DatelineError, messageOf } from "../shared/errors.ts";
import { sha256 } from "../shared/sha256.ts";
import { damaged, type Manifest, parseManifest } from "./manifest.ts";
import { readPostings } from "./postings.ts";
import { buildFolder, MANIFEST, type Pointer, readPointer } from "./publish.ts";
import { openVectors, type Vectors } from "./vectors.ts";
import { openWords, type Words } from "./words.ts";

/** The names of an index's files, besides the manifest. */
export const FILES = { articles: "articles.jsonl", words: "words.bin", vectors: "vectors" } as const;

/** An article as the index keeps it: with its language and its sentences, so that answering never splits text again. */
export type IndexedArticle = Article & { sentences: readonly Sentence[]; language: ArticleLanguage };

/** A passage by its number: its place in the index, shared by both legs of the search. */
export type IndexedPassage = Passage & { article: number };

/** An index in memory. Nothing of it is read from the disk later: it stays whole when a new one is published. */
export type OpenIndex = {
  manifest: Manifest;
  articles: readonly IndexedArticle[];
  /** An article's place in `articles`, by its id. */
  places: ReadonlyMap<string, number>;
  passages: readonly IndexedPassage[];
  /** The passages of the article at a place in `articles`, in reading order. */
  passagesOf(article: number): readonly IndexedPassage[];
  words: Words;
  vectors: Vectors;
};

/** A build of which every file has been checked against its checksum, but the vectors not been opened. */
export type CheckedIndex = {
  folder: string;
  manifest: Manifest;
  articles: readonly IndexedArticle[];
  /** The file of the word index. */
  words: Buffer;
};

/**
 * Opens the published index and checks every file of it against its checksum.
 * @throws DatelineError "index-missing", or "index-damaged" that names the file.
 */
export const openIndex = (indexDir: string): Promise<OpenIndex> => readPublished(indexDir, openBuild);

/** As far as needed to tell whether it is whole and what it was built from. @throws as `openIndex` */
export const checkIndex = (indexDir: string): Promise<CheckedIndex> => readPublished(indexDir, checkBuild);

/** Opens one build, published or not. */
export const openBuild = async (folder: string, manifestSha256: string): Promise<OpenIndex> =>
  openChecked(await checkBuild(folder, manifestSha256));

async function readPublished<T>(
  indexDir: string,
  read: (folder: string, manifestSha256: string) => Promise<T>,
): Promise<T> {
  for (;;) {
    const pointer = await readPointer(indexDir);
    if (!pointer) {
      throw new DatelineError(
        "index-missing",
        `${indexDir} holds no index yet; build it with: npm run index`,
      );
    }
    try {
      return await read(buildFolder(indexDir, pointer.build), pointer.manifest);
    } catch (error) {
      // A build that was replaced while we read it is gone: read the new one.
      if (!(await isReplaced(indexDir, pointer))) throw error;
    }
  }
}

async function checkBuild(folder: string, manifestSha256: string): Promise<CheckedIndex> {
  const manifestPath = join(folder, MANIFEST);
  const manifestText = await readWhole(manifestPath);
  if (sha256(manifestText) !== manifestSha256)
    throw damaged(manifestPath, "has another checksum than it was published with");
  const manifest = parseManifest(manifestText.toString("utf8"), manifestPath);

  const checked = new Map<string, Buffer>();
  for (const [name, { bytes, sha256: expected }] of Object.entries(manifest.files)) {
    const path = join(folder, name);
    const content = await readWhole(path);
    if (content.length !== bytes) throw damaged(path, `has ${content.length} bytes instead of ${bytes}`);
    if (sha256(content) !== expected) throw damaged(path, "has another checksum than the manifest says");
    if (!name.startsWith(FILES.vectors)) checked.set(name, content);
  }
  const fileOf = (name: string) => {
    const content = checked.get(name);
    if (!content) throw damaged(manifestPath, `does not list ${name}`);
    return content;
  };
  const articles = parse(join(folder, FILES.articles), () => lines(fileOf(FILES.articles)).map(parseArticle));
  return { folder, manifest, articles, words: fileOf(FILES.words) };
}

export async function openChecked({ folder, manifest, articles, words }: CheckedIndex): Promise<OpenIndex> {
  const vectorsPath = join(folder, FILES.vectors);
  const vectors = await openVectors(vectorsPath).catch((cause: unknown) => {
    throw damaged(vectorsPath, `cannot be opened (${messageOf(cause)})`, cause);
  });
  const passages = parse(vectorsPath, () =>
    vectors.metadata.map(({ article, start, end }) => {
      const articleId = articles[article]?.id;
      if (articleId === undefined) throw new RangeError(`no article ${article}`);
      return { article, articleId, start, end };
    }),
  );
  if (passages.length !== manifest.passages) {
    throw damaged(vectorsPath, `holds ${passages.length} passages instead of ${manifest.passages}`);
  }
  const byArticle: IndexedPassage[][] = articles.map(() => []);
  for (const passage of passages) byArticle[passage.article]?.push(passage);
  return {
    manifest,
    articles,
    places: new Map(articles.map(({ id }, place) => [id, place])),
    passages,
    passagesOf: (article) => byArticle[article] ?? [],
    words: parse(join(folder, FILES.words), () => openWords(readPostings(words))),
    vectors,
  };
}

/** One line of the articles file. */
export function formatArticle({ sentences, ...article }: IndexedArticle): string {
  return JSON.stringify({ ...article, sentences: sentences.map(({ start, end }) => [start, end]) });
}

function parseArticle(line: string): IndexedArticle {
  const { sentences, ...article } = JSON.parse(line) as Omit<IndexedArticle, "sentences"> & {
    sentences: [number, number][];
  };
  return { ...article, sentences: sentences.map(([start, end]) => ({ start, end })) };
}

// Cut as bytes: all articles together may be longer than the longest string.
function lines(content: Buffer): string[] {
  const found: string[] = [];
  for (let from = 0; from < content.length; ) {
    const newline = content.indexOf(0x0a, from);
    const to = newline === -1 ? content.length : newline;
    found.push(content.toString("utf8", from, to));
    from = to + 1;
  }
  return found;
}

function parse<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw damaged(path, `cannot be read (${messageOf(cause)})`, cause);
  }
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw damaged(path, `cannot be read (${(cause as NodeJS.ErrnoException).code})`, cause);
  }
}

async function isReplaced(indexDir: string, opened: Pointer): Promise<boolean> {
  const now = await readPointer(indexDir);
  return now?.build !== opened.build;
}
