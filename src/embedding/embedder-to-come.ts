import { DatelineError, messageOf } from "../shared/errors.ts";
import { openEmbedder } from "./choose-embedder.ts";
import type { Embedder, EmbedderInfo } from "./embedder.ts";
import type { EmbeddingHooks, EmbeddingSettings } from "./embedding-settings.ts";
import { createRestarts, type RestartOptions, restartHooks } from "./restarts.ts";

/**
 * The embedder that an index was built with. Under "auto", a model that cannot be had now, because its files are damaged or
 * gone, is tried again and again, later and later; until then each question fails with a DatelineError "model" at once.
 * @throws as `openEmbedder`, but for that
 */
export async function openEmbedderOrAwait(
  info: EmbedderInfo,
  settings: EmbeddingSettings,
  hooks: EmbeddingHooks = {},
): Promise<Embedder> {
  const open = () => openEmbedder(info, settings, hooks);
  try {
    return await open();
  } catch (error) {
    if (settings.embedder !== "auto" || !isOfModel(error)) throw error;
    return embedderToCome(info, open, error, restartHooks(hooks));
  }
}

/** Stands for an embedder that could not be opened until it can. @param why it could not */
export function embedderToCome(
  info: EmbedderInfo,
  open: () => Promise<Embedder>,
  why: Error,
  options: RestartOptions = {},
): Embedder {
  let embedder: Embedder | null = null;
  let lastReason = why;
  let closed = false;
  const restarts = createRestarts(() => void tryAgain(), options);
  restarts.failed(why, 0);

  async function tryAgain(): Promise<void> {
    try {
      const opened = await open();
      if (closed) return await opened.close();
      embedder = opened;
      restarts.succeeded();
    } catch (error) {
      lastReason = error as Error;
      if (!closed) restarts.failed(lastReason, 0);
    }
  }

  const ready = (): Embedder => {
    if (embedder) return embedder;
    throw new DatelineError("model", messageOf(lastReason), { cause: lastReason });
  };
  return {
    info,
    embedPassages: async (texts) => ready().embedPassages(texts),
    embedQuestion: async (question) => ready().embedQuestion(question),
    countTokens: async (texts) => ready().countTokens(texts),
    close: async () => {
      closed = true;
      restarts.stop();
      await embedder?.close();
    },
  };
}

const isOfModel = (error: unknown): error is DatelineError =>
  error instanceof DatelineError && error.code === "model";
