/** Which embedder to use and how. What is left out comes from the table of known models or from the model itself. */
export type EmbeddingSettings = {
  embedder: "auto" | "transformers" | "built-in";
  /** A model's id on the hub, or the path of a folder that holds a model. */
  model: string;
  /** A branch, tag or commit of the model on the hub. */
  revision: string | undefined;
  /** The folder of all models: a model lies in `cacheDir/<org>/<name>/`, with a revision in a folder below that. */
  cacheDir: string;
  pooling?: "mean" | "cls";
  queryPrefix?: string;
  passagePrefix?: string;
  /** The longest text in tokens, special tokens and prefix included. Never more than the model itself can read. */
  maxTokens?: number;
  /** Use the quantized weights (the default) or the full ones. */
  quantized?: boolean;
  /** Base address of the model hub. */
  hub?: string;
  /** Milliseconds after which a hub that sends nothing is given up. */
  hubPatienceMs?: number;
  /** A cross-encoder that ranks the best sentences once more; undefined: none. */
  reranker?: RerankerSettings;
};

/** Which reranker to use; its folder and its hub are those of all models. Always with quantized weights. */
export type RerankerSettings = Pick<EmbeddingSettings, "model" | "revision">;

/** Bytes of one file of a model; `total` is 0 when the hub does not tell it. */
export type DownloadProgress = { file: string; loaded: number; total: number };

/** What the user may be told while a model is being fetched, and what becomes of it later. */
export type EmbeddingHooks = {
  onDownload?(progress: DownloadProgress): void;
  /** One plain line, for example that a download begins. */
  onNotice?(line: string): void;
  /** A model has failed; it is started again in so many milliseconds, and questions do without it until then. */
  onModelDown?(why: Error, againInMs: number): void;
  /** A model that had failed answers again. */
  onModelUp?(): void;
};
