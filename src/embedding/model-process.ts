/**
 * The process that owns the model, and the only file of the program that loads the library: its native binding loads once per
 * process and its run is synchronous, so neither the main thread nor a worker thread will do. Started by
 * `start-model-process.ts`; answers one request after the other.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { PreTrainedModel, PreTrainedTokenizer } from "@xenova/transformers";
import { messageOf } from "../shared/errors.ts";
import { embedBatch } from "./embed-batch.ts";
import { createTextEncoder, type TextEncoder } from "./encode-texts.ts";
import type {
  LoadedModel,
  LoadedReranker,
  ModelFiles,
  ModelReply,
  ModelRequest,
  ModelResults,
  ModelSpec,
} from "./model-messages.ts";

/** Used when neither the settings nor the model's files state a limit: that of BERT and its kin. */
const USUAL_MAX_TOKENS = 512;
/** Tokenizers without a limit state a number like 1e30. */
const NO_LIMIT = 1e9;
/** These models number positions from after the padding token, which costs them that many positions. */
const POSITIONS_AFTER_PADDING = ["roberta", "xlm-roberta", "camembert", "mpnet"];

type Model = {
  spec: ModelSpec;
  encoder: TextEncoder;
  embed(texts: readonly string[]): Promise<Float32Array>;
  loaded: LoadedModel;
  overhead: number;
};
type Reranker = { tokenizer: PreTrainedTokenizer; classify: PreTrainedModel; loaded: LoadedReranker };
type ModelConfig = { model_type?: string; max_position_embeddings?: number; pad_token_id?: number };

let model: Model | undefined;
let reranker: Reranker | undefined;
let turn = Promise.resolve();

// Ctrl-C in a terminal reaches every process of the group; the parent decides when this one ends.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(0));
process.on("message", (request: ModelRequest) => {
  turn = turn.then(async () => {
    const reply = await answer(request);
    process.send?.(reply);
  });
});

async function answer(request: ModelRequest): Promise<ModelReply> {
  try {
    return { id: request.id, ok: true, result: await perform(request) };
  } catch (error) {
    return { id: request.id, ok: false, error: messageOf(error) };
  }
}

async function perform(request: ModelRequest): Promise<ModelResults[ModelRequest["kind"]]> {
  if (request.kind === "load") {
    model = await load(request.spec);
    return model.loaded;
  }
  if (request.kind === "load-reranker") {
    reranker = await loadReranker(request.spec);
    return reranker.loaded;
  }
  if (request.kind === "rank") {
    if (!reranker) throw new Error("no reranker has been loaded");
    return rank(reranker, request.question, request.texts);
  }
  if (!model) throw new Error("no model has been loaded");
  const { spec, encoder, embed, overhead } = model;
  if (request.kind === "count") {
    return request.texts.map((text) => Math.max(0, encoder.count(spec.passagePrefix + text) - overhead));
  }
  const prefix = request.role === "question" ? spec.queryPrefix : spec.passagePrefix;
  return embed(request.texts.map((text) => prefix + text));
}

async function load(spec: ModelSpec): Promise<Model> {
  const library = await libraryFor(spec);
  const { tokenizer, model: network } = await library.pipeline("feature-extraction", basename(spec.folder), {
    quantized: spec.quantized,
  });
  const limit = await tokenLimit(spec, spec.maxTokens, tokenizer.model_max_length);
  tokenizer.model_max_length = limit;

  const encoder = createTextEncoder(tokenizer, library);
  const passageOverhead = encoder.count(spec.passagePrefix);
  const longestOverhead = Math.max(passageOverhead, encoder.count(spec.queryPrefix));
  if (limit <= longestOverhead) {
    throw new Error(
      `a limit of ${limit} tokens leaves no room for text beside ${longestOverhead} for the prefix`,
    );
  }
  const embed = (texts: readonly string[]) => embedBatch(network, encoder, spec.pooling, texts);
  const probe = await embed(["a"]);
  return {
    spec,
    encoder,
    embed,
    overhead: passageOverhead,
    loaded: {
      dimensions: probe.length,
      maxTokens: limit - longestOverhead,
      fingerprint: await fingerprint(spec),
    },
  };
}

async function loadReranker(spec: ModelFiles): Promise<Reranker> {
  const { AutoTokenizer, AutoModelForSequenceClassification } = await libraryFor(spec);
  const name = basename(spec.folder);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const classify = await AutoModelForSequenceClassification.from_pretrained(name, {
    quantized: spec.quantized,
  });
  const limit = await tokenLimit(spec, null, tokenizer.model_max_length);
  tokenizer.model_max_length = limit;
  const opened = { tokenizer, classify, loaded: { maxTokens: limit } };
  await rank(opened, "a", ["a"]);
  return opened;
}

/** The library, looking for models beside the folder of this one and nowhere else. */
async function libraryFor({ folder }: ModelFiles) {
  const library = await import("@xenova/transformers");
  library.env.allowRemoteModels = false;
  library.env.useFSCache = false;
  library.env.localModelPath = dirname(folder);
  return library;
}

/** The smallest of the limits that are known: the wanted one, the one of the model, the one of its tokenizer. */
async function tokenLimit(
  { folder }: ModelFiles,
  wanted: number | null,
  tokenizerLimit: unknown,
): Promise<number> {
  const config = JSON.parse(await readFile(join(folder, "config.json"), "utf8")) as ModelConfig;
  const lost = POSITIONS_AFTER_PADDING.includes(config.model_type ?? "") ? (config.pad_token_id ?? 0) + 1 : 0;
  const positions = (config.max_position_embeddings ?? Number.POSITIVE_INFINITY) - lost;
  const stated = typeof tokenizerLimit === "number" ? tokenizerLimit : Number.POSITIVE_INFINITY;
  const limit = Math.min(wanted ?? Number.POSITIVE_INFINITY, positions, stated);
  return limit < NO_LIMIT ? limit : USUAL_MAX_TOKENS;
}

/** One batch: padded to its longest pair, cut at the model's limit, which costs the end of the text. */
async function rank(
  { tokenizer, classify }: Reranker,
  question: string,
  texts: readonly string[],
): Promise<number[]> {
  const asked = endOf(question, tokenizer);
  const pairs = tokenizer(
    texts.map(() => asked),
    { text_pair: [...texts], padding: true, truncation: true },
  );
  const { logits } = (await classify(pairs)) as { logits?: { data: Float32Array } };
  const scores = [...(logits?.data ?? [])];
  if (scores.length !== texts.length || !scores.every(Number.isFinite)) {
    throw new Error(
      "the model does not give one finite number for each pair of texts, as a cross-encoder does",
    );
  }
  return scores;
}

/** A question may take half of what the model reads, since nothing would be left of the texts. What is asked comes last. */
function endOf(question: string, tokenizer: PreTrainedTokenizer): string {
  const most = Math.floor(tokenizer.model_max_length / 2);
  const ids = tokenizer.encode(question, null, { add_special_tokens: false });
  return ids.length <= most ? question : tokenizer.decode(ids.slice(-most), { skip_special_tokens: true });
}

/** Hashes all that the vectors depend on. Reading 120 MB of weights takes a fraction of loading them. */
async function fingerprint(spec: ModelSpec): Promise<string> {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([spec.pooling, spec.queryPrefix, spec.passagePrefix]));
  for (const file of spec.files) {
    for await (const chunk of createReadStream(join(spec.folder, file))) hash.update(chunk);
  }
  return hash.digest("hex").slice(0, 12);
}
