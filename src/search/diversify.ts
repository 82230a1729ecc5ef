/** What each passage already taken from an article leaves of the scores of its others. */
const AGAIN = 0.9;
/** Less than every score. */
const TAKEN = Number.NEGATIVE_INFINITY;

/**
 * Orders a ranking so that other articles are heard too: takes the best, then counts every further passage of the same article
 * 0.9 times for each one taken from it.
 * @returns the items with their scores so changed, best first; of equals the one that came first
 */
export function diversify<T extends { score: number }>(
  ranked: readonly T[],
  articleOf: (item: T) => number,
): T[] {
  const articles = ranked.map(articleOf);
  const taken = new Map<number, number>();
  // What each item counts now; nothing once it is taken.
  const scores = ranked.map(({ score }) => score);
  return ranked.map(() => {
    let best = 0;
    let bestScore = TAKEN;
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i] as number;
      if (score > bestScore) [best, bestScore] = [i, score];
    }
    const article = articles[best] as number;
    const times = (taken.get(article) ?? 0) + 1;
    taken.set(article, times);
    scores[best] = TAKEN;
    for (let i = 0; i < scores.length; i++)
      if (articles[i] === article && scores[i] !== TAKEN) scores[i] = (ranked[i] as T).score * AGAIN ** times;
    return { ...(ranked[best] as T), score: bestScore };
  });
}
