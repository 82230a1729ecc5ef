import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, isAbsolute, join, resolve } from "node:path";
import { DatelineError } from "../shared/errors.ts";
import type { EmbeddingSettings } from "./embedding-settings.ts";
import { defaultRevision } from "./known-models.ts";
import type { ModelUse } from "./model-use.ts";

/** Where a model comes from and where it lies. */
export type ModelSource = {
  use: ModelUse;
  /** The model's id, or the name of its folder. */
  name: string;
  /** The files it needs, as paths in its folder. */
  files: readonly string[];
  /** Folders that may hold it, best first. A download goes to the first one. */
  places: readonly [ModelPlace, ...ModelPlace[]];
  /** Whether it can be downloaded; a model named by its folder's path cannot. */
  onHub: boolean;
};

/** What the settings say of a model. */
export type WantedModel = Pick<EmbeddingSettings, "model" | "revision" | "cacheDir" | "quantized">;

export type ModelPlace = {
  folder: string;
  /** The revision on the hub; "main" also for files put there by hand, "local" for a folder named by its path. */
  revision: string;
};

const MODEL_ID = /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/;
const REVISION = /^\w[\w-]*([./][\w-]+)*$/;

/**
 * Reads the model, revision and weights out of the settings.
 * @throws DatelineError "config" when the model or the revision cannot be a name.
 */
export function modelSource(wanted: WantedModel, use: ModelUse): ModelSource {
  const { model, revision, cacheDir } = wanted;
  const weights = wanted.quantized === false ? "onnx/model.onnx" : "onnx/model_quantized.onnx";
  // The weights come last: they are large, and a download should fail before them if it fails.
  const files = ["config.json", "tokenizer_config.json", "tokenizer.json", weights];
  if (isFolder(model)) {
    const folder = resolve(model);
    return { use, name: basename(folder), files, places: [{ folder, revision: "local" }], onHub: false };
  }
  if (!MODEL_ID.test(model)) {
    throw new DatelineError(
      "config",
      `${use.modelVariable} is "${model}", which is neither a model's id nor a folder; write for example ${use.example}`,
    );
  }
  if (revision !== undefined && !REVISION.test(revision)) {
    throw new DatelineError(
      "config",
      `${use.revisionVariable} is "${revision}"; write a commit, a tag or a branch of ${model}`,
    );
  }
  const unpinned = { folder: resolve(cacheDir, model), revision: "main" };
  const chosen = revision ?? defaultRevision(model);
  const pinned = { folder: join(unpinned.folder, chosen), revision: chosen };
  if (chosen === "main") return { use, name: model, files, places: [unpinned], onHub: true };
  // Files put into MODEL_CACHE_DIR/<org>/<name>/ by hand serve as well, unless a revision is asked for.
  const places = revision === undefined ? ([pinned, unpinned] as const) : ([pinned] as const);
  return { use, name: model, files, places, onHub: true };
}

const isFolder = (model: string): boolean =>
  isAbsolute(model) ||
  model.startsWith(".") ||
  model.split(/[\\/]/).length > 2 ||
  existsSync(join(model, "config.json"));

/** The first place that holds every file of the model, or null. Reads no file. */
export async function findModel(source: ModelSource): Promise<ModelPlace | null> {
  for (const place of source.places) {
    if ((await missingFiles(place.folder, source.files)).length === 0) return place;
  }
  return null;
}

/** Which of the files are not in the folder, or are empty. */
export async function missingFiles(folder: string, files: readonly string[]): Promise<string[]> {
  const present = await Promise.all(files.map((file) => hasBytes(join(folder, file))));
  return files.filter((_, i) => !present[i]);
}

async function hasBytes(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    // A folder that may not be read holds no model for us; a download into it then says why it fails.
    if (["ENOENT", "ENOTDIR", "EACCES"].includes(error.code ?? "")) return null;
    throw error;
  });
  return found?.isFile() === true && found.size > 0;
}
