/** One leg's ranking, best first, and how much it counts. */
export type Ranking = { items: readonly number[]; weight: number };

/** The constant of reciprocal rank fusion; 60 in Cormack, Clarke, Büttcher 2009, where it was shown to matter little. */
const RANK_OFFSET = 60;

/**
 * Joins rankings by weighted reciprocal rank fusion: an item scores Σ weight / (60 + rank), ranks from 1.
 * @returns the items with their scores, best first; ties in order of their numbers.
 */
export function fuse(rankings: readonly Ranking[]): { item: number; score: number }[] {
  const scores = new Map<number, number>();
  for (const { items, weight } of rankings) {
    items.forEach((item, i) => {
      scores.set(item, (scores.get(item) ?? 0) + weight / (RANK_OFFSET + i + 1));
    });
  }
  return [...scores]
    .map(([item, score]) => ({ item, score }))
    .sort((a, b) => b.score - a.score || a.item - b.item);
}
