import type { ProbeReading } from "./probe.ts";

/** Memory of the bot after so many questions, in 10⁶ bytes. */
export type MemoryAt = { questions: number; heapMb: number; rssMb: number };

/**
 * How much more may lie on the heap after the questions than before, garbage collected: what is remembered for some time (answers, ids of
 * events, queues of requests) is never exactly as much as before.
 */
const HEAP_TOLERANCE_MB = 10;

export type LeakFigures = { memory: MemoryAt[]; heap_growth_mb: number; leaks: boolean; errors: number };

export const memoryAt = (questions: number, { heapMb, rssMb }: ProbeReading): MemoryAt => ({
  questions,
  heapMb: tenths(heapMb),
  rssMb: tenths(rssMb),
});

/** @param memory at the start, after a warm-up, and later */
export function judgeLeak(memory: MemoryAt[], errors: number): LeakFigures {
  const growth = (memory.at(-1)?.heapMb ?? 0) - (memory[0]?.heapMb ?? 0);
  return { memory, heap_growth_mb: tenths(growth), leaks: growth > HEAP_TOLERANCE_MB, errors };
}

const tenths = (value: number): number => Number(value.toFixed(1));

export function renderLeak({ memory, heap_growth_mb, leaks, errors }: LeakFigures): string {
  const lines = memory.map(
    ({ questions, heapMb, rssMb }) =>
      `after ${String(questions).padStart(6)} questions: heap ${heapMb} MB, resident ${rssMb} MB`,
  );
  const verdict = leaks ? "too much: something leaks" : `within the tolerance of ${HEAP_TOLERANCE_MB} MB`;
  return [...lines, `the heap grew by ${heap_growth_mb} MB, ${verdict}`, `errors: ${errors}`].join("\n");
}
