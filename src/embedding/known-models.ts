import { basename } from "node:path";
import type { Language } from "../shared/detect-language.ts";
import type { EmbeddingSettings } from "./embedding-settings.ts";

/** How a model wants to be used. A wrong pooling or a missing prefix costs quality without any error. */
export type ModelTraits = {
  /** How the vectors of the tokens become one: their mean, or the vector of the first token. */
  pooling: "mean" | "cls";
  queryPrefix: string;
  passagePrefix: string;
  /** Longest text in tokens, special tokens and prefix included; null: as the model's own files say. */
  maxTokens: number | null;
  /** Length of its vectors; null: as the model gives them. */
  dimensions: number | null;
};

type KnownModel = ModelTraits & {
  /** The commit that is used unless EMBEDDING_REVISION names another; "main" where none has been checked. */
  revision: string;
};

const MAIN = "main";

const E5 = { pooling: "mean", queryPrefix: "query: ", passagePrefix: "passage: ", maxTokens: 512 } as const;
const BGE_EN = {
  pooling: "cls",
  queryPrefix: "Represent this sentence for searching relevant passages: ",
  passagePrefix: "",
  maxTokens: 512,
} as const;
const SENTENCE_BERT = { pooling: "mean", queryPrefix: "", passagePrefix: "" } as const;

/** From the model cards. The token limits of the MiniLM models are those they were trained with. */
const KNOWN_MODELS: Readonly<Record<string, KnownModel>> = {
  "Xenova/multilingual-e5-small": {
    ...E5,
    dimensions: 384,
    revision: "761b726dd34fb83930e26aab4e9ac3899aa1fa78",
  },
  "Xenova/multilingual-e5-base": { ...E5, dimensions: 768, revision: MAIN },
  "Xenova/multilingual-e5-large": { ...E5, dimensions: 1024, revision: MAIN },
  "Xenova/bge-small-en-v1.5": {
    ...BGE_EN,
    dimensions: 384,
    revision: "ea104dacec62c0de699686887e3f920caeb4f3e3",
  },
  "Xenova/bge-base-en-v1.5": { ...BGE_EN, dimensions: 768, revision: MAIN },
  "Xenova/all-MiniLM-L6-v2": {
    ...SENTENCE_BERT,
    maxTokens: 256,
    dimensions: 384,
    revision: "751bff37182d3f1213fa05d7196b954e230abad9",
  },
  "Xenova/paraphrase-multilingual-MiniLM-L12-v2": {
    ...SENTENCE_BERT,
    maxTokens: 128,
    dimensions: 384,
    revision: MAIN,
  },
};

type KnownReranker = {
  /** As for the embedding models. */
  revision: string;
  /** The languages that it has learned to read. */
  languages: readonly Language[];
};

const KNOWN_RERANKERS: Readonly<Record<string, KnownReranker>> = {
  "Xenova/ms-marco-MiniLM-L-6-v2": {
    revision: "fec3517fe1016cfeee39338ef98ba76fc449dbcc",
    languages: ["en"],
  },
};

/** An unknown model: mean pooling, no prefixes, and the limit that its own files state. */
const UNKNOWN: ModelTraits = { ...SENTENCE_BERT, maxTokens: null, dimensions: null };

/** The revision of a model on the hub that is used unless another is asked for. */
export const defaultRevision = (id: string): string =>
  (KNOWN_MODELS[id] ?? KNOWN_RERANKERS[id])?.revision ?? MAIN;

/** The languages of the questions that a reranker can read, known by its name without the organization; null: not known. */
export function rerankerLanguages(model: string): readonly Language[] | null {
  const id = Object.keys(KNOWN_RERANKERS).find((known) => basename(known) === basename(model));
  return (id === undefined ? undefined : KNOWN_RERANKERS[id])?.languages ?? null;
}

/**
 * How to use the model of the settings: what the settings say, else what is known of it. A model is known by its name
 * without the organization, so that a copy in another place gets the same prefixes.
 */
export function modelTraits(settings: EmbeddingSettings): ModelTraits {
  const name = basename(settings.model);
  const id = Object.keys(KNOWN_MODELS).find((known) => basename(known) === name);
  const known = (id === undefined ? undefined : KNOWN_MODELS[id]) ?? UNKNOWN;
  return {
    pooling: settings.pooling ?? known.pooling,
    queryPrefix: settings.queryPrefix ?? known.queryPrefix,
    passagePrefix: settings.passagePrefix ?? known.passagePrefix,
    maxTokens: settings.maxTokens ?? known.maxTokens,
    dimensions: known.dimensions,
  };
}
