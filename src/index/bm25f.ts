/*
 * BM25F (Robertson, Zaragoza, Taylor 2004) with the sentence as the unit. A term counts where it stands in the sentence, and less
 * where it stands in the sentences beside it, elsewhere in the article, or in the article's title and date:
 *
 *   tf = tf_sentence / norm + 0.1 · tf_neighbours / norm + 0.2 · tf_article / norm_article + 1 · [in the title]
 *   score = Σ weight · idf · tf · (k1 + 1) / (tf + k1)
 *
 * with norm = 1 − b + b · length / average length. The weights were chosen on public question sets (XQuAD, SelQA).
 */
const K1 = 0.9;
const B = 0.4;
const B_ARTICLE = 0.75;
export const NEIGHBOUR_WEIGHT = 0.1;
export const ARTICLE_WEIGHT = 0.2;
export const TITLE_WEIGHT = 1;

/** The norm of a sentence without words. */
export const LEAST_NORM = 1 - B;

/** The inverse document frequency of what stands in `df` of `sentences` sentences. */
export const inverseFrequency = (sentences: number, df: number): number =>
  Math.log(1 + (sentences - df + 0.5) / (df + 0.5));

/** What a group scores in a sentence by its frequency there. */
export const saturated = (idf: number, tf: number): number => (idf * tf * (K1 + 1)) / (tf + K1);

/** What it would score if it stood there endlessly often. */
export const highest = (idf: number): number => idf * (K1 + 1);

/** The norm of each article by its length in terms. */
export function articleNorms(lengths: Float64Array): Float64Array {
  const average = mean(lengths);
  return lengths.map((length) => norm(B_ARTICLE, length, average));
}

/** The norms of sentences of 0, 1, 2 … terms, up to the longest there is. */
export function normsByLength(lengths: Uint32Array): Float64Array {
  const average = mean(lengths);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return Float64Array.from({ length: longest + 1 }, (_, length) => norm(B, length, average));
}

const norm = (b: number, length: number, average: number) => 1 - b + (b * length) / Math.max(1, average);

function mean(lengths: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < lengths.length; i++) sum += lengths[i] as number;
  return sum / Math.max(1, lengths.length);
}
