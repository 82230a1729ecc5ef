import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatelineError, messageOf } from "../shared/errors.ts";
import { sha256 } from "../shared/sha256.ts";
import { readArticleFiles, SPAN_BYTES, type StoredArticle } from "./article-files.ts";
import { checkPostings } from "./check-postings.ts";
import { damaged, type Manifest, parseManifest } from "./manifest.ts";
import { type PackedPostings, readPostings } from "./postings.ts";
import { buildFolder, MANIFEST, type Pointer, readPointer } from "./publish.ts";
import { readChecked } from "./read-checked.ts";
import type { PassageMetadata } from "./vector-codec.ts";
import { openVectors, type Vectors } from "./vectors.ts";
import { openWords, type Words } from "./words.ts";

/**
 * The names of an index's files, besides the manifest; that of the vectors is a folder. None ends as articles do: an index may lie
 * within their folder.
 */
export const FILES = {
  heads: "articles.jsonl",
  texts: "texts.bin",
  sentences: "sentences.bin",
  words: "words.bin",
  vectors: "vectors",
} as const;

/** An index in memory. Nothing of it is read from the disk later: it stays whole when a new one is published. */
export type OpenIndex = {
  manifest: Manifest;
  articles: readonly StoredArticle[];
  /** An article's place in `articles`, by its id. */
  places: ReadonlyMap<string, number>;
  /** By their numbers, which both legs of the search share. */
  passages: readonly PassageMetadata[];
  /** How many passages the article at a place in `articles` has. */
  passagesOf(article: number): number;
  words: Words;
  vectors: Vectors;
};

/** A build of which every file has been read and checked: against its checksum, and whether it fits the others. */
export type CheckedIndex = {
  folder: string;
  manifest: Manifest;
  articles: readonly StoredArticle[];
  postings: PackedPostings;
  vectors: Vectors;
  /** How many passages each article has. */
  counts: Uint32Array;
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

  const read = (name: string) => {
    const expected = manifest.files[name];
    if (!expected) throw damaged(manifestPath, `does not list ${name}`);
    return readChecked(folder, { [name]: expected });
  };
  const ofVectors = Object.entries(manifest.files).filter(([name]) => name.startsWith(FILES.vectors));
  const [heads, texts, sentences, words, vectorFile] = await Promise.all([
    read(FILES.heads),
    read(FILES.texts),
    read(FILES.sentences),
    read(FILES.words),
    readChecked(folder, Object.fromEntries(ofVectors)),
  ]);
  const articles = parse(join(folder, FILES.heads), () => readArticleFiles({ heads, texts, sentences }));
  const postings = parse(join(folder, FILES.words), () => {
    const packed = readPostings(words);
    checkPostings(packed, articles.length, sentences.length / SPAN_BYTES);
    return packed;
  });
  const vectorsPath = join(folder, FILES.vectors);
  const vectors = parse(vectorsPath, () => openVectors(vectorFile));
  if (vectors.metadata.length !== manifest.passages) {
    throw damaged(vectorsPath, `holds ${vectors.metadata.length} passages instead of ${manifest.passages}`);
  }
  const counts = new Uint32Array(articles.length);
  for (const { article } of vectors.metadata) {
    if (article >= articles.length)
      throw damaged(vectorsPath, `names article ${article}, which there is not`);
    counts[article] = (counts[article] as number) + 1;
  }
  return { folder, manifest, articles, postings, vectors, counts };
}

async function openChecked(checked: CheckedIndex): Promise<OpenIndex> {
  const { folder, manifest, articles, postings, vectors, counts } = checked;
  // Few questions need the built-in vectors; the first of them loads vectra.
  if (manifest.embedder.kind !== "built-in") await vectors.prepare();
  return {
    manifest,
    articles,
    places: new Map(articles.map(({ id }, place) => [id, place])),
    passages: vectors.metadata,
    passagesOf: (article) => counts[article] ?? 0,
    words: parse(join(folder, FILES.words), () => openWords(postings)),
    vectors,
  };
}

/** @throws DatelineError "index-damaged" in place of what goes wrong when a file is not what it should be */
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
