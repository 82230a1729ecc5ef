import { DatelineError } from "../shared/errors.ts";
import { BUILT_IN_INFO, createBuiltInEmbedder } from "./built-in-embedder.ts";
import type { Embedder, EmbedderInfo } from "./embedder.ts";
import type { EmbeddingHooks, EmbeddingSettings } from "./embedding-settings.ts";
import { modelTraits } from "./known-models.ts";
import { openModelEmbedder } from "./model-embedder.ts";
import { ModelFailure } from "./model-failure.ts";
import { findModel, type ModelPlace, modelSource } from "./model-source.ts";
import { EMBEDDING } from "./model-use.ts";
import { openModel } from "./open-model.ts";
import { restartHooks } from "./restarts.ts";

export type Chosen = {
  embedder: Embedder;
  /** One plain sentence when the built-in embedder stands in for the model: what happened and what to do. */
  note: string | null;
};

/**
 * The embedder for building an index. Under "auto" that is the model if it is at hand or can be downloaded, else the
 * built-in one with a note; a hub that does not answer is given up after 5 seconds.
 * @throws DatelineError "model" under "transformers" when the model cannot be had; "config" for an impossible name.
 */
export async function chooseEmbedder(
  settings: EmbeddingSettings,
  hooks: EmbeddingHooks = {},
): Promise<Chosen> {
  if (settings.embedder === "built-in") return { embedder: createBuiltInEmbedder(), note: null };
  try {
    return { embedder: await openWanted(settings, hooks), note: null };
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    if (settings.embedder === "transformers") {
      throw new DatelineError(
        "model",
        `${error.message} Or set EMBEDDER=built-in, which needs no download.`,
        {
          cause: error,
        },
      );
    }
    const note = `The built-in embedder is used, because ${error.what}; to use the model, ${error.remedy}, then run: npm run index -- --force`;
    return { embedder: createBuiltInEmbedder(), note };
  }
}

/**
 * Exactly the embedder that an index was built with, never another one.
 * @throws DatelineError "index-mismatch" when the settings or the model's files are not those of the index; "model"
 * when the model cannot be had.
 */
export async function openEmbedder(
  info: EmbedderInfo,
  settings: EmbeddingSettings,
  hooks: EmbeddingHooks = {},
): Promise<Embedder> {
  if (info.kind === "built-in") {
    if (settings.embedder === "transformers")
      throw mismatch(info, "EMBEDDER=transformers asks for the model");
    if (info.model !== BUILT_IN_INFO.model || info.dimensions !== BUILT_IN_INFO.dimensions) {
      throw mismatch(info, `this Dateline has ${BUILT_IN_INFO.model}`);
    }
    return createBuiltInEmbedder();
  }
  if (settings.embedder === "built-in") throw mismatch(info, "EMBEDDER=built-in asks for another embedder");
  const { name } = modelSource(settings, EMBEDDING);
  if (name !== info.model) throw mismatch(info, `EMBEDDING_MODEL asks for ${name}`);

  const embedder = await openWanted(settings, hooks).catch((error) => {
    if (!(error instanceof ModelFailure)) throw error;
    throw new DatelineError(
      "model",
      `The index was built with ${info.model}, but ${error.what}. To go on, ${error.remedy}, or build the index with what is at hand: npm run index -- --force`,
      { cause: error },
    );
  });
  if (isSame(embedder.info, info)) return embedder;
  await embedder.close();
  throw mismatch(
    info,
    `the model at hand differs in its files or settings (revision ${embedder.info.revision})`,
  );
}

/** Whether the model lies ready to be used without network. Looks for its files only. */
export async function isModelCached(settings: EmbeddingSettings): Promise<boolean> {
  return (await findModel(modelSource(settings, EMBEDDING))) !== null;
}

async function openWanted(settings: EmbeddingSettings, hooks: EmbeddingHooks): Promise<Embedder> {
  const source = modelSource(settings, EMBEDDING);
  const { dimensions, ...traits } = modelTraits(settings);
  const load = ({ folder, revision }: ModelPlace) => {
    const spec = { ...traits, folder, files: source.files, quantized: settings.quantized !== false };
    return openModelEmbedder({ name: source.name, revision, dimensions, spec }, restartHooks(hooks));
  };
  return openModel(source, settings, load, hooks);
}

/** The fingerprint at the end of the revision decides: a model that was moved or copied is still the same. */
const isSame = (a: EmbedderInfo, b: EmbedderInfo): boolean =>
  a.kind === b.kind &&
  a.model === b.model &&
  a.dimensions === b.dimensions &&
  a.maxTokens === b.maxTokens &&
  fingerprint(a) === fingerprint(b);

const fingerprint = ({ revision }: EmbedderInfo) => revision?.split("+").at(-1);

function mismatch(info: EmbedderInfo, difference: string): DatelineError {
  const built = `${info.model}${info.revision ? ` (revision ${info.revision})` : ""}`;
  return new DatelineError(
    "index-mismatch",
    `The index was built with ${built}, but ${difference}. Build it again with: npm run index`,
  );
}
