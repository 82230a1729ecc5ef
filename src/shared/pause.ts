import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits, without keeping the process alive for it.
 * @returns whether the time has passed: false as soon as the signal is aborted
 */
export const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
  delay(ms, true, { ref: false, signal }).catch(() => false);
