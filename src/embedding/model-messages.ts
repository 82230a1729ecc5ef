import type { ModelTraits } from "./known-models.ts";

/** The files of a model. */
export type ModelFiles = {
  /** Absolute path of the folder that holds them. */
  folder: string;
  files: readonly string[];
  quantized: boolean;
};

/** Everything the model's process must know to load a model. */
export type ModelSpec = ModelFiles & Omit<ModelTraits, "dimensions">;

/** What the model's process found out by loading it. */
export type LoadedModel = {
  dimensions: number;
  /** The longest text that is read whole, in tokens as "count" counts them. */
  maxTokens: number;
  /** Twelve hexadecimal digits that change with the model's files, its pooling and its prefixes. */
  fingerprint: string;
};

/** The same of a reranker. */
export type LoadedReranker = {
  /** The longest pair that is read whole, in tokens with the special ones. */
  maxTokens: number;
};

/** Prefixes differ between the two. */
export type TextRole = "question" | "passage";

/** A process runs one model: an embedding model or a reranker. */
export type LoadCall = { kind: "load"; spec: ModelSpec } | { kind: "load-reranker"; spec: ModelFiles };

export type WorkCall =
  | { kind: "embed"; role: TextRole; texts: readonly string[] }
  | { kind: "count"; texts: readonly string[] }
  | { kind: "rank"; question: string; texts: readonly string[] };

export type ModelCall = LoadCall | WorkCall;

/** What each call gives back; "embed" gives all vectors one after the other, "rank" one score per text. */
export type ModelResults = {
  load: LoadedModel;
  "load-reranker": LoadedReranker;
  embed: Float32Array;
  count: number[];
  rank: number[];
};

export type ModelRequest = ModelCall & { id: number };

export type ModelReply =
  | { id: number; ok: true; result: ModelResults[ModelCall["kind"]] }
  | { id: number; ok: false; error: string };
