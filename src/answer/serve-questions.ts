import type { Collection } from "./collection.ts";
import { createQuestionQueue, type QueueLimits } from "./question-queue.ts";
import { keepRecentAnswers } from "./recent-answers.ts";

/** Answers many askers at once: what was answered lately comes from memory, the rest in its turn. */
export type QuestionService = {
  /** The same collection behind the queue, with a memory of its own. @throws from `answer` also DatelineError "busy" */
  serve(collection: Collection): Collection;
  load(): QuestionLoad;
};

export type QuestionLoad = {
  /** Questions that are being answered now, and that wait. */
  running: number;
  waiting: number;
  /** Questions answered from memory since the start. */
  fromMemory: number;
};

/** The queue is one for all collections, so that an index that is replaced brings no second one. */
export function createQuestionService(limits: QueueLimits): QuestionService {
  const queue = createQuestionQueue(limits);
  let fromMemory = 0;
  const countHit = () => {
    fromMemory++;
  };
  return {
    serve(collection) {
      const answer: Collection["answer"] = (question, options, lap) =>
        queue.run(() => {
          lap?.("queue");
          return collection.answer(question, options, lap);
        });
      return { ...collection, answer: keepRecentAnswers(answer, { onHit: countHit }) };
    },
    load: () => ({ running: queue.running(), waiting: queue.waiting(), fromMemory }),
  };
}
