/** A vector of which only the direction counts: floats of length 1 from a model, bytes of any length where they say as much. */
export type Vector = Float32Array | Int8Array;

/** Turns texts into vectors. One question, one embedder: an index is queried with the one that built it. */
export type Embedder = {
  readonly info: EmbedderInfo;
  /**
   * Embeds passages (with their context headers) for the index.
   * @returns one vector of `info.dimensions` numbers per text, in order.
   */
  embedPassages(texts: readonly string[]): Promise<Vector[]>;
  /** Embeds one question. Models want other prefixes for questions than for passages. */
  embedQuestion(question: string): Promise<Vector>;
  /** How many tokens of a text the embedder reads; longer texts would be cut silently. */
  countTokens(texts: readonly string[]): Promise<number[]>;
  close(): Promise<void>;
};

/** What identifies an embedder in a manifest. Vectors of two embedders compare only if all of it is equal. */
export type EmbedderInfo = {
  kind: "transformers" | "built-in";
  /** The model's id on the hub, or the name and version of the built-in embedder. */
  model: string;
  /**
   * The model's revision on the hub ("main" if none is pinned, "local" for a folder) and, after a "+", a fingerprint
   * of its files, pooling and prefixes, since a branch moves and a folder changes. Null for the built-in embedder.
   */
  revision: string | null;
  dimensions: number;
  /** The longest text, in tokens, that is read whole, without special tokens and prefix. Infinity: any. */
  maxTokens: number;
};
