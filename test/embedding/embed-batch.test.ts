import { basename, dirname } from "node:path";
import { env, type FeatureExtractionPipeline, pipeline, Tensor } from "@xenova/transformers";
import { beforeAll, describe, expect, it } from "vitest";
import { TINY_DIMENSIONS } from "../../scripts/make-tiny-model.ts";
import { embedBatch } from "../../src/embedding/embed-batch.ts";
import { createTextEncoder } from "../../src/embedding/encode-texts.ts";
import { TINY_MODEL } from "../support/tiny-model.ts";

const TEXTS = [
  "The police met in Beijing",
  "",
  "Bộ trưởng Tô Lâm",
  "两国 外交部",
  "law and order ".repeat(60),
];

let extract: FeatureExtractionPipeline;
beforeAll(async () => {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(TINY_MODEL);
  extract = await pipeline("feature-extraction", basename(TINY_MODEL));
  extract.tokenizer.model_max_length = 64;
});

describe("a batch", () => {
  it.each(["mean", "cls"] as const)(
    "gets the vectors of the library's own pipeline, pooling %s",
    async (pooling) => {
      const encoder = createTextEncoder(extract.tokenizer, { Tensor });
      const vectors = await embedBatch(extract.model, encoder, pooling, TEXTS);
      const { data } = await extract(TEXTS, { pooling, normalize: true });
      expect(vectors).toHaveLength(TEXTS.length * TINY_DIMENSIONS);
      for (const [i, x] of vectors.entries()) expect(x).toBeCloseTo(data[i] as number, 5);
    },
  );
});
