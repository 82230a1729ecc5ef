import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Span } from "../articles/article.ts";
import { contextHeader } from "../articles/context-header.ts";
import type { Vector } from "../embedding/embedder.ts";
import { DatelineError } from "../shared/errors.ts";
import { openGivingWay } from "../shared/give-way.ts";
import { sha256 } from "../shared/sha256.ts";
import { terms } from "../shared/terms.ts";
import { type IndexedArticle, type StoredArticle, writeArticleFiles } from "./article-files.ts";
import type { EmbeddedArticle } from "./embed-articles.ts";
import { INDEX_VERSION, type Manifest } from "./manifest.ts";
import { mergePostings, type PostingsPart } from "./merge-postings.ts";
import { type CheckedIndex, FILES, openBuild } from "./open-index.ts";
import { packPostings, type WordsArticle, writePostings } from "./postings.ts";
import { MANIFEST } from "./publish.ts";
import { dayNumber, vectorFiles } from "./vectors.ts";

/** What a new index takes over from an old one. */
export type TakenOver = {
  old: CheckedIndex;
  /** Places of the articles there. */
  places: readonly number[];
};

/**
 * Writes a whole index into an empty folder, then opens and queries it as a reader would.
 * @throws DatelineError "index-damaged" when what was written does not read back; whatever the disk refuses.
 */
export async function writeBuild(
  folder: string,
  fresh: readonly EmbeddedArticle[],
  about: Pick<Manifest, "embedder" | "embedding" | "embedderNote">,
  taken?: TakenOver,
): Promise<Manifest> {
  const articles = [...fresh.map(toEntry), ...(taken ? entriesOf(taken) : [])].sort((a, b) =>
    a.article.id < b.article.id ? -1 : 1,
  );
  const files: Manifest["files"] = {};
  const write = async (name: string, content: Buffer) => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    files[name] = { bytes: content.length, sha256: sha256(content) };
  };
  const { heads, texts, sentences } = writeArticleFiles(articles);
  await write(FILES.heads, heads);
  await write(FILES.texts, texts);
  await write(FILES.sentences, sentences);
  await write(
    FILES.words,
    writePostings(mergePostings(await wordsOf(articles, fresh, taken), articles.length)),
  );
  const passages = articles.flatMap(({ article, passages }, number) =>
    passages.map(({ start, end, vector }) => ({
      vector,
      metadata: { article: number, start, end, day: dayNumber(article.date) },
    })),
  );
  for await (const { name, content } of vectorFiles(passages))
    await write(`${FILES.vectors}/${name}`, content);

  const manifest: Manifest = {
    version: INDEX_VERSION,
    builtAt: new Date().toISOString(),
    ...about,
    articles: articles.length,
    passages: passages.length,
    files,
  };
  const text = JSON.stringify(manifest);
  await writeFile(join(folder, MANIFEST), text);
  await verify(folder, sha256(text), articles);
  return manifest;
}

/** An article of the new index. */
type Entry = {
  article: IndexedArticle;
  hash: string;
  passages: readonly (Span & { vector: Vector })[];
  /** Its place among the fresh articles, or among those of the old index. */
  place: number;
  isFresh: boolean;
};

const toEntry = ({ article, hash, passages, vectors }: EmbeddedArticle, place: number): Entry => ({
  article,
  hash,
  passages: passages.map(({ start, end }, i) => ({ start, end, vector: vectors[i] as Vector })),
  place,
  isFresh: true,
});

function entriesOf({ old: { articles, vectors }, places }: TakenOver): Entry[] {
  const { metadata, vector } = vectors;
  const passages = articles.map((): Entry["passages"][number][] => []);
  for (const [number, { article, start, end }] of metadata.entries()) {
    passages[article]?.push({ start, end, vector: vector(number) });
  }
  return places.map((place) => {
    const article = articles[place] as StoredArticle;
    return { article, hash: article.hash, passages: passages[place] ?? [], place, isFresh: false };
  });
}

/** The terms of the old index are known; only those of fresh articles are read from their texts. */
async function wordsOf(
  articles: readonly Entry[],
  fresh: readonly EmbeddedArticle[],
  taken: TakenOver | undefined,
): Promise<PostingsPart[]> {
  const numbers = (ofFresh: boolean, count: number) => {
    const found = new Array<number | null>(count).fill(null);
    for (const [number, { place, isFresh }] of articles.entries()) {
      if (isFresh === ofFresh) found[place] = number;
    }
    return found;
  };
  const words: WordsArticle[] = [];
  const giveWay = openGivingWay();
  for (const { article } of fresh) {
    const sentences = article.sentences.map(({ start, end }) => terms(article.text.slice(start, end)));
    words.push({ title: terms(contextHeader(article)), sentences });
    await giveWay();
  }
  const packed = packPostings(words);
  const part = { packed, numbers: numbers(true, fresh.length) };
  if (!taken) return [part];
  const { old } = taken;
  return [part, { packed: old.postings, numbers: numbers(false, old.articles.length) }];
}

/** Opens the build and looks its first passage up in both legs. */
async function verify(folder: string, manifestSha256: string, articles: readonly Entry[]): Promise<void> {
  const index = await openBuild(folder, manifestSha256);
  const first = articles.find(({ passages }) => passages.length > 0);
  const passage = first?.passages[0];
  if (!first || !passage) return;
  const [nearest] = await index.vectors.nearest(passage.vector, 1);
  if (!nearest || nearest.similarity < SELF_SIMILARITY) {
    throw new DatelineError(
      "index-damaged",
      `${folder}: a passage just written is not found by its own vector`,
    );
  }
  // The words of one sentence will do: a whole article may have a million.
  const termsOf = ({ start, end }: Span) => terms(first.article.text.slice(start, end));
  const sentence = first.article.sentences.find((one) => termsOf(one).length > 0);
  const groups = (sentence ? termsOf(sentence) : []).map((term) => ({
    alternatives: [{ term, weight: 1 }],
    weight: 1,
  }));
  if (groups.length > 0 && index.words.rank(groups, 1, () => 1).length === 0) {
    throw new DatelineError(
      "index-damaged",
      `${folder}: an article just written is not found by its own words`,
    );
  }
}

/** A vector's similarity to itself is 1, but for rounding to 32 bits. */
const SELF_SIMILARITY = 0.999;
