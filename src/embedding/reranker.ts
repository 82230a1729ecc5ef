import type { Language } from "../shared/detect-language.ts";
import { DatelineError } from "../shared/errors.ts";
import type { EmbeddingHooks, EmbeddingSettings } from "./embedding-settings.ts";
import { estimateTokens, inBatches } from "./in-batches.ts";
import { rerankerLanguages } from "./known-models.ts";
import { createRerankerClient } from "./model-client.ts";
import { ModelFailure } from "./model-failure.ts";
import type { ModelFiles } from "./model-messages.ts";
import { type ModelPlace, modelSource } from "./model-source.ts";
import { RERANKING } from "./model-use.ts";
import { openModel } from "./open-model.ts";
import { restartHooks } from "./restarts.ts";
import type { ModelClientOptions } from "./run-model.ts";

/** Reads a question together with each of some texts (a cross-encoder), and tells how well each one answers. */
export type Reranker = {
  /** The model's id on the hub, or the name of its folder. */
  model: string;
  /** The languages of the questions that it can read; null: not known. */
  languages: readonly Language[] | null;
  /**
   * Of a pair longer than the model can read, the end of the text is cut off; of a question longer than half of that, its
   * beginning.
   * @returns one score per text, in order: any number, higher is better, comparable within one question.
   * @throws DatelineError "model" when it does not answer in time, or is being started again.
   */
  rank(question: string, texts: readonly string[]): Promise<number[]>;
  close(): Promise<void>;
};

/**
 * The reranker of the settings, or null when they name none. Downloaded and kept as the embedding model is.
 * @throws DatelineError "model" when it cannot be had; "config" for an impossible name.
 */
export async function openReranker(
  settings: EmbeddingSettings,
  hooks: EmbeddingHooks = {},
): Promise<Reranker | null> {
  if (!settings.reranker) return null;
  const source = modelSource({ ...settings.reranker, cacheDir: settings.cacheDir }, RERANKING);
  const load = ({ folder }: ModelPlace) =>
    startReranker(source.name, { folder, files: source.files, quantized: true }, restartHooks(hooks));
  try {
    return await openModel(source, settings, load, hooks);
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    throw new DatelineError(
      "model",
      `${error.message} Or leave RERANKER_MODEL empty, which answers without a reranker.`,
      { cause: error },
    );
  }
}

/** Starts a reranker that lies ready. @throws DatelineError "model" when it cannot be loaded. */
export async function startReranker(
  model: string,
  spec: ModelFiles,
  options?: ModelClientOptions,
): Promise<Reranker> {
  const client = createRerankerClient(spec, options);
  try {
    await client.load();
  } catch (error) {
    await client.close();
    throw error;
  }
  return {
    model,
    languages: rerankerLanguages(model),
    rank: (question, texts) => {
      const tokens = texts.map((text) => estimateTokens(question) + estimateTokens(text));
      return client.inTime((until) =>
        inBatches(texts, tokens, (batch) => client.rank(question, batch, until)),
      );
    },
    close: () => client.close(),
  };
}
