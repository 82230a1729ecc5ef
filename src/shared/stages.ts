/** What happens to a question on its way, in order; it need not go through every stage. */
export type Stage =
  | "prepare" // it is read and acknowledged; of a mention, the questions before it are fetched
  | "queue" // it waits for its turn
  | "memory" // its answer is there already, or is waited for together with others
  | "words" // it is understood, and the articles are searched by words
  | "vectors" // it is embedded, and the passages are searched by vectors
  | "rerank" // the best sentences are read again
  | "quotes" // what to quote is chosen
  | "render" // the message is written
  | "send"; // Discord has taken the message

/** Says that a stage has just ended; the time since the stage before it ended is its own. */
export type Lap = (stage: Stage) => void;

/** Milliseconds by stage, of those that ended. */
export type StageTimes = Partial<Record<Stage, number>>;

export type Stopwatch = {
  lap: Lap;
  /** Milliseconds since the start, and by stage. */
  read(): { ms: number; stages: StageTimes };
};

/** @param now gives the time in milliseconds */
export function startStopwatch(now = () => performance.now()): Stopwatch {
  const start = now();
  const stages: StageTimes = {};
  let last = start;
  return {
    lap(stage) {
      const at = now();
      stages[stage] = (stages[stage] ?? 0) + at - last;
      last = at;
    },
    read: () => ({ ms: now() - start, stages: { ...stages } }),
  };
}
