import { messageOf } from "../shared/errors.ts";
import { peakMemory } from "./peak-memory.ts";
import type { Measurement, Stage } from "./row.ts";

/** Takes the times of one process and tells each stage when it is done. */
export type Clock = {
  /** Something that happens once in a process, such as opening an index. */
  once<T>(stage: Stage, run: () => T | Promise<T>): Promise<T>;
  /** Something that happens often: once for each input to warm up, then over and over while there is time. */
  often<T>(stage: Stage, inputs: readonly T[], run: (input: T) => unknown): Promise<void>;
  /** A measurement that was taken in another way. */
  record(measurement: Measurement): void;
};

export type Budget = {
  /** How long a stage is measured, and as long again at most warmed up; each happens once at least. */
  seconds: number;
};

/** More tell nothing new. */
const MOST_SAMPLES = 200;

export function startClock({ seconds }: Budget, record: (measurement: Measurement) => void): Clock {
  const tell = (stage: Stage, samples: number[]) =>
    record({ stage, samples, rssMb: peakMemory(), note: null });
  return {
    record,
    async once(stage, run) {
      const started = performance.now();
      try {
        const result = await run();
        tell(stage, [performance.now() - started]);
        return result;
      } catch (error) {
        record({ stage, samples: [], rssMb: null, note: `fails: ${messageOf(error)}` });
        throw error;
      }
    },
    async often(stage, inputs, run) {
      await timed(inputs, run, seconds, inputs.length);
      tell(stage, await timed(inputs, run, seconds, MOST_SAMPLES));
    },
  };
}

async function timed<T>(
  inputs: readonly T[],
  run: (input: T) => unknown,
  seconds: number,
  most: number,
): Promise<number[]> {
  const samples: number[] = [];
  const end = performance.now() + 1_000 * seconds;
  do {
    const input = inputs[samples.length % inputs.length] as T;
    const started = performance.now();
    await run(input);
    samples.push(performance.now() - started);
  } while (samples.length < most && performance.now() < end);
  return samples;
}
