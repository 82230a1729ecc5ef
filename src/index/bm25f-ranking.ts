import { type Found, keepBest, leastOf } from "./best-found.ts";
import {
  ARTICLE_WEIGHT,
  articleNorms,
  LEAST_NORM,
  NEIGHBOUR_WEIGHT,
  normsByLength,
  saturated,
  TITLE_WEIGHT,
} from "./bm25f.ts";
import { includesSorted, lowerBound, type Postings } from "./posting-lists.ts";

/** A word of a question: where each of its alternatives stands and what it weighs, and what the word counts. */
export type WeighedGroup = { alternatives: readonly { postings: Postings; weight: number }[]; idf: number };

/** What a bound is raised by, as a share of it: its sum is rounded in another order than that of the scores. */
const ROUNDING = 1e-9;

/**
 * Prepares the ranking of sentences by BM25F. Few articles have the best sentences: an upper bound of the scores is reckoned for every
 * article that has a word of the question, and the sentences themselves are scored only where it reaches the best found so far (as
 * MaxScore skips documents: Turtle, Flood 1995).
 * @param sentencesFrom the first sentence of each article, and at the end the number of all sentences
 * @param sentenceLength terms in each sentence
 * @param articleOf the article of each sentence
 * @returns ranks the best `count` sentences, best first; see `Words`
 */
export function openRanking(
  sentencesFrom: Uint32Array,
  sentenceLength: Uint32Array,
  articleOf: Uint32Array,
): (groups: readonly WeighedGroup[], count: number, favour: (article: number) => number) => Found[] {
  const articles = sentencesFrom.length - 1;
  const lengths = new Float64Array(articles);
  let longest = 0;
  for (let article = 0; article < articles; article++) {
    const [first, end] = [sentencesFrom[article] as number, sentencesFrom[article + 1] as number];
    for (let s = first; s < end; s++)
      lengths[article] = (lengths[article] as number) + (sentenceLength[s] as number);
    longest = Math.max(longest, end - first);
  }
  const norms = articleNorms(lengths);
  const ofLength = normsByLength(sentenceLength);
  const normOf = (sentence: number) => ofLength[sentenceLength[sentence] as number] as number;

  // Scratch space of one question at a time: the search itself never waits.
  const bounds = new Float64Array(articles);
  const groupBounds = new Float64Array(articles);
  const tf = new Float64Array(longest);
  const scores = new Float64Array(longest);

  /**
   * Adds to the bounds of articles what the best sentence of each may score by a group. A sentence has its own count and that of two
   * neighbours; where one sentence alone holds the term, no sentence has both.
   */
  function addBounds({ alternatives, idf }: WeighedGroup, touched: number[]): void {
    const touchedHere: number[] = [];
    const add = (article: number, amount: number) => {
      if ((groupBounds[article] as number) === 0) touchedHere.push(article);
      groupBounds[article] = (groupBounds[article] as number) + amount;
    };
    for (const { postings, weight } of alternatives) {
      const { sentences, counts, titles } = postings;
      const all = sentences.length;
      for (let from = 0, to = from; from < all; from = to) {
        const article = articleOf[sentences[from] as number] as number;
        const end = sentencesFrom[article + 1] as number;
        let inArticle = 0;
        let most = 0;
        let own = 0;
        for (; to < all && (sentences[to] as number) < end; to++) {
          const count = counts[to] as number;
          inArticle += count;
          most = Math.max(most, count);
          own = Math.max(own, count / normOf(sentences[to] as number));
        }
        const beside = (2 * NEIGHBOUR_WEIGHT * most) / LEAST_NORM;
        add(
          article,
          weight *
            ((ARTICLE_WEIGHT * inArticle) / (norms[article] as number) +
              (to - from === 1 ? Math.max(own, beside) : own + beside)),
        );
      }
      for (const article of titles) add(article, weight * TITLE_WEIGHT);
    }
    for (const article of touchedHere) {
      if ((bounds[article] as number) === 0) touched.push(article);
      bounds[article] = (bounds[article] as number) + saturated(idf, groupBounds[article] as number);
      groupBounds[article] = 0;
    }
  }

  /** Adds to `tf` how often a term stands in each sentence of an article, all fields taken together. */
  function addTerm(article: number, { sentences, counts, titles }: Postings, weight: number): void {
    const first = sentencesFrom[article] as number;
    const end = sentencesFrom[article + 1] as number;
    const from = lowerBound(sentences, first);
    let inArticle = 0;
    let to = from;
    for (; to < sentences.length && (sentences[to] as number) < end; to++) inArticle += counts[to] as number;
    if (inArticle > 0)
      addToAll(end - first, weight * ((ARTICLE_WEIGHT * inArticle) / (norms[article] as number)));
    for (let p = from; p < to; p++) {
      const sentence = sentences[p] as number;
      const count = counts[p] as number;
      const beside = NEIGHBOUR_WEIGHT * count;
      const i = sentence - first;
      tf[i] = (tf[i] as number) + weight * (count / normOf(sentence));
      if (sentence > first) tf[i - 1] = (tf[i - 1] as number) + weight * (beside / normOf(sentence - 1));
      if (sentence < end - 1) tf[i + 1] = (tf[i + 1] as number) + weight * (beside / normOf(sentence + 1));
    }
    if (includesSorted(titles, article)) addToAll(end - first, weight * TITLE_WEIGHT);
  }

  function addToAll(size: number, amount: number): void {
    for (let i = 0; i < size; i++) tf[i] = (tf[i] as number) + amount;
  }

  /** Keeps the best sentences of an article. */
  function scoreArticle(
    article: number,
    groups: readonly WeighedGroup[],
    factor: number,
    best: Found[],
    count: number,
  ): void {
    const first = sentencesFrom[article] as number;
    const size = (sentencesFrom[article + 1] as number) - first;
    for (const { alternatives, idf } of groups) {
      for (const { postings, weight } of alternatives) addTerm(article, postings, weight);
      for (let i = 0; i < size; i++) {
        scores[i] = (scores[i] as number) + saturated(idf, tf[i] as number);
        tf[i] = 0;
      }
    }
    for (let i = 0; i < size; i++) {
      if ((scores[i] as number) > 0) keepBest(best, first + i, (scores[i] as number) * factor, count);
      scores[i] = 0;
    }
  }

  return (groups, count, favour) => {
    const touched: number[] = [];
    for (const group of groups) addBounds(group, touched);
    const promising: Found[] = [];
    for (const article of touched) {
      bounds[article] = (bounds[article] as number) * favour(article) * (1 + ROUNDING);
      if ((bounds[article] as number) > 0) keepBest(promising, article, bounds[article] as number, count);
    }
    const best: Found[] = [];
    const consider = (article: number) => {
      if ((bounds[article] as number) === 0 || (bounds[article] as number) < leastOf(best, count)) return;
      scoreArticle(article, groups, favour(article), best, count);
      bounds[article] = 0;
    };
    for (const { number } of promising) consider(number);
    for (const article of touched) consider(article);
    for (const article of touched) bounds[article] = 0;
    return best;
  };
}
