import { setTimeout as delay } from "node:timers/promises";

/** A message that is changed again and again while something goes on. */
export type Progress<M> = {
  /** Shows a message when its time comes, unless a newer one comes first. */
  update(message: M): void;
  /** Drops what has not been shown; resolves when nothing is on its way any more, so that a last message stays the last. */
  stop(): Promise<void>;
};

/**
 * Shows the newest of many messages, one after the other, with a pause after each.
 * @param show is not called again once it has failed, since it would fail again: a token that has run out, a message deleted
 * @param onFailure is told of that failure
 */
export function showProgress<M>(
  show: (message: M) => Promise<void>,
  pauseMs: number,
  onFailure: (error: unknown) => void,
): Progress<M> {
  const stopping = new AbortController();
  let next: M | undefined;
  let showing: Promise<void> | undefined;
  let isOver = false;

  async function showAll() {
    while (next !== undefined && !isOver) {
      const message = next;
      next = undefined;
      await show(message);
      await pause(pauseMs, stopping.signal);
    }
    showing = undefined;
  }

  return {
    update(message) {
      if (isOver) return;
      next = message;
      showing ??= showAll().catch((error) => {
        isOver = true;
        onFailure(error);
      });
    },
    async stop() {
      isOver = true;
      stopping.abort();
      await showing;
    },
  };
}

/** Waits, or ends early with the signal. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch((error) => {
    if (!signal.aborted) throw error;
  });
