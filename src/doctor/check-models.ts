import type { Config } from "../config.ts";
import { findModel, type ModelSource, modelSource } from "../embedding/model-source.ts";
import { EMBEDDING, RERANKING } from "../embedding/model-use.ts";
import { DatelineError } from "../shared/errors.ts";
import { type Finding, right, warning, wrong } from "./finding.ts";

/** Whether the models that the settings name lie ready. Nothing is downloaded or loaded. */
export async function checkModels({ embedding }: Config): Promise<Finding[]> {
  try {
    const { reranker, cacheDir } = embedding;
    return [
      embedding.embedder === "built-in"
        ? right("model", "the built-in embedder is asked for, which needs none")
        : await checkModel(modelSource(embedding, EMBEDDING), consequence(embedding.embedder)),
      ...(reranker
        ? [await checkModel(modelSource({ ...reranker, cacheDir }, RERANKING), "Dateline does not start")]
        : []),
    ];
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    return [wrong("model", error.message)];
  }
}

const consequence = (embedder: "auto" | "transformers") =>
  embedder === "auto" ? "the built-in embedder is used" : "Dateline does not start";

async function checkModel(source: ModelSource, otherwise: string): Promise<Finding> {
  const place = await findModel(source);
  const what = `the ${source.use.noun} ${source.name}`;
  if (place) return right("model", `${what} lies in ${place.folder}`);
  if (!source.onHub) {
    return wrong("model", `${source.places[0].folder} lacks one of ${source.files.join(", ")}; add it`);
  }
  return warning(
    "model",
    `${what} is not there yet; npm run index -- --force downloads it, and while it cannot be had ${otherwise}`,
  );
}
