/** What a model is for: how messages speak of it, and by which variables it is named. */
export type ModelUse = {
  noun: string;
  /** What files it must have. */
  kind: string;
  modelVariable: string;
  revisionVariable: string;
  example: string;
};

export const EMBEDDING: ModelUse = {
  noun: "embedding model",
  kind: "an ONNX model",
  modelVariable: "EMBEDDING_MODEL",
  revisionVariable: "EMBEDDING_REVISION",
  example: "Xenova/multilingual-e5-small",
};

export const RERANKING: ModelUse = {
  noun: "reranker",
  kind: "an ONNX cross-encoder",
  modelVariable: "RERANKER_MODEL",
  revisionVariable: "RERANKER_REVISION",
  example: "Xenova/ms-marco-MiniLM-L-6-v2",
};
