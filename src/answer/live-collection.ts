import { unwatchFile, watchFile } from "node:fs";
import type { EmbeddingSettings } from "../embedding/choose-embedder.ts";
import { pointerPath } from "../index/publish.ts";
import type { Logger } from "../shared/log.ts";
import type { Collection } from "./collection.ts";
import { type ModelHealth, watchModels } from "./model-health.ts";
import { openCollection } from "./open-collection.ts";

/** A collection that follows the published index: a new build is opened without a restart. */
export type LiveCollection = {
  current(): Collection;
  modelHealth(): ModelHealth;
  close(): Promise<void>;
};

const LOOK_EVERY_MS = 2_000;
/** A replaced collection answers what it was asked before it is closed. */
const CLOSE_AFTER_MS = 30_000;

/**
 * Opens the published index and watches for a newer one. One that cannot be opened is logged, and the old one stays.
 * @param serve what is asked in the place of each collection that is opened
 * @throws as `openCollection` does, for the first opening
 */
export async function openLiveCollection(
  indexDir: string,
  settings: EmbeddingSettings,
  log: Logger,
  serve: (collection: Collection) => Collection = (collection) => collection,
): Promise<LiveCollection> {
  const models = watchModels(log);
  const open = async () =>
    serve(await openCollection(indexDir, settings, { hooks: models.hooks, mayAwaitModel: true }));
  let current = await open();
  let replacing = Promise.resolve();
  const replaced = new Map<Collection, NodeJS.Timeout>();

  async function replace(): Promise<void> {
    try {
      const fresh = await open();
      const old = current;
      current = fresh;
      replaced.set(old, setTimeout(() => void close(old), CLOSE_AFTER_MS).unref());
      log.info({ articles: fresh.status.articles, passages: fresh.status.passages }, "opened the new index");
    } catch (err) {
      log.error({ err }, "the new index cannot be opened; the old one stays in use");
    }
  }

  async function close(collection: Collection): Promise<void> {
    clearTimeout(replaced.get(collection));
    replaced.delete(collection);
    await collection
      .close()
      .catch((err) => log.warn({ err }, "an index that was replaced did not close cleanly"));
  }

  const path = pointerPath(indexDir);
  const onChange = () => {
    replacing = replacing.then(replace);
  };
  watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, onChange);
  return {
    current: () => current,
    modelHealth: models.health,
    async close() {
      unwatchFile(path, onChange);
      await replacing;
      await Promise.all([...replaced.keys(), current].map(close));
    },
  };
}
