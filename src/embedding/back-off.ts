/** How long to wait after failures that follow one another: nothing after the first, then twice as long each time. */
export type BackOff = { firstMs: number; mostMs: number };

/** A model that cannot run costs a start a minute, and one that can is back within a minute of its mending. */
export const BACK_OFF: BackOff = { firstMs: 1_000, mostMs: 60_000 };

/** @param failures how many have followed one another, at least 1 */
export const pauseAfter = (failures: number, { firstMs, mostMs }: BackOff): number =>
  failures === 1 ? 0 : Math.min(mostMs, firstMs * 2 ** (failures - 2));
