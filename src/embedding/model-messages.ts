import type { ModelTraits } from "./known-models.ts";

/** Everything the model's process must know to load a model. */
export type ModelSpec = Omit<ModelTraits, "dimensions"> & {
  /** Absolute path of the folder that holds the model's files. */
  folder: string;
  files: readonly string[];
  quantized: boolean;
};

/** What the model's process found out by loading it. */
export type LoadedModel = {
  dimensions: number;
  /** The longest text that is read whole, in tokens as "count" counts them. */
  maxTokens: number;
  /** Twelve hexadecimal digits that change with the model's files, its pooling and its prefixes. */
  fingerprint: string;
};

/** Prefixes differ between the two. */
export type TextRole = "question" | "passage";

export type ModelCall =
  | { kind: "load"; spec: ModelSpec }
  | { kind: "embed"; role: TextRole; texts: readonly string[] }
  | { kind: "count"; texts: readonly string[] };

/** What each call gives back; "embed" gives all vectors one after the other. */
export type ModelResults = { load: LoadedModel; embed: Float32Array; count: number[] };

export type ModelRequest = ModelCall & { id: number };

export type ModelReply =
  | { id: number; ok: true; result: ModelResults[ModelCall["kind"]] }
  | { id: number; ok: false; error: string };
