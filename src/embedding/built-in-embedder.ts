import { setImmediate as nextTurn } from "node:timers/promises";
import { fold, words } from "../shared/tokens.ts";
import { COMMON_WORDS } from "./common-words.ts";
import type { Embedder, EmbedderInfo } from "./embedder.ts";

/** Counts up whenever the same text would get another vector. */
export const BUILT_IN_MODEL = "hashed-words-2";

/**
 * Measured as the share of questions whose text comes first (SelQA; XQuAD in English, Vietnamese, Chinese):
 * 512 .66 .83 .80 .70 · 1024 .74 .89 .85 .82 · 2048 .78 .89 .86 .87 · 4096 .79 .91 .87 .88.
 * Beyond 2048, twice the memory buys one point.
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
      const vectors: Int8Array[] = [];
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
 * falls to .64, and 1 + ln n loses a point. Integer hashes and IEEE arithmetic make it the same on every machine. The sums are
 * rounded to 127ths of the largest, which moves no figure by half a point and takes a quarter of the memory. A text
 * without any feature gets the first axis, so that no vector is without direction.
 */
function hashedVector(text: string): Int8Array {
  const sums = new Float64Array(DIMENSIONS);
  for (const [hash, square] of features(text)) {
    const sign = hash >>> 31 === 1 ? 1 : -1;
    sums[hash % DIMENSIONS] = (sums[hash % DIMENSIONS] as number) + sign * Math.sqrt(square);
  }
  // Plain loops: with functions called for each number, they take longer than all words together.
  let largest = 0;
  for (const sum of sums) largest = Math.max(largest, Math.abs(sum));
  if (largest === 0) sums[0] = largest = 1;
  const vector = new Int8Array(DIMENSIONS);
  for (let i = 0; i < DIMENSIONS; i++) vector[i] = Math.round(((sums[i] as number) / largest) * LARGEST);
  return vector;
}

/** Of a signed byte. */
const LARGEST = 127;

/** The features of a text by their hashes, each with the sum of its squared weights. */
function features(text: string): Map<number, number> {
  const squares = new Map<number, number>();
  const add = (hash: number, weight: number) => squares.set(hash, (squares.get(hash) ?? 0) + weight * weight);
  let previous: WordFeatures | null = null;
  for (const word of words(text)) {
    const known = featuresOf(word);
    const factor = COMMON_WORDS.has(word) ? COMMON : 1;
    add(known.folded, WORD * factor);
    if (known.marked !== null) add(known.marked, MARKED_WORD * factor);
    for (const ngram of known.ngrams) add(ngram, NGRAM * factor);
    if (known.isSpaced && previous) add(hashOfPair(previous.folded, known.folded), PAIR_OF_WORDS);
    previous = known;
  }
  return squares;
}

/** Hashes of the features of one word. */
type WordFeatures = {
  folded: number;
  /** Null when the word has no marks. */
  marked: number | null;
  ngrams: readonly number[];
  isSpaced: boolean;
};

/** Most words of a text have come before, and their parts are what takes time. Emptied when it is full. */
const knownWords = new Map<string, WordFeatures>();
const MOST_KNOWN_WORDS = 50_000;

function featuresOf(word: string): WordFeatures {
  const known = knownWords.get(word);
  if (known) return known;
  const folded = fold(word);
  const isSpaced = !UNSPACED.test(word);
  // Their first letter keeps the kinds apart.
  const fresh = {
    folded: hashOf(`w${folded}`),
    marked: folded === word ? null : hashOf(`m${word}`),
    ngrams: isSpaced ? ngrams(folded).map((ngram) => hashOf(`n${ngram}`)) : [],
    isSpaced,
  };
  if (knownWords.size >= MOST_KNOWN_WORDS) knownWords.clear();
  knownWords.set(word, fresh);
  return fresh;
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

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

const hashOfPair = (first: number, second: number) => mixed(Math.imul(first, 0x01000193) ^ second);

/** By the finalizer of MurmurHash3, so that low and high bits are both usable. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
