import { LRUCache } from "lru-cache";
import { highest, inverseFrequency } from "./bm25f.ts";
import { openRanking, type WeighedGroup } from "./bm25f-ranking.ts";
import {
  difference,
  includesSorted,
  intersection,
  lowerBound,
  NOWHERE,
  type Postings,
} from "./posting-lists.ts";
import type { PackedPostings } from "./postings.ts";

/**
 * Terms that stand for one word of a question: the word itself, its other forms, its synonyms, its translations. Several terms
 * joined by blanks count as one that stands where all of them stand in one sentence: what an acronym stands for.
 */
export type TermGroup = {
  /** The word itself comes first. One that is said `instead` of it does not count where the word itself stands. */
  alternatives: readonly { term: string; weight: number; instead?: boolean }[];
  /** What the group counts in the sum; 1 for a word of the question itself. */
  weight: number;
};

/** The term of the word that a group stands for. */
export const termOf = ({ alternatives }: TermGroup): string => alternatives[0]?.term ?? "";

/** From this weight on an alternative says the same as the word itself. */
export const SAYS_THE_SAME = 0.5;

export type ScoredSentence = {
  sentence: number;
  /** The BM25F score times what its article is favoured by. */
  score: number;
};

/**
 * The word index: where each term stands, and the ranking of sentences by BM25F. Sentences and articles are numbered from 0 in order;
 * the sentences of an article stand together.
 */
export type Words = {
  /**
   * The best `count` sentences, best first.
   * @param favour by what the scores of an article's sentences are multiplied: 0 leaves the article out
   */
  rank(groups: readonly TermGroup[], count: number, favour: (article: number) => number): ScoredSentence[];
  /** Inverse document frequency of a group over sentences: that of the most frequent of its alternatives that say the same. */
  inverseFrequency(group: TermGroup): number;
  /** The score of a sentence that held every word of the question endlessly often. */
  highestScore(groups: readonly TermGroup[]): number;
  /** That of a sentence for a question of one word that only this sentence has. */
  highestOfOne: number;
  /** In how many sentences a term stands; of a term that only titles have, how many sentences stand under them. */
  frequency(term: string): number;
  /** The sentences that hold a term, in order. */
  sentencesWith(term: string): ArrayLike<number>;
  stands(term: string, sentence: number): boolean;
  /** Whether a term stands in an article, its title and its date included. */
  standsInArticle(term: string, article: number): boolean;
  articleOf(sentence: number): number;
  /** The sentences of an article: from the first to before `end`. */
  sentencesOf(article: number): { start: number; end: number };
  sentences: number;
  articles: number;
  vocabulary: readonly string[];
};

/** Postings of joined terms that are kept for the next question, some 20 MB. */
const MOST_JOINED = 3_000_000;

export function openWords(packed: PackedPostings): Words {
  const {
    terms,
    postingsFrom,
    sentenceOf,
    countOf,
    titlesFrom,
    titleArticle,
    sentencesFrom,
    sentenceLength,
  } = packed;
  const termNumbers = new Map<string, number>();
  for (const [number, term] of terms.entries()) termNumbers.set(term, number);
  const sentences = sentenceLength.length;
  const articles = sentencesFrom.length - 1;
  const articleOf = new Uint32Array(sentences);
  for (let article = 0; article < articles; article++)
    articleOf.fill(article, at(sentencesFrom, article), at(sentencesFrom, article + 1));
  const rankWeighed = openRanking(sentencesFrom, sentenceLength, articleOf);

  /** Those of several terms, for acronyms and translations. */
  const joined = new LRUCache<string, Postings>({
    maxSize: MOST_JOINED,
    sizeCalculation: ({ sentences }) => sentences.length + 1,
  });

  /** Where a term stands, or several joined by blanks. */
  function postingsOf(term: string): Postings {
    const number = termNumbers.get(term);
    if (number !== undefined) {
      return {
        sentences: row(sentenceOf, postingsFrom, number),
        counts: row(countOf, postingsFrom, number),
        titles: row(titleArticle, titlesFrom, number),
      };
    }
    if (!term.includes(" ")) return NOWHERE;
    const known = joined.get(term) ?? intersection(term.split(" ").map(postingsOf));
    joined.set(term, known);
    return known;
  }

  function sentencesWith(term: string): Uint32Array {
    const number = termNumbers.get(term);
    return number === undefined ? postingsOf(term).sentences : row(sentenceOf, postingsFrom, number);
  }

  // Asked hundreds of times for one question, so that they make no rows of their own.

  function stands(term: string, sentence: number): boolean {
    const number = termNumbers.get(term);
    if (number === undefined) return includesSorted(postingsOf(term).sentences, sentence);
    return includesSorted(sentenceOf, sentence, at(postingsFrom, number), at(postingsFrom, number + 1));
  }

  function frequency(term: string): number {
    const number = termNumbers.get(term);
    const inSentences =
      number === undefined
        ? postingsOf(term).sentences.length
        : at(postingsFrom, number + 1) - at(postingsFrom, number);
    if (inSentences > 0) return inSentences;
    return postingsOf(term).titles.reduce(
      (sum, article) => sum + at(sentencesFrom, article + 1) - at(sentencesFrom, article),
      0,
    );
  }

  const inverseFrequencyOf = ({ alternatives }: TermGroup): number =>
    inverseFrequency(
      sentences,
      Math.max(
        0,
        ...alternatives.filter(({ weight }) => weight >= SAYS_THE_SAME).map(({ term }) => frequency(term)),
      ),
    );

  /** Where each alternative of a group counts. */
  function weigh(group: TermGroup): WeighedGroup {
    const word = termOf(group);
    const alternatives = group.alternatives.map(({ term, weight, instead }) => {
      const postings = postingsOf(term);
      return { postings: instead ? difference(postings, postingsOf(word)) : postings, weight };
    });
    return { alternatives, idf: group.weight * inverseFrequencyOf(group) };
  }

  return {
    rank: (groups, count, favour) =>
      rankWeighed(groups.map(weigh), count, favour).map(({ number, score }) => ({ sentence: number, score })),
    inverseFrequency: inverseFrequencyOf,
    highestScore: (groups) =>
      groups.reduce((sum, group) => sum + highest(group.weight * inverseFrequencyOf(group)), 0),
    highestOfOne: highest(inverseFrequency(sentences, 1)),
    frequency,
    sentencesWith,
    stands,
    standsInArticle(term, article) {
      const { sentences: within, titles } = postingsOf(term);
      const next = at(within, lowerBound(within, at(sentencesFrom, article)));
      return next < at(sentencesFrom, article + 1) || includesSorted(titles, article);
    },
    articleOf: (sentence) => at(articleOf, sentence),
    sentencesOf: (article) => ({ start: at(sentencesFrom, article), end: at(sentencesFrom, article + 1) }),
    sentences,
    articles,
    vocabulary: terms,
  };
}

const at = (array: ArrayLike<number>, i: number) => array[i] as number;

function row<T extends Uint32Array | Uint16Array>(values: T, from: Uint32Array, number: number): T {
  return values.subarray(at(from, number), at(from, number + 1)) as T;
}
