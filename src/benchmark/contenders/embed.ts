import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ReadArticle } from "../../articles/read-articles.ts";
import { embedBatch } from "../../embedding/embed-batch.ts";
import { createTextEncoder } from "../../embedding/encode-texts.ts";
import { openModelEmbedder } from "../../embedding/model-embedder.ts";
import type { ModelSpec } from "../../embedding/model-messages.ts";
import { embedArticles, splitArticle, textsOf } from "../../index/embed-articles.ts";
import { sha256 } from "../../shared/sha256.ts";
import type { Clock } from "../clock.ts";
import { readArticlesOf } from "../data-folder.ts";
import { peakMemory } from "../peak-memory.ts";
import type { Measurement } from "../row.ts";
import type { Task } from "../task.ts";
import { DIMENSIONS } from "../unit-vectors.ts";
import { writeIndex } from "./dateline.ts";

/** Longest text in tokens, as for all-MiniLM-L6-v2. */
const MAX_TOKENS = 256;
const POOLING = "mean";
/** Sizes of a batch that the floor tries, and on how many texts at most. */
const BATCH_SIZES = [1, 2, 4, 8, 16, 32];
const TRIED = 64;
/** How often each is measured in one process. */
const RUNS = 3;

/**
 * From read articles to an index on the disk: split, counted, embedded, written, checked. The model is loaded before, and all of it
 * has run once, as it has for the floor.
 */
export async function dateline({ data, folder, passages, model }: Task, clock: Clock): Promise<void> {
  const articles = await readWhole(data, passages);
  let modelProcess = 0;
  const embedder = await openModelEmbedder(
    { name: "random-minilm", revision: "local", dimensions: DIMENSIONS, spec: specOf(model) },
    {
      onStart: (pid) => {
        modelProcess = pid;
      },
    },
  );
  const indexDir = join(folder, "embed-index");
  const build = async () => {
    const embedded = await embedArticles(articles, embedder, () => {});
    await writeIndex(indexDir, embedded, embedder.info);
    return embedded;
  };
  const texts = (await build()).flatMap(textsOf);
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await rm(indexDir, { recursive: true });
    samples.push(await timed(build));
  }
  const peaks = [peakMemory(), peakMemory(modelProcess)];
  const rssMb = peaks.includes(null) ? null : (peaks[0] ?? 0) + (peaks[1] ?? 0);
  const tokens = await embedder.countTokens(texts);
  clock.record(measurement(samples, passages, tokens, rssMb, "with the model's process"));
  await embedder.close();
}

/**
 * The model by itself, on the very texts that Dateline embeds: by their length, in batches of the size that is the fastest, and
 * pooled as Dateline does it, which is faster than the library's own way.
 */
export async function floor({ data, passages, model: folder }: Task, clock: Clock): Promise<void> {
  const library = await import("@xenova/transformers");
  library.env.allowRemoteModels = false;
  library.env.localModelPath = dirname(folder);
  const { model, tokenizer } = await library.pipeline("feature-extraction", basename(folder), {
    quantized: false,
  });
  tokenizer.model_max_length = MAX_TOKENS;
  const encoder = createTextEncoder(tokenizer, library);
  const specialTokens = encoder.count("");
  const count = (text: string) => encoder.count(text) - specialTokens;
  const limits = {
    maxTokens: MAX_TOKENS - specialTokens,
    countTokens: async (texts: readonly string[]) => texts.map(count),
  };
  const split = await Promise.all((await readWhole(data, passages)).map((one) => splitArticle(one, limits)));
  const texts = split.flatMap(textsOf).sort((a, b) => count(a) - count(b));
  const tokens = texts.map(count);
  const embedAll = async (all: readonly string[], size: number) => {
    for (let from = 0; from < all.length; from += size)
      await embedBatch(model, encoder, POOLING, all.slice(from, from + size));
  };
  const step = Math.ceil(texts.length / TRIED);
  const tried = texts.filter((_, i) => i % step === 0);
  let best = { size: 1, ms: Number.POSITIVE_INFINITY };
  // Twice over: the very first run warms up, and another program may disturb one of the two.
  for (const size of [...BATCH_SIZES, ...BATCH_SIZES]) {
    const ms = await timed(() => embedAll(tried, size));
    if (ms < best.ms) best = { size, ms };
  }
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run++) samples.push(await timed(() => embedAll(texts, best.size)));
  clock.record(measurement(samples, passages, tokens, peakMemory(), `batches of ${best.size}`));
}

/** The last article is embedded whole. */
async function readWhole(data: string, passages: number): Promise<ReadArticle[]> {
  const articles = await readArticlesOf(data, passages);
  return articles.map(({ article }) => ({ hash: sha256(article.text), article }));
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** @param tokens of each text: there are some more than passages are wanted, and the times are told for what is wanted */
function measurement(
  samples: readonly number[],
  passages: number,
  tokens: readonly number[],
  rssMb: number | null,
  note: string,
): Measurement {
  const all = tokens.reduce((sum, one) => sum + one, 0);
  const perSecond = Math.round((1_000 * all) / Math.min(...samples));
  return {
    stage: "embed",
    samples: samples.map((ms) => (ms * passages) / tokens.length),
    rssMb,
    note: `${all} tokens in ${tokens.length} texts, at best ${perSecond} tokens/s, ${note}`,
  };
}

const specOf = (folder: string): ModelSpec => ({
  folder,
  files: ["config.json", "tokenizer_config.json", "tokenizer.json", "onnx/model.onnx"],
  quantized: false,
  pooling: POOLING,
  queryPrefix: "",
  passagePrefix: "",
  maxTokens: MAX_TOKENS,
});
