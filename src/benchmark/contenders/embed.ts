import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { contextHeader, textToEmbed } from "../../articles/context-header.ts";
import { openModelEmbedder } from "../../embedding/model-embedder.ts";
import type { ModelSpec } from "../../embedding/model-messages.ts";
import { embedArticles } from "../../index/embed-articles.ts";
import { sha256 } from "../../shared/sha256.ts";
import type { Clock } from "../clock.ts";
import { passagesOf, readArticlesOf } from "../data-folder.ts";
import { peakMemory } from "../peak-memory.ts";
import type { Measurement } from "../row.ts";
import type { Task } from "../task.ts";
import { DIMENSIONS } from "../unit-vectors.ts";
import { writeIndex } from "./dateline.ts";

/** Sizes of a batch that are tried, and on how many passages. */
const BATCH_SIZES = [1, 4, 16];
const TRIED = 16;
/** Characters of each text that the model is warmed up with: about a passage. */
const WARM_UP = 400;

/** From read articles to an index on the disk; the model is loaded before, as it is for the floor. */
export async function dateline({ data, folder, passages, model }: Task, clock: Clock): Promise<void> {
  const articles = (await readArticlesOf(data, passages)).map(({ article }) => ({
    hash: sha256(article.text),
    article,
  }));
  let modelProcess = 0;
  const embedder = await openModelEmbedder(
    { name: "random-minilm", revision: "local", dimensions: DIMENSIONS, spec: specOf(model) },
    {
      onStart: (pid) => {
        modelProcess = pid;
      },
    },
  );
  // The floor has run for a while before it is measured.
  await embedder.embedPassages(articles.slice(0, TRIED).map(({ article }) => article.text.slice(0, WARM_UP)));
  const indexDir = join(folder, "embed-index");
  let embedded = 0;
  const ms = await timed(async () => {
    const done = await embedArticles(articles, embedder, () => {});
    embedded = done.reduce((sum, { passages }) => sum + passages.length, 0);
    await writeIndex(indexDir, done, embedder.info);
    await rm(indexDir, { recursive: true });
  });
  const peaks = [peakMemory(), peakMemory(modelProcess)];
  clock.record(
    measurement(
      // The last article is embedded whole, and the limit of the model may cut passages anew.
      (ms * passages) / embedded,
      peaks.includes(null) ? null : (peaks[0] ?? 0) + (peaks[1] ?? 0),
      "with the model's process",
    ),
  );
  await embedder.close();
}

/** The library by itself: passages by their length, in batches of the size that is the fastest. */
export async function floor({ data, passages, model }: Task, clock: Clock): Promise<void> {
  const { env, pipeline } = await import("@xenova/transformers");
  env.allowRemoteModels = false;
  env.localModelPath = dirname(model);
  const extract = await pipeline("feature-extraction", basename(model), { quantized: false });
  const texts = passagesOf(await readArticlesOf(data, passages))
    .map(({ article, text }) => textToEmbed(contextHeader(article), text))
    .sort((a, b) => a.length - b.length);
  const embedAll = async (all: readonly string[], size: number) => {
    for (let from = 0; from < all.length; from += size)
      await extract(all.slice(from, from + size), { pooling: "mean", normalize: true });
  };
  const step = Math.max(1, Math.floor(texts.length / TRIED));
  const tried = texts.filter((_, i) => i % step === 0);
  let best = { size: 1, ms: Number.POSITIVE_INFINITY };
  // Twice over: the very first run warms up, and another program may disturb one of the two.
  for (const size of [...BATCH_SIZES, ...BATCH_SIZES].filter((size) => size <= tried.length)) {
    const ms = await timed(() => embedAll(tried, size));
    if (ms < best.ms) best = { size, ms };
  }
  const ms = await timed(() => embedAll(texts, best.size));
  clock.record(measurement(ms, peakMemory(), `batches of ${best.size}`));
}

async function timed(run: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

const measurement = (ms: number, rssMb: number | null, note: string): Measurement => ({
  stage: "embed",
  samples: [ms],
  rssMb,
  note,
});

const specOf = (folder: string): ModelSpec => ({
  folder,
  files: ["config.json", "tokenizer_config.json", "tokenizer.json", "onnx/model.onnx"],
  quantized: false,
  pooling: "mean",
  queryPrefix: "",
  passagePrefix: "",
  maxTokens: 256,
});
