import type { Embedder } from "../embedding/embedder.ts";
import type { Reranker } from "../embedding/reranker.ts";
import type { OpenIndex } from "../index/open-index.ts";
import { currentDate } from "../shared/calendar-date.ts";
import type { Lap } from "../shared/stages.ts";
import type { CertainReason } from "./confidence.ts";
import { fuse } from "./fuse.ts";
import { latestFirst } from "./latest-first.ts";
import { wantsLatest } from "./question-kind.ts";
import { rerank } from "./rerank.ts";
import { openWordSearch, type SearchOptions } from "./search-by-words.ts";
import { sentenceLookup } from "./sentence-lookup.ts";
import { unlessModelFails } from "./unless-model-fails.ts";

/** A sentence with its place in the ranking and the raw signals behind it, which fusion throws away. */
export type FoundSentence = {
  /** The article's place in the index, and which of its sentences it is, from 0. */
  article: number;
  sentence: number;
  /** Comparable within one question. */
  score: number;
  /** BM25F score; 0 when nothing of the question stands in or around the sentence. */
  words: number;
  /** Cosine similarity of the question and the sentence's passage; null when it is not among the nearest, or they were not asked. */
  similarity: number | null;
  /** What the reranker gave it; null when it was not asked. */
  rerank: number | null;
};

export type SearchResult = {
  /** Best first. */
  ranked: FoundSentence[];
  /** What follows in the ranking: nearest by the built-in vectors, which are not asked before the ranking by words has run out. */
  more: () => Promise<FoundSentence[]>;
  /** How likely the articles answer, from 0 to 1. */
  confidence: number;
  /** Why they certainly do not; null if that is not certain. */
  reason: CertainReason | null;
  /** Whether a model that should have been asked did not answer, so that less was searched than usual. */
  withoutModel: boolean;
};

/** Ranks the sentences of a collection for a question. */
export type Search = (question: string, options: SearchOptions, lap?: Lap) => Promise<SearchResult>;

/** How many passages found by vectors are fused. */
const DENSE_DEPTH = 60;

/** By the number of a sentence. */
type Similarities = ReadonlyMap<number, number>;
const NONE: Similarities = new Map();

/**
 * Prepares the search of an index: by words, once for each language of the articles, and by the vectors of the passages.
 * With a model the two rankings are joined by reciprocal rank fusion. The built-in embedder knows nothing that the words do not:
 * its ranking only follows theirs, for those who want more, so that there is something closest even where no word is shared.
 * A model that does not answer is done without.
 * @param reranker reads the best sentences again, or null
 * @param today gives the calendar date against which "last year" is read
 */
export function openSearch(
  index: OpenIndex,
  embedder: Embedder,
  reranker: Reranker | null = null,
  today: () => string = currentDate,
): Search {
  const searchByWords = openWordSearch(index, today);
  const lookup = sentenceLookup(index);
  const dateOf = (article: number) => index.articles[article]?.date ?? "";

  return async (question, { filter, history }, lap = () => {}) => {
    const { ranked: byWords, confidence, reason } = searchByWords(question, { filter, history });
    lap("words");

    const asked = [...history, question].join("\n");
    const wordScores = new Map(byWords.map((one) => [one.sentence, one.words]));
    const isModel = embedder.info.kind === "transformers";
    const waits = !isModel && !reranker && byWords.length > 0;
    const near = waits ? NONE : await findNear();
    const similarities = near ?? NONE;
    const joined = isModel
      ? fuse([
          { items: byWords.map(({ sentence }) => sentence), weight: 1 },
          { items: [...similarities.keys()], weight: 1 },
        ])
      : [...byWords.map(({ sentence, score }) => ({ item: sentence, score })), ...onlyNear(similarities)];
    const found = joined.map((one) => describe(one, similarities));
    lap("vectors");
    const reranked = reranker
      ? await unlessModelFails(rerank(reranker, index.articles, asked, found))
      : found;
    if (reranker) lap("rerank");
    const ranked = reranked ?? found;
    return {
      ranked: wantsLatest(question) ? latestFirst(ranked, dateOf) : ranked,
      more: async () => {
        const nearest = (waits && (await findNear())) || NONE;
        return onlyNear(nearest).map((one) => describe(one, nearest));
      },
      confidence,
      reason,
      withoutModel: !near || !reranked,
    };

    /** The sentences that stand for the nearest passages, with their similarities, nearest first; null if the model does not answer. */
    async function findNear(): Promise<Similarities | null> {
      const vector = await unlessModelFails(embedder.embedQuestion(asked));
      if (!vector) return null;
      const similarities = new Map<number, number>();
      for (const { passage, similarity } of await index.vectors.nearest(vector, DENSE_DEPTH, filter)) {
        const sentence = lookup.sentenceFor(passage, wordScores);
        if (sentence !== undefined && !similarities.has(sentence)) similarities.set(sentence, similarity);
      }
      return similarities;
    }

    /** What only the vectors found, without a score of its own. */
    function onlyNear(similarities: Similarities): { item: number; score: number }[] {
      return [...similarities.keys()]
        .filter((sentence) => !wordScores.has(sentence))
        .map((item) => ({ item, score: 0 }));
    }

    function describe(
      { item, score }: { item: number; score: number },
      similarities: Similarities,
    ): FoundSentence {
      const { article, sentence } = lookup.placeOf(item);
      return {
        article,
        sentence,
        score,
        words: wordScores.get(item) ?? 0,
        similarity: similarities.get(item) ?? null,
        rerank: null,
      };
    }
  };
}
