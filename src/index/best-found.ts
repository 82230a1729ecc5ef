/** What was found under a number, a sentence's or an article's, and its score. */
export type Found = { number: number; score: number };

/** Best first; among equals the lower number. */
const isBetter = (a: Found, b: Found) => a.score > b.score || (a.score === b.score && a.number < b.number);

/** Puts a find into its place among the best `count`. Most of a large collection fail the first test, which is cheap. */
export function keepBest(best: Found[], number: number, score: number, count: number): void {
  if (score < leastOf(best, count)) return;
  const found = { number, score };
  let place = best.length;
  while (place > 0 && isBetter(found, best[place - 1] as Found)) place--;
  best.splice(place, 0, found);
  if (best.length > count) best.pop();
}

/** What a find has to score at least to be among the best `count`. */
export function leastOf(best: readonly Found[], count: number): number {
  return best.length < count ? 0 : (best[count - 1]?.score ?? 0);
}
