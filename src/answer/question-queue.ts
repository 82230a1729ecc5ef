import { setImmediate as nextTurn } from "node:timers/promises";
import PQueue from "p-queue";
import { DatelineError } from "../shared/errors.ts";

/** Lets so many questions run at once; the next ones wait in order. */
export type QuestionQueue = {
  /** @throws DatelineError "busy" at once when as many wait as may; and whatever the work throws */
  run<T>(work: () => Promise<T>): Promise<T>;
  running(): number;
  waiting(): number;
};

export type QueueLimits = { maxRunning: number; maxWaiting: number };

export function createQuestionQueue({ maxRunning, maxWaiting }: QueueLimits): QuestionQueue {
  const queue = new PQueue({ concurrency: maxRunning });
  return {
    async run(work) {
      if (queue.pending >= maxRunning && queue.size >= maxWaiting) {
        throw new DatelineError("busy", "Too many questions are waiting already; ask again in a moment.");
      }
      return queue.add(() => work().finally(letOthersIn));
    },
    running: () => queue.pending,
    waiting: () => queue.size,
  };
}

/**
 * Where nothing is waited for but the processor, as with the built-in embedder, one question would follow the other, and no new one
 * be acknowledged meanwhile.
 */
const letOthersIn = () => nextTurn();
