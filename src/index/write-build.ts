import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Span } from "../articles/article.ts";
import { contextHeader } from "../articles/context-header.ts";
import { DatelineError } from "../shared/errors.ts";
import { sha256 } from "../shared/sha256.ts";
import { terms } from "../shared/terms.ts";
import type { EmbeddedArticle } from "./embed-articles.ts";
import { INDEX_VERSION, type Manifest } from "./manifest.ts";
import { FILES, formatArticle, openBuild } from "./open-index.ts";
import { packPostings, writePostings } from "./postings.ts";
import { MANIFEST } from "./publish.ts";
import { dayNumber, writeVectors } from "./vectors.ts";

/**
 * Writes a whole index into an empty folder, then opens and queries it as a reader would.
 * @throws DatelineError "index-damaged" when what was written does not read back; whatever the disk refuses.
 */
export async function writeBuild(
  folder: string,
  articles: readonly EmbeddedArticle[],
  about: Pick<Manifest, "embedder" | "embedding" | "embedderNote">,
): Promise<void> {
  await writeFiles(folder, articles);
  const passages = articles.reduce((sum, { passages }) => sum + passages.length, 0);
  const manifest = JSON.stringify({
    version: INDEX_VERSION,
    builtAt: new Date().toISOString(),
    ...about,
    articles: Object.fromEntries(articles.map(({ article, hash }) => [article.id, hash])),
    passages,
    files: await describeFiles(folder),
  } satisfies Manifest);
  await writeFile(join(folder, MANIFEST), manifest);
  await verify(folder, sha256(manifest), articles);
}

async function writeFiles(folder: string, articles: readonly EmbeddedArticle[]): Promise<void> {
  const passages = articles.flatMap(({ article, passages, vectors }, number) =>
    passages.map((passage, i) => ({ article, number, passage, vector: vectors[i] as Float32Array })),
  );
  await writeFile(
    join(folder, FILES.articles),
    articles.map(({ article }) => `${formatArticle(article)}\n`),
  );
  await writeFile(
    join(folder, FILES.words),
    writePostings(
      packPostings(
        articles.map(({ article }) => ({
          title: terms(contextHeader(article)),
          sentences: article.sentences.map(({ start, end }) => terms(article.text.slice(start, end))),
        })),
      ),
    ),
  );
  await writeVectors(
    join(folder, FILES.vectors),
    passages.map(({ article, number, passage: { start, end }, vector }) => ({
      vector,
      metadata: { article: number, start, end, day: dayNumber(article.date) },
    })),
  );
}

async function describeFiles(folder: string): Promise<Manifest["files"]> {
  const files: Manifest["files"] = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name);
    if ((await stat(path)).isDirectory()) continue;
    const content = await readFile(path);
    files[name.replaceAll("\\", "/")] = { bytes: content.length, sha256: sha256(content) };
  }
  return files;
}

/** Opens the build and looks its first passage up in both legs. */
async function verify(
  folder: string,
  manifestSha256: string,
  articles: readonly EmbeddedArticle[],
): Promise<void> {
  const index = await openBuild(folder, manifestSha256);
  const first = articles.find(({ passages }) => passages.length > 0);
  const vector = first?.vectors[0];
  const passage = first?.passages[0];
  if (!first || !vector || !passage) return;
  const [nearest] = await index.vectors.nearest(vector, 1);
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

/** A unit vector's similarity to itself is 1, but for rounding to 32 bits. */
const SELF_SIMILARITY = 0.999;
