import { DatelineError, messageOf } from "../shared/errors.ts";
import { downloadModel } from "./download-model.ts";
import type { EmbeddingHooks, EmbeddingSettings } from "./embedding-settings.ts";
import { ModelFailure } from "./model-failure.ts";
import { findModel, type ModelPlace, type ModelSource, missingFiles } from "./model-source.ts";

/**
 * Loads a model from where it lies, after downloading it when it lies nowhere.
 * @param load starts the model of a place, and throws a DatelineError when it does not work
 * @throws ModelFailure when the model cannot be had or does not work.
 */
export async function openModel<T extends { close(): Promise<void> }>(
  source: ModelSource,
  { cacheDir, hub, hubPatienceMs }: Pick<EmbeddingSettings, "cacheDir" | "hub" | "hubPatienceMs">,
  load: (place: ModelPlace) => Promise<T>,
  hooks: EmbeddingHooks,
): Promise<T> {
  const { use, name, files, places } = source;
  const place = await findModel(source);
  if (place) return tryToLoad(place);
  if (!source.onHub) {
    const missing = await missingFiles(places[0].folder, files);
    throw new ModelFailure(
      `the folder ${name} that ${use.modelVariable} names lacks ${missing.join(", ")}`,
      `put the model's files there or set ${use.modelVariable} to a model of the hub`,
    );
  }
  const check = async (folder: string) => {
    const tried = await tryToLoad({ ...places[0], folder });
    await tried.close();
  };
  await downloadModel(source, { cacheDir, hub, patienceMs: hubPatienceMs, check }, hooks);
  return tryToLoad(places[0]);

  async function tryToLoad(place: ModelPlace): Promise<T> {
    try {
      return await load(place);
    } catch (error) {
      if (!(error instanceof DatelineError)) throw error;
      const reason = messageOf(error).replaceAll(place.folder, name);
      throw new ModelFailure(
        `the ${use.noun} ${name} could not be loaded (${reason})`,
        `check that ${use.modelVariable} is ${use.kind} for transformers.js 2, and delete ${name} in MODEL_CACHE_DIR if its files are damaged`,
        { cause: error },
      );
    }
  }
}
