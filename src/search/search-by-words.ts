import type { OpenIndex } from "../index/open-index.ts";
import type { PassageFilter } from "../index/vectors.ts";
import type { TermGroup } from "../index/words.ts";
import { type DateRange, FIRST_DATE, isWithin, LAST_DATE } from "../shared/date-range.ts";
import { type CertainReason, type Judgement, judge } from "./confidence.ts";
import { coverSides } from "./cover-sides.ts";
import { diversify } from "./diversify.ts";
import { favourDates, isPublishedNear } from "./favour-dates.ts";
import { asksSeveral } from "./question-kind.ts";
import { type RankedSentence, rankSentences } from "./rank-sentences.ts";
import { openReader, type Reading } from "./read-by-language.ts";
import { readDates } from "./read-dates.ts";
import { sentenceLookup } from "./sentence-lookup.ts";
import { ownArticles } from "./term-groups.ts";

export type SearchOptions = { filter: PassageFilter; history: readonly string[] };

/** What the words alone tell of a question. */
export type WordSearchResult = {
  /** Best first; those that share no word with the question are not among them. */
  ranked: RankedSentence[];
  /** How likely the articles answer, from 0 to 1. */
  confidence: number;
  /** Why they certainly do not; null if that is not certain. */
  reason: CertainReason | null;
};

/**
 * Prepares the search of an index by words: once for each language of the articles, the rankings joined.
 * @param today gives the calendar date against which "last year" is read
 */
export function openWordSearch(
  index: OpenIndex,
  today: () => string,
): (question: string, options: SearchOptions) => WordSearchResult {
  const { words } = index;
  const { textOf } = sentenceLookup(index);
  const readQuestion = openReader(index);
  const dates = index.articles.map(({ date }) => date);
  const dateOf = (article: number) => dates[article] ?? "";

  return (question, { filter, history }) => {
    const { ranges, rest } = readDates(question, today());
    const isAllowed = openFilter(filter, dateOf);
    const readings = readQuestion(rest, history);
    const rankings = readings.map((reading) => rankFor(reading, reading.groups, ranges));
    const judgements = readings.map((reading, i) => judgeReading(reading, rankings[i] ?? []));
    // What is certain for the articles of one language may stand in those of another.
    const isCertain = judgements.every(({ reason }) => reason !== null);
    const sides = asksSeveral(question, ranges)
      ? readings.map((reading, i) => coverSidesFor(reading, rankings[i] ?? []))
      : rankings;
    return {
      ranked: diversify(joinRankings(readings, sides, judgements), ({ sentence }) =>
        words.articleOf(sentence),
      ),
      confidence: Math.max(
        0,
        ...readings.map((reading, i) => likelihood(reading, judgements[i] as Judgement)),
      ),
      reason: isCertain ? (judgements[0]?.reason ?? null) : null,
    };

    function rankFor(
      reading: Reading,
      groups: readonly TermGroup[],
      favoured: readonly DateRange[],
    ): RankedSentence[] {
      const favourDate = favourDates(favoured, dateOf);
      const favour = (article: number) =>
        reading.isFor(article) && isAllowed(article) ? favourDate(article) : 0;
      return rankSentences(words, { text: question, groups }, textOf, { favour });
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

    function judgeReading(reading: Reading, ranked: readonly RankedSentence[]): Judgement {
      const { isCommon, nearest } = reading;
      const collection = { words, textOf, dates, isCommon, nearest };
      return judge(collection, { text: question, ranges, ...reading }, ranked);
    }
  };
}

/**
 * Every further language is another chance to find something by mistake, the more so the fewer articles are in it: the odds of what was
 * translated count by the square root of their share. Half of that would refuse more of XQuAD's questions on other articles,
 * but also some that are answered.
 */
function likelihood({ articles, language, share }: Reading, { confidence }: Judgement): number {
  if (articles === ownArticles(language)) return confidence;
  const odds = Math.sqrt(share) * confidence;
  return odds / (1 - confidence + odds);
}

/** What a ranking counts that certainly does not answer. */
const DOUBTFUL = 0.2;

/**
 * Joins the rankings of the languages into one. A ranking for more words has higher scores but finds a smaller share of them, so they
 * are compared halfway between the two: by their scores over the square root of the highest there could be, and by how likely each is
 * to answer. Chosen on one half of XQuAD's questions, a third of its paragraphs in each language.
 */
function joinRankings(
  readings: readonly Reading[],
  rankings: readonly RankedSentence[][],
  judgements: readonly Judgement[],
): RankedSentence[] {
  if (rankings.length === 1) return rankings[0] ?? [];
  return rankings
    .flatMap((ranked, i) => {
      const { highestScore = 1 } = readings[i] ?? {};
      const { confidence = 0 } = judgements[i] ?? {};
      const factor = (DOUBTFUL + confidence) / Math.sqrt(highestScore || 1);
      return ranked.map((one) => ({ ...one, score: factor * one.score }));
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
