/** What each passage already taken from an article leaves of the scores of its others. */
const AGAIN = 0.9;

/**
 * Orders a ranking so that other articles are heard too: takes the best, then counts every further passage of the same article
 * 0.9 times for each one taken from it.
 * @returns the items with their scores so changed, best first; of equals the one that came first
 */
export function diversify<T extends { score: number }>(
  ranked: readonly T[],
  articleOf: (item: T) => number,
): T[] {
  const taken = new Map<number, number>();
  const rest = [...ranked];
  const ordered: T[] = [];
  while (rest.length > 0) {
    let best = 0;
    let bestScore = Number.NEGATIVE_INFINITY;
    rest.forEach((item, i) => {
      const score = item.score * AGAIN ** (taken.get(articleOf(item)) ?? 0);
      if (score > bestScore) [best, bestScore] = [i, score];
    });
    const [item] = rest.splice(best, 1) as [T];
    taken.set(articleOf(item), (taken.get(articleOf(item)) ?? 0) + 1);
    ordered.push({ ...item, score: bestScore });
  }
  return ordered;
}
