import type { Config } from "../config.ts";
import { keepsEmbedder, noteFor } from "../index/keeps-embedder.ts";
import type { CheckedIndex } from "../index/open-index.ts";
import { counted } from "../shared/counted.ts";
import { DatelineError } from "../shared/errors.ts";
import { type Finding, right, warning, wrong } from "./finding.ts";

/** Whether there is an index, whether its files are whole, and whether these settings would build it with the same embedder. */
export async function checkIndexFiles(config: Config, published: Promise<CheckedIndex>): Promise<Finding[]> {
  try {
    const { manifest } = await published;
    const { articles, passages, builtAt, embedder } = manifest;
    const holds = `${counted(articles, "article")}, ${counted(passages, "passage")}`;
    const note = noteFor(manifest, config.embedding);
    return [
      right("index", `whole: ${holds}, built at ${builtAt} with ${embedder.model}`),
      ...(note ? [warning("index", note)] : []),
      ...((await keepsEmbedder(manifest, config.embedding))
        ? []
        : [
            warning(
              "index",
              "the settings ask for another embedder; npm start and npm run index build it anew",
            ),
          ]),
    ];
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    if (error.code === "index-missing") {
      return [warning("index", `${config.indexDir} holds none yet; npm start and npm run index build it`)];
    }
    return [wrong("index", error.message)];
  }
}
