import { isDeepStrictEqual } from "node:util";
import { type Refusal, readArticles } from "../articles/read-articles.ts";
import { type Chosen, chooseEmbedder, openEmbedder } from "../embedding/choose-embedder.ts";
import type { DownloadProgress, EmbeddingSettings } from "../embedding/embedding-settings.ts";
import { DatelineError } from "../shared/errors.ts";
import { compareArticles } from "./compare-articles.ts";
import { type EmbedProgress, embedArticles } from "./embed-articles.ts";
import { embeddingKey, keepsEmbedder, noteFor } from "./keeps-embedder.ts";
import { type IndexLock, lockIndex } from "./lock.ts";
import type { Manifest } from "./manifest.ts";
import { onDisk } from "./on-disk.ts";
import { type CheckedIndex, checkIndex } from "./open-index.ts";
import { newBuild, noteUpToDate, publish, removeUnpublished } from "./publish.ts";
import { writeBuild } from "./write-build.ts";

export type BuildSettings = {
  articlesDir: string;
  indexDir: string;
  maxArticleBytes: number;
  embedding: EmbeddingSettings;
  /** Take nothing over from the old index, and look for the model again. */
  force?: boolean;
  /** Fail with "index-locked" while another build runs, instead of waiting for its end. */
  unlessLocked?: boolean;
};

/** What a build tells while it runs. */
export type BuildEvents = {
  /** A plain sentence: why something is done, or what was found. */
  notice(line: string): void;
  /** Articles read so far; those that are known and have not changed are read too. */
  reading?(done: number, all: number): void;
  download(progress: DownloadProgress): void;
  progress(progress: EmbedProgress): void;
};

/** For a build that nobody watches. */
export const SILENT: BuildEvents = { notice() {}, download() {}, progress() {} };

export type BuildReport = {
  /** False: the index was up to date and has not been touched. */
  changed: boolean;
  articles: number;
  passages: number;
  /** Passages embedded by this build; the others were taken over. */
  embedded: number;
  /** Articles that were not in the old index. */
  added: number;
  /** Articles whose file has changed. */
  updated: number;
  /** Articles that were in the old index and are no longer in the folder. */
  removed: number;
  embedder: Manifest["embedder"];
  /** Why the built-in embedder stands in for the model, if it does. */
  embedderNote: string | null;
  refusals: Refusal[];
  warnings: string[];
};

/**
 * Brings the index up to date with the articles: an article known by its content hash is taken over, the others are
 * split and embedded, removed ones disappear. The new index is written beside the old one, opened, queried, and only
 * then published.
 * @throws DatelineError, "disk" when the index folder cannot be written; and the signal's reason when it is aborted. The published
 * index is untouched then.
 */
export async function buildIndex(
  settings: BuildSettings,
  events: BuildEvents,
  signal?: AbortSignal,
): Promise<BuildReport> {
  const tellWaiting = () => {
    if (settings.unlessLocked) {
      throw new DatelineError(
        "index-locked",
        `${settings.indexDir}: another build is running; try again when it has ended`,
      );
    }
    events.notice("Another build of this index is running; waiting for it to end.");
  };
  const lock = await lockIndex(settings.indexDir, tellWaiting, signal);
  try {
    return await buildLocked(settings, events, lock, signal);
  } finally {
    await onDisk(settings.indexDir, () => removeUnpublished(settings.indexDir).finally(() => lock.release()));
  }
}

async function buildLocked(
  settings: BuildSettings,
  events: BuildEvents,
  lock: IndexLock,
  signal?: AbortSignal,
): Promise<BuildReport> {
  const startedAt = new Date();
  const previous = settings.force ? undefined : await checkPrevious(settings.indexDir, events);
  const known = new Map(previous?.articles.map((article) => [article.id, article]));
  const { articles, refusals, warnings } = await readArticles(settings.articlesDir, {
    maxBytes: settings.maxArticleBytes,
    known: (id) => known.get(id),
    ...(events.reading && { onProgress: events.reading }),
  });
  const found = new Map(articles.map(({ hash, article }) => [article.id, hash]));
  const changes = compareArticles(known, found);
  const isUnchanged = Object.values(changes).every((count) => count === 0);
  const keeps = previous !== undefined && (await keepsEmbedder(previous.manifest, settings.embedding));
  if (previous && keeps && isUnchanged) {
    await onDisk(settings.indexDir, () => noteUpToDate(settings.indexDir, startedAt));
    const { passages, embedder } = previous.manifest;
    const embedderNote = noteFor(previous.manifest, settings.embedding);
    const about = { embedder, embedderNote, refusals, warnings };
    return { changed: false, articles: articles.length, passages, embedded: 0, ...changes, ...about };
  }
  signal?.throwIfAborted();

  const { embedder, note } = await embedderFor(keeps ? previous.manifest : undefined, settings, events);
  try {
    const old = keeps && isDeepStrictEqual(embedder.info, previous.manifest.embedder) ? previous : undefined;
    const places = (old?.articles ?? []).flatMap(({ id, hash }, place) =>
      found.get(id) === hash ? [place] : [],
    );
    const unknown = articles.filter(({ hash, article }) => !old || known.get(article.id)?.hash !== hash);
    const fresh = await embedArticles(unknown, embedder, events.progress, signal);

    const { passages } = await onDisk(settings.indexDir, async () => {
      const { build, folder } = await newBuild(settings.indexDir);
      const about = {
        embedder: embedder.info,
        embedding: embeddingKey(settings.embedding),
        embedderNote: note,
      };
      const manifest = await writeBuild(folder, fresh, about, old && { old, places });
      signal?.throwIfAborted();
      lock.assertHeld();
      await publish(settings.indexDir, build);
      // What changed while it was built is not in it.
      await noteUpToDate(settings.indexDir, startedAt);
      return manifest;
    });
    return {
      changed: true,
      articles: articles.length,
      passages,
      embedded: fresh.reduce((sum, one) => sum + one.passages.length, 0),
      ...changes,
      embedder: embedder.info,
      embedderNote: note,
      refusals,
      warnings,
    };
  } finally {
    await embedder.close();
  }
}

/** The published index, if it can be built upon; one that is damaged or of another version is built anew, and the reason is said. */
async function checkPrevious(indexDir: string, events: BuildEvents): Promise<CheckedIndex | undefined> {
  try {
    return await checkIndex(indexDir);
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    if (error.code !== "index-missing") events.notice(`${error.message.split(";")[0]}; building it anew.`);
    return undefined;
  }
}

/**
 * The built-in embedder stays with the index that it built, and so does a model: where it cannot be had for now, the index
 * stays as it was. Otherwise a model is looked for.
 */
async function embedderFor(
  kept: Manifest | undefined,
  settings: BuildSettings,
  events: BuildEvents,
): Promise<Chosen> {
  if (kept?.embedder.kind === "built-in") {
    return { embedder: await openEmbedder(kept.embedder, settings.embedding), note: kept.embedderNote };
  }
  const embedding: EmbeddingSettings = kept
    ? { ...settings.embedding, embedder: "transformers" }
    : settings.embedding;
  return chooseEmbedder(embedding, { onDownload: events.download, onNotice: events.notice });
}
