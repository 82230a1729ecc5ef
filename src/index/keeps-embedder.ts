import { BUILT_IN_MODEL } from "../embedding/built-in-embedder.ts";
import { isModelCached } from "../embedding/choose-embedder.ts";
import type { EmbeddingSettings } from "../embedding/embedding-settings.ts";
import type { Manifest } from "./manifest.ts";

/** The settings on which a model's vectors depend, as one text to compare. */
export const embeddingKey = (settings: EmbeddingSettings): string =>
  JSON.stringify([
    settings.model,
    settings.revision ?? null,
    settings.pooling ?? null,
    settings.queryPrefix ?? null,
    settings.passagePrefix ?? null,
    settings.maxTokens ?? null,
    settings.quantized ?? null,
  ]);

/** Whether a build with these settings would use the embedder that built the index. Cheap: nothing is loaded. */
export async function keepsEmbedder(manifest: Manifest, settings: EmbeddingSettings): Promise<boolean> {
  const { kind, model } = manifest.embedder;
  if (kind === "transformers") return settings.embedder !== "built-in" && sameModel(manifest, settings);
  if (model !== BUILT_IN_MODEL || settings.embedder === "transformers") return false;
  // Under "auto" the built-in embedder stands in for a model: once the model is there, it takes over.
  return (
    settings.embedder === "built-in" || (sameModel(manifest, settings) && !(await isModelCached(settings)))
  );
}

const sameModel = (manifest: Manifest, settings: EmbeddingSettings) =>
  manifest.embedding === embeddingKey(settings);

/** Why the built-in embedder stands in for the model; nothing to tell whoever asks for the built-in one. */
export const noteFor = (manifest: Manifest, { embedder }: EmbeddingSettings): string | null =>
  embedder === "built-in" ? null : manifest.embedderNote;
