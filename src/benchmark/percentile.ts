/**
 * The smallest value that at least a share of all values do not exceed (the nearest-rank method).
 * @param share above 0, at most 1: 0.5 for the median
 * @returns NaN of no values
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
