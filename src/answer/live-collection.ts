import { readFile } from "node:fs/promises";
import type { EmbeddingSettings } from "../embedding/embedding-settings.ts";
import { pointerPath } from "../index/publish.ts";
import { DatelineError } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";
import { pause } from "../shared/pause.ts";
import type { Collection } from "./collection.ts";
import { type ModelHealth, watchModels } from "./model-health.ts";
import { openCollection } from "./open-collection.ts";

/** A collection that follows the published index: a new build is opened without a restart. */
export type LiveCollection = {
  current(): Collection;
  modelHealth(): ModelHealth;
  close(): Promise<void>;
};

export type LiveTimes = {
  /** How often a newer index is looked for. */
  lookEveryMs: number;
  /** A replaced collection answers what it was asked before it is closed. */
  closeAfterMs: number;
};

const TIMES: LiveTimes = { lookEveryMs: 2_000, closeAfterMs: 30_000 };

const STAYS = "the old one stays in use";

/**
 * Opens the published index and looks for a newer one. One that cannot be opened is logged once, and the old one stays.
 * @param serve what is asked in the place of each collection that is opened
 * @throws as `openCollection` does, for the first opening
 */
export async function openLiveCollection(
  indexDir: string,
  settings: EmbeddingSettings,
  log: Logger,
  serve: (collection: Collection) => Collection = (collection) => collection,
  { lookEveryMs, closeAfterMs }: LiveTimes = TIMES,
): Promise<LiveCollection> {
  const models = watchModels(log);
  const open = async () =>
    serve(await openCollection(indexDir, settings, { hooks: models.hooks, mayAwaitModel: true }));
  // A pointer that cannot be read is told of by whoever opens the index.
  const readPublished = () => readFile(pointerPath(indexDir), "utf8").catch(() => "");
  let published = await readPublished();
  let current = await open();
  const replaced = new Map<Collection, NodeJS.Timeout>();

  async function look(): Promise<void> {
    const found = await readPublished();
    if (found === published) return;
    published = found;
    await replace();
  }

  async function replace(): Promise<void> {
    try {
      const fresh = await open();
      const old = current;
      current = fresh;
      replaced.set(old, setTimeout(() => void close(old), closeAfterMs).unref());
      log.info({ articles: fresh.status.articles, passages: fresh.status.passages }, "opened the new index");
    } catch (err) {
      if (!(err instanceof DatelineError)) log.error({ err }, `the new index cannot be opened; ${STAYS}`);
      else log.error(`the new index cannot be opened; ${STAYS}: ${err.message}`);
    }
  }

  async function close(collection: Collection): Promise<void> {
    clearTimeout(replaced.get(collection));
    replaced.delete(collection);
    await collection
      .close()
      .catch((err) => log.warn({ err }, "an index that was replaced did not close cleanly"));
  }

  const end = new AbortController();
  const watch = async () => {
    while (await pause(lookEveryMs, end.signal)) await look();
  };
  const watching = watch();
  return {
    current: () => current,
    modelHealth: models.health,
    async close() {
      end.abort();
      await watching;
      await Promise.all([...replaced.keys(), current].map(close));
    },
  };
}
