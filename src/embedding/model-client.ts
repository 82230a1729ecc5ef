import { DatelineError } from "../shared/errors.ts";
import type { LoadedModel, LoadedReranker, ModelFiles, ModelSpec, TextRole } from "./model-messages.ts";
import { EMBEDDING, RERANKING } from "./model-use.ts";
import { type ModelClientOptions, type RunningModel, runModel } from "./run-model.ts";

/** An embedding model in a process of its own. */
export type ModelClient = {
  load(): Promise<LoadedModel>;
  /** All vectors one after the other. For `until` see `runModel`. */
  embed(role: TextRole, texts: readonly string[], until?: number): Promise<Float32Array>;
  count(texts: readonly string[]): Promise<number[]>;
  inTime: RunningModel<LoadedModel>["inTime"];
  /** Ends the process at once, with whatever it is doing. */
  close(): Promise<void>;
};

/** A reranker in a process of its own: one that hangs stops no embedding. */
export type RerankerClient = {
  load(): Promise<LoadedReranker>;
  /** One score per text. */
  rank(question: string, texts: readonly string[], until: number): Promise<number[]>;
  inTime: RunningModel<LoadedReranker>["inTime"];
  close(): Promise<void>;
};

/** How calls fail and what becomes of them, `runModel` tells. */
export function createModelClient(spec: ModelSpec, options: ModelClientOptions = {}): ModelClient {
  let known: LoadedModel | null = null;
  const check = (loaded: LoadedModel) => {
    known ??= loaded;
    if (known.fingerprint === loaded.fingerprint) return;
    throw new DatelineError(
      "model",
      "The files of the embedding model changed while it was in use; start again, and build the index with: npm run index",
    );
  };
  const { load, call, inTime, close } = runModel(EMBEDDING.noun, { kind: "load", spec }, check, options);
  return {
    load,
    embed: (role, texts, until) => call({ kind: "embed", role, texts }, until),
    count: (texts) => call({ kind: "count", texts }),
    inTime,
    close,
  };
}

/** The same for a reranker. Its scores are kept nowhere, so its files may change between two starts. */
export function createRerankerClient(spec: ModelFiles, options: ModelClientOptions = {}): RerankerClient {
  const { load, call, inTime, close } = runModel(
    RERANKING.noun,
    { kind: "load-reranker", spec },
    () => {},
    options,
  );
  return {
    load,
    rank: (question, texts, until) => call({ kind: "rank", question, texts }, until),
    inTime,
    close,
  };
}
