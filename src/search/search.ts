import type { Embedder } from "../embedding/embedder.ts";
import type { Reranker } from "../embedding/reranker.ts";
import type { OpenIndex } from "../index/open-index.ts";
import type { PassageFilter } from "../index/vectors.ts";
import type { TermGroup } from "../index/words.ts";
import { currentDate } from "../shared/calendar-date.ts";
import { type DateRange, FIRST_DATE, isWithin, LAST_DATE } from "../shared/date-range.ts";
import type { Lap } from "../shared/stages.ts";
import { type CertainReason, type Judgement, judge } from "./confidence.ts";
import { coverSides } from "./cover-sides.ts";
import { diversify } from "./diversify.ts";
import { favourDates, isPublishedNear } from "./favour-dates.ts";
import { fuse } from "./fuse.ts";
import { latestFirst } from "./latest-first.ts";
import { asksSeveral, wantsLatest } from "./question-kind.ts";
import { type RankedSentence, rankSentences } from "./rank-sentences.ts";
import { openReader, type Reading } from "./read-by-language.ts";
import { readDates } from "./read-dates.ts";
import { rerank } from "./rerank.ts";
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

export type SearchOptions = { filter: PassageFilter; history: readonly string[] };

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
  const { words } = index;
  const lookup = sentenceLookup(index);
  const readQuestion = openReader(index);
  const dates = index.articles.map(({ date }) => date);
  const dateOf = (article: number) => dates[article] ?? "";

  return async (question, { filter, history }, lap = () => {}) => {
    const { ranges, rest } = readDates(question, today());
    const isAllowed = openFilter(filter, dateOf);
    const readings = readQuestion(rest, history);
    const rankings = readings.map((reading) => rankFor(reading, reading.groups, ranges));
    const judgements = readings.map((reading, i) => judgeReading(reading, question, rankings[i] ?? []));
    const confidence = Math.max(0, ...judgements.map((judgement) => judgement.confidence));
    // What is certain for the articles of one language may stand in those of another.
    const isCertain = judgements.every(({ reason }) => reason !== null);
    const sides = asksSeveral(question, ranges)
      ? readings.map((reading, i) => coverSidesFor(reading, rankings[i] ?? []))
      : rankings;
    const byWords = diversify(joinRankings(readings, sides), ({ sentence }) => words.articleOf(sentence));
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
      reason: isCertain ? (judgements[0]?.reason ?? null) : null,
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

    function rankFor(
      reading: Reading,
      groups: readonly TermGroup[],
      favoured: readonly DateRange[],
    ): RankedSentence[] {
      const favourDate = favourDates(favoured, dateOf);
      const favour = (article: number) =>
        reading.isFor(article) && isAllowed(article) ? favourDate(article) : 0;
      return rankSentences(words, { text: question, groups }, lookup.textOf, { favour });
    }

    /** A date that an article has is that of its side: the next side is looked for at the others. */
    function coverSidesFor(reading: Reading, ranking: readonly RankedSentence[]): RankedSentence[] {
      return coverSides(
        words,
        reading.groups,
        ranking,
        (groups, taken) => {
          const open = ranges.filter(
            (range) => ![...taken].some((article) => isPublishedNear(dateOf(article), range)),
          );
          return rankFor(reading, groups, open);
        },
        (term, article) =>
          ranges.some(
            (range) =>
              isPublishedNear(dateOf(article), range) &&
              [range.from, range.to].some((date) => date.slice(0, 4) === term),
          ),
      );
    }

    function judgeReading(reading: Reading, text: string, ranked: readonly RankedSentence[]): Judgement {
      const collection = {
        words,
        textOf: lookup.textOf,
        dates,
        isCommon: reading.isCommon,
        nearest: reading.nearest,
      };
      return judge(collection, { text, ranges, ...reading }, ranked);
    }
  };
}

/** Words found as they were asked say more than translations, of which a short one is soon found somewhere. */
const TRANSLATED_WEIGHT = 0.6;

/** Scores of rankings with other words are comparable only as shares of the highest that each could have. */
function joinRankings(readings: readonly Reading[], rankings: readonly RankedSentence[][]): RankedSentence[] {
  if (rankings.length === 1) return rankings[0] ?? [];
  return rankings
    .flatMap((ranked, i) => {
      const { highestScore = 1, isTranslated = false } = readings[i] ?? {};
      const share = (isTranslated ? TRANSLATED_WEIGHT : 1) / (highestScore || 1);
      return ranked.map((one) => ({ ...one, score: share * one.score }));
    })
    .sort((a, b) => b.score - a.score || a.sentence - b.sentence);
}

/** Tells which articles may be found. */
function openFilter(
  { from, to, article: only }: PassageFilter,
  dateOf: (article: number) => string,
): (article: number) => boolean {
  if (from === undefined && to === undefined && only === undefined) return () => true;
  const range = { from: from ?? FIRST_DATE, to: to ?? LAST_DATE };
  return (article) => (only === undefined || only === article) && isWithin(dateOf(article), range);
}
