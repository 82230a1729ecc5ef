import { firstFrom, includesSorted, join, type Postings, without } from "./posting-lists.ts";
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

export type FoundSentence = {
  sentence: number;
  /** The BM25F score times what its article is favoured by. */
  score: number;
};

/**
 * The word index: BM25F (Robertson, Zaragoza, Taylor 2004) with the sentence as the unit. A term counts where it stands in the
 * sentence, and less where it stands in the sentences beside it, elsewhere in the article, or in the article's title and
 * date:
 *
 *   tf = tf_sentence / norm + 0.1 · tf_neighbours / norm + 0.2 · tf_article / norm_article + 1 · [in the title]
 *   score = Σ weight · idf · tf · (k1 + 1) / (tf + k1)
 *
 * with norm = 1 − b + b · length / average length. The weights were chosen on public question sets (XQuAD, SelQA).
 * Sentences and articles are numbered from 0 in order; the sentences of an article stand together.
 */
export type Words = {
  /**
   * The best `count` sentences, best first.
   * @param favour by what the scores of an article's sentences are multiplied: 0 leaves the article out
   */
  rank(groups: readonly TermGroup[], count: number, favour: (article: number) => number): FoundSentence[];
  /** Inverse document frequency of a group over sentences: that of its most frequent member of weight 0.5 or more. */
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

const K1 = 0.9;
const B = 0.4;
const B_ARTICLE = 0.75;
const NEIGHBOUR_WEIGHT = 0.1;
const ARTICLE_WEIGHT = 0.2;
const TITLE_WEIGHT = 1;

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
  const norms = normalise(sentenceLength, B, allWords / Math.max(1, sentences));
  const articleNorms = normalise(articleLength, B_ARTICLE, allWords / Math.max(1, articles));

  // Scratch space of one question at a time: the search itself never waits.
  const tf = new Float64Array(sentences);
  const scores = new Float64Array(sentences);

  const joined = new Map<string, Postings>();

  /** Where a term stands, or several joined by blanks. */
  function postingsOf(term: string): Postings {
    const number = termNumbers.get(term);
    if (number !== undefined || !term.includes(" ")) {
      return {
        sentences: row(sentenceOf, postingsFrom, number),
        counts: row(countOf, postingsFrom, number),
        titles: row(titleArticle, titlesFrom, number),
      };
    }
    const known = joined.get(term) ?? join(term.split(" ").map(postingsOf));
    joined.set(term, known);
    return known;
  }

  const sentencesWith = (term: string) => postingsOf(term).sentences;
  const titlesWith = (term: string) => postingsOf(term).titles;

  function frequency(term: string): number {
    const inSentences = sentencesWith(term).length;
    if (inSentences > 0) return inSentences;
    return titlesWith(term).reduce(
      (sum, article) => sum + at(sentencesFrom, article + 1) - at(sentencesFrom, article),
      0,
    );
  }

  const inverse = (df: number) => Math.log(1 + (sentences - df + 0.5) / (df + 0.5));

  const inverseFrequency = ({ alternatives }: TermGroup): number =>
    inverse(
      Math.max(0, ...alternatives.filter(({ weight }) => weight >= 0.5).map(({ term }) => frequency(term))),
    );

  /** Adds one term's frequencies in all fields to `tf`, article by article. */
  function addTerm(
    { sentences, counts, titles }: Postings,
    weight: number,
    favour: (article: number) => number,
    touched: number[],
  ): void {
    const add = (sentence: number, amount: number) => {
      if (at(tf, sentence) === 0) touched.push(sentence);
      tf[sentence] = at(tf, sentence) + weight * amount;
    };
    const addToArticle = (article: number, amount: number) => {
      for (let s = at(sentencesFrom, article); s < at(sentencesFrom, article + 1); s++) add(s, amount);
    };
    const end = sentences.length;
    for (let from = 0, to = from; from < end; from = to) {
      const article = at(articleOf, at(sentences, from));
      let inArticle = 0;
      for (to = from; to < end && at(articleOf, at(sentences, to)) === article; to++)
        inArticle += at(counts, to);
      if (favour(article) === 0) continue;
      addToArticle(article, (ARTICLE_WEIGHT * inArticle) / at(articleNorms, article));
      const first = at(sentencesFrom, article);
      const last = at(sentencesFrom, article + 1) - 1;
      for (let p = from; p < to; p++) {
        const sentence = at(sentences, p);
        const count = at(counts, p);
        const beside = NEIGHBOUR_WEIGHT * count;
        add(sentence, count / at(norms, sentence));
        if (sentence > first) add(sentence - 1, beside / at(norms, sentence - 1));
        if (sentence < last) add(sentence + 1, beside / at(norms, sentence + 1));
      }
    }
    for (const article of titles) if (favour(article) > 0) addToArticle(article, TITLE_WEIGHT);
  }

  function rank(
    groups: readonly TermGroup[],
    count: number,
    favour: (article: number) => number,
  ): FoundSentence[] {
    const scored: number[] = [];
    for (const group of groups) {
      const touched: number[] = [];
      const [word] = group.alternatives;
      for (const { term, weight, instead } of group.alternatives) {
        const postings = postingsOf(term);
        addTerm(
          instead && word ? without(postings, postingsOf(word.term)) : postings,
          weight,
          favour,
          touched,
        );
      }
      const idf = group.weight * inverseFrequency(group);
      for (const sentence of touched) {
        if (at(scores, sentence) === 0) scored.push(sentence);
        const frequency = at(tf, sentence);
        scores[sentence] = at(scores, sentence) + (idf * frequency * (K1 + 1)) / (frequency + K1);
        tf[sentence] = 0;
      }
    }
    const best: FoundSentence[] = [];
    for (const sentence of scored) {
      keepBest(best, sentence, at(scores, sentence) * favour(at(articleOf, sentence)), count);
      scores[sentence] = 0;
    }
    return best;
  }

  return {
    rank,
    inverseFrequency,
    highestScore: (groups) =>
      groups.reduce((sum, group) => sum + group.weight * inverseFrequency(group) * (K1 + 1), 0),
    highestOfOne: inverse(1) * (K1 + 1),
    frequency,
    sentencesWith,
    stands: (term, sentence) => includesSorted(sentencesWith(term), sentence),
    standsInArticle(term, article) {
      const within = sentencesWith(term);
      const next = at(within, firstFrom(within, at(sentencesFrom, article)));
      return next < at(sentencesFrom, article + 1) || includesSorted(titlesWith(term), article);
    },
    articleOf: (sentence) => at(articleOf, sentence),
    sentencesOf: (article) => ({ start: at(sentencesFrom, article), end: at(sentencesFrom, article + 1) }),
    sentences,
    articles,
    vocabulary: terms,
  };
}

const normalise = (lengths: ArrayLike<number>, b: number, average: number): Float64Array =>
  Float64Array.from(lengths, (length) => 1 - b + (b * length) / Math.max(1, average));

const at = (array: ArrayLike<number>, i: number) => array[i] as number;

function row<T extends Uint32Array | Uint16Array>(
  values: T,
  from: Uint32Array,
  number: number | undefined,
): T {
  const [start, end] = number === undefined ? [0, 0] : [at(from, number), at(from, number + 1)];
  return values.subarray(start, end) as T;
}

/** Best first; among equals the sentence that comes first. */
const isBetter = (a: FoundSentence, b: FoundSentence) =>
  a.score > b.score || (a.score === b.score && a.sentence < b.sentence);

/** Puts a sentence into its place among the best `count`. Most of a large collection fail the first test, which is cheap. */
function keepBest(best: FoundSentence[], sentence: number, score: number, count: number): void {
  const last = best[best.length - 1];
  if (best.length === count && (!last || score < last.score)) return;
  const found = { sentence, score };
  let place = best.length;
  while (place > 0 && isBetter(found, best[place - 1] as FoundSentence)) place--;
  best.splice(place, 0, found);
  if (best.length > count) best.pop();
}
