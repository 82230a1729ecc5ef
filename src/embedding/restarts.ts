import { BACK_OFF, type BackOff, pauseAfter } from "./back-off.ts";
import type { EmbeddingHooks } from "./embedding-settings.ts";

/** When a model that has failed is started again. */
export type Restarts = {
  /** Counts a failure and sees to the restart. @param livedMs how long the process had lived */
  failed(why: Error, livedMs: number): void;
  /** The model answers. */
  succeeded(): void;
  /** Why nothing is started now, and for how many milliseconds more; null outside of a pause. */
  pause(): { why: Error; leftMs: number } | null;
  stop(): void;
};

export type RestartOptions = {
  /** A process that has lived so many milliseconds is not blamed for the failures before it. */
  steadyMs?: number;
  backOff?: BackOff;
  /** The model, loaded before, has failed, and will be started again in so many milliseconds. */
  onDown?(why: Error, againInMs: number): void;
  /** It answers again. */
  onUp?(): void;
};

const STEADY_MS = 60_000;

/** What a model's process tells, passed on. */
export const restartHooks = ({ onModelDown, onModelUp }: EmbeddingHooks): RestartOptions => ({
  ...(onModelDown && { onDown: onModelDown }),
  ...(onModelUp && { onUp: onModelUp }),
});

/** @param restart starts the model; what comes of it is told to `failed` or `succeeded` */
export function createRestarts(
  restart: () => void,
  { steadyMs = STEADY_MS, backOff = BACK_OFF, onDown, onUp }: RestartOptions,
): Restarts {
  let failures = 0;
  let isDown = false;
  let paused: { why: Error; until: number; timer: NodeJS.Timeout } | null = null;

  return {
    failed(why, livedMs) {
      failures = livedMs >= steadyMs ? 1 : failures + 1;
      isDown = true;
      const pauseMs = pauseAfter(failures, backOff);
      onDown?.(why, pauseMs);
      if (pauseMs === 0) return restart();
      const goOn = () => {
        paused = null;
        restart();
      };
      paused = { why, until: performance.now() + pauseMs, timer: setTimeout(goOn, pauseMs).unref() };
    },
    succeeded() {
      if (isDown) onUp?.();
      isDown = false;
    },
    pause: () => paused && { why: paused.why, leftMs: Math.max(0, paused.until - performance.now()) },
    stop: () => clearTimeout(paused?.timer),
  };
}
