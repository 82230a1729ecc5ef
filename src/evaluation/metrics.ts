/** Figures of information retrieval, each over `ranks` or relevances of single questions. */

/** Share of questions whose first right answer has rank `k` or better; rank 0 means none. */
export const hitAt = (k: number, ranks: readonly number[]): number =>
  mean(ranks.map((rank) => +(rank > 0 && rank <= k)));

/** Mean reciprocal rank; a question without a right answer counts 0. */
export const meanReciprocalRank = (ranks: readonly number[]): number =>
  mean(ranks.map((rank) => (rank > 0 ? 1 / rank : 0)));

/**
 * nDCG@10 (Järvelin, Kekäläinen 2002) of one ranking.
 * @param relevance of every relevant document, by its id
 */
export function ndcgAt10(ranking: readonly string[], relevance: ReadonlyMap<string, number>): number {
  const gain = (values: readonly number[]) =>
    values.slice(0, 10).reduce((sum, value, i) => sum + value / Math.log2(i + 2), 0);
  const ideal = gain([...relevance.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : gain(ranking.map((id) => relevance.get(id) ?? 0)) / ideal;
}

/** Share of the relevant documents that are among the first ten. */
export const recallAt10 = (ranking: readonly string[], relevance: ReadonlyMap<string, number>): number =>
  new Set(ranking.slice(0, 10).filter((id) => relevance.has(id))).size / Math.max(1, relevance.size);

/** Area under the ROC curve: the chance that a positive's score is above a negative's; ties count a half. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0;
  for (const p of positives) for (const n of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}

/** Precision, recall and F1 of a decision; NaN where nothing was decided or there was nothing to find. */
export function decisionFigures(decisions: readonly { decided: boolean; right: boolean }[]) {
  const hits = decisions.filter(({ decided, right }) => decided && right).length;
  const precision = hits / decisions.filter(({ decided }) => decided).length;
  const recall = hits / decisions.filter(({ right }) => right).length;
  return { precision, recall, f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Paired bootstrap (Efron 1979): the 95 % interval of the mean difference of two runs over the same questions.
 * @param differences one per question
 * @param seed of the pseudo-random draws, so that a run can be repeated
 */
export function bootstrapInterval(
  differences: readonly number[],
  seed = 1,
  draws = 2_000,
): { low: number; high: number } {
  const random = pseudoRandom(seed);
  const means = Array.from({ length: draws }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  ).sort((a, b) => a - b);
  return {
    low: means[Math.floor(draws * 0.025)] ?? Number.NaN,
    high: means[Math.ceil(draws * 0.975) - 1] ?? Number.NaN,
  };
}

/** mulberry32: small, fast, good enough for resampling. Numbers in [0, 1). */
export function pseudoRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
