import type { PackedPostings } from "./postings.ts";

/** Terms that stand for one word of a question: the word itself, its synonyms, its translations. */
export type TermGroup = {
  alternatives: readonly { term: string; weight: number }[];
  /** What the group counts in the sum; 1 for a word of the question itself. */
  weight: number;
};

export type FoundSentence = { sentence: number; score: number };

/**
 * The word index: BM25F (Robertson, Zaragoza, Taylor 2004) with the sentence as the unit. A term counts where it stands in the
 * sentence, and less where it stands in the sentences beside it, elsewhere in the article, or in the article's title and
 * date:
 *
 *   tf = tf_sentence / norm + 0.1 · tf_neighbours / norm + 0.2 · tf_article / norm_article + 0.8 · [in the title]
 *   score = Σ weight · idf · tf · (k1 + 1) / (tf + k1)
 *
 * with norm = 1 − b + b · length / average length. The weights were chosen on public question sets.
 */
export type Words = {
  /** The best `count` sentences, best first; only those of articles that are allowed. */
  rank(groups: readonly TermGroup[], count: number, allowed: (article: number) => boolean): FoundSentence[];
  /** Inverse document frequency of a group over sentences: that of its most frequent member of weight 0.5 or more. */
  inverseFrequency(group: TermGroup): number;
  /** In how many sentences a term stands (or in whose titles it stands). */
  frequency(term: string): number;
  vocabulary: readonly string[];
  /** The article of a sentence, and which of its sentences it is, from 0. */
  placeOf(sentence: number): { article: number; sentence: number };
  /** The number of an article's sentence: the inverse of `placeOf`. */
  numberOf(article: number, sentence: number): number;
};

const K1 = 0.9;
const B = 0.4;
const B_ARTICLE = 0.75;
const NEIGHBOUR_WEIGHT = 0.1;
const ARTICLE_WEIGHT = 0.2;
const TITLE_WEIGHT = 0.8;

export function openWords(packed: PackedPostings): Words {
  const { terms, postingsFrom, sentenceOf, countOf, titlesFrom, titleArticle, sentencesFrom, sentenceLength } = packed;
  const termNumbers = new Map(terms.map((term, number) => [term, number]));
  const sentences = sentenceLength.length;
  const articles = sentencesFrom.length - 1;
  const articleOf = new Uint32Array(sentences);
  const articleLength = new Float64Array(articles);
  for (let article = 0; article < articles; article++) {
    for (let s = at(sentencesFrom, article); s < at(sentencesFrom, article + 1); s++) {
      articleOf[s] = article;
      articleLength[article] = at(articleLength, article) + at(sentenceLength, s);
    }
  }
  const allWords = articleLength.reduce((sum, length) => sum + length, 0);
  const norm = normaliser(B, allWords / Math.max(1, sentences));
  const articleNorm = normaliser(B_ARTICLE, allWords / Math.max(1, articles));

  // Scratch space of one question at a time: the search itself never waits.
  const tf = new Float64Array(sentences);
  const scores = new Float64Array(sentences);

  const frequency = (term: string) => {
    const number = termNumbers.get(term);
    return number === undefined ? 0 : at(postingsFrom, number + 1) - at(postingsFrom, number);
  };

  function inverseFrequency({ alternatives }: TermGroup): number {
    const df = Math.max(0, ...alternatives.filter(({ weight }) => weight >= 0.5).map(({ term }) => frequency(term)));
    return Math.log(1 + (sentences - df + 0.5) / (df + 0.5));
  }

  /** Adds one term's frequencies in all fields to `tf`, article by article. */
  function addTerm(term: string, weight: number, allowed: (article: number) => boolean, touched: number[]): void {
    const number = termNumbers.get(term);
    if (number === undefined) return;
    const add = (sentence: number, amount: number) => {
      if (at(tf, sentence) === 0) touched.push(sentence);
      tf[sentence] = at(tf, sentence) + weight * amount;
    };
    const addToArticle = (article: number, amount: number) => {
      for (let s = at(sentencesFrom, article); s < at(sentencesFrom, article + 1); s++) add(s, amount);
    };
    const end = at(postingsFrom, number + 1);
    for (let from = at(postingsFrom, number), to = from; from < end; from = to) {
      const article = at(articleOf, at(sentenceOf, from));
      let inArticle = 0;
      for (to = from; to < end && at(articleOf, at(sentenceOf, to)) === article; to++) inArticle += at(countOf, to);
      if (!allowed(article)) continue;
      addToArticle(article, (ARTICLE_WEIGHT * inArticle) / articleNorm(at(articleLength, article)));
      for (let p = from; p < to; p++) {
        const sentence = at(sentenceOf, p);
        const count = at(countOf, p);
        add(sentence, count / norm(at(sentenceLength, sentence)));
        for (const neighbour of [sentence - 1, sentence + 1]) {
          if (neighbour < at(sentencesFrom, article) || neighbour >= at(sentencesFrom, article + 1)) continue;
          add(neighbour, (NEIGHBOUR_WEIGHT * count) / norm(at(sentenceLength, neighbour)));
        }
      }
    }
    for (let p = at(titlesFrom, number); p < at(titlesFrom, number + 1); p++) {
      if (allowed(at(titleArticle, p))) addToArticle(at(titleArticle, p), TITLE_WEIGHT);
    }
  }

  return {
    frequency,
    inverseFrequency,
    vocabulary: terms,
    placeOf(number) {
      const article = at(articleOf, number);
      return { article, sentence: number - at(sentencesFrom, article) };
    },
    numberOf: (article, sentence) => at(sentencesFrom, article) + sentence,
    rank(groups, count, allowed) {
      const scored: number[] = [];
      for (const group of groups) {
        const touched: number[] = [];
        for (const { term, weight } of group.alternatives) addTerm(term, weight, allowed, touched);
        const idf = group.weight * inverseFrequency(group);
        for (const sentence of touched) {
          if (at(scores, sentence) === 0) scored.push(sentence);
          const frequency = at(tf, sentence);
          scores[sentence] = at(scores, sentence) + (idf * frequency * (K1 + 1)) / (frequency + K1);
          tf[sentence] = 0;
        }
      }
      const ranked = scored
        .map((sentence) => ({ sentence, score: at(scores, sentence) }))
        .sort((a, b) => b.score - a.score || a.sentence - b.sentence)
        .slice(0, count);
      for (const sentence of scored) scores[sentence] = 0;
      return ranked;
    },
  };
}

const normaliser = (b: number, average: number) => (length: number) => 1 - b + (b * length) / Math.max(1, average);

const at = (array: ArrayLike<number>, i: number) => array[i] as number;
