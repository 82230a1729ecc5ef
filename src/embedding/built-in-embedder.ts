import { setImmediate as nextTurn } from "node:timers/promises";
import { fold, words } from "../shared/tokens.ts";
import { COMMON_WORDS } from "./common-words.ts";
import type { Embedder, EmbedderInfo } from "./embedder.ts";

/** Counts up whenever the same text would get another vector. */
export const BUILT_IN_MODEL = "hashed-words-1";

/**
 * Measured as the share of questions whose text comes first (SelQA; XQuAD in English, Vietnamese, Chinese):
 * 512 .66 .83 .80 .70 · 1024 .74 .89 .85 .82 · 2048 .78 .89 .86 .87 · 4096 .79 .91 .87 .88.
 * Beyond 2048, twice the memory (8 kB a passage) buys one point.
 */
const DIMENSIONS = 2048;

// Weights by kind of feature, chosen on the same data.
const WORD = 1;
/** Words with their marks: changes no figure by more than half a point, but lets the exact spelling win. */
const MARKED_WORD = 0.5;
/** Two words in a row: two points in Vietnamese, where a word often has two syllables, half a point elsewhere. */
const PAIR_OF_WORDS = 0.7;
/** Parts of words: without them SelQA falls from .78 to .68. */
const NGRAM = 0.4;
/** Factor for the features of common words: with 1 instead, SelQA falls to .71. */
const COMMON = 0.2;
const NGRAM_LENGTHS = [3, 4, 5];

/** Passages embedded before other work of the process gets its turn: some milliseconds. */
const PASSAGES_PER_TURN = 16;

/** Characters that `words` has already made into pairs. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export const BUILT_IN_INFO: EmbedderInfo = {
  kind: "built-in",
  model: BUILT_IN_MODEL,
  revision: null,
  dimensions: DIMENSIONS,
  maxTokens: Number.POSITIVE_INFINITY,
};

/** An embedder without weights, for texts that share words or parts of words. Needs nothing, reads texts of any length. */
export function createBuiltInEmbedder(): Embedder {
  return {
    info: BUILT_IN_INFO,
    embedPassages: async (texts) => {
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        if (vectors.length > 0 && vectors.length % PASSAGES_PER_TURN === 0) await nextTurn();
        vectors.push(hashedVector(text));
      }
      return vectors;
    },
    embedQuestion: async (question) => hashedVector(question),
    countTokens: async (texts) => texts.map((text) => words(text).length),
    close: async () => {},
  };
}

/**
 * Signed feature hashing (Weinberger and others, 2009): each feature adds to one of the dimensions, with a sign from
 * its hash, so that collisions cancel out on average. A feature that occurs n times counts √n fold; n fold, SelQA
 * falls to .64, and 1 + ln n loses a point. Integer hashes and IEEE arithmetic make it the same on every machine. A text
 * without any feature gets the first axis, so that every vector has length 1.
 */
function hashedVector(text: string): Float32Array {
  const sums = new Float64Array(DIMENSIONS);
  for (const [feature, square] of features(text)) {
    const hash = hashOf(feature);
    const sign = hash >>> 31 === 1 ? 1 : -1;
    sums[hash % DIMENSIONS] = (sums[hash % DIMENSIONS] ?? 0) + sign * Math.sqrt(square);
  }
  const length = Math.sqrt(sums.reduce((sum, x) => sum + x * x, 0));
  if (length === 0) sums[0] = 1;
  return Float32Array.from(sums, (x) => x / (length || 1));
}

/** The features of a text, each with the sum of its squared weights. Their first letter keeps the kinds apart. */
function features(text: string): Map<string, number> {
  const squares = new Map<string, number>();
  const add = (feature: string, weight: number) =>
    squares.set(feature, (squares.get(feature) ?? 0) + weight * weight);
  let previous: string | null = null;
  for (const word of words(text)) {
    const folded = fold(word);
    const factor = COMMON_WORDS.has(word) ? COMMON : 1;
    add(`w${folded}`, WORD * factor);
    if (folded !== word) add(`m${word}`, MARKED_WORD * factor);
    if (!UNSPACED.test(word)) {
      for (const ngram of ngrams(folded)) add(`n${ngram}`, NGRAM * factor);
      if (previous !== null) add(`p${previous} ${folded}`, PAIR_OF_WORDS);
    }
    previous = folded;
  }
  return squares;
}

/** Runs of characters of a word with its ends marked. */
function ngrams(word: string): string[] {
  const characters = [...`<${word}>`];
  return NGRAM_LENGTHS.flatMap((length) =>
    Array.from({ length: Math.max(0, characters.length - length + 1) }, (_, i) =>
      characters.slice(i, i + length).join(""),
    ),
  );
}

/** FNV-1a over UTF-16 units, mixed by the finalizer of MurmurHash3 so that low and high bits are both usable. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
