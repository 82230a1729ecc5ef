import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArticlesOf } from "./data-folder.ts";
import type { SourceText } from "./make-articles.ts";
import { type Measured, makeRows } from "./make-rows.ts";
import { measureStarts } from "./measure-start.ts";
import { dataIn, modelIn, type Plan, planTasks } from "./plan-tasks.ts";
import type { Contender, Row, Stage } from "./row.ts";
import { type Outcome, runInProcess } from "./run-in-process.ts";
import { nameOf, type Task } from "./task.ts";

export type Scale = Omit<Plan, "contenders" | "folder"> & {
  /** A process that takes longer is ended. */
  taskLimitMs: number;
  /** No process runs on after this long. */
  limitMs: number;
};

export const FULL: Scale = {
  sizes: [100, 1_000, 10_000, 50_000],
  ceiling: 250_000,
  embedded: 128,
  rounds: 3,
  apart: true,
  seconds: 0.5,
  taskLimitMs: 60_000,
  limitMs: 580_000,
};

export const QUICK: Scale = {
  sizes: [100, 1_000],
  ceiling: null,
  embedded: 64,
  rounds: 1,
  apart: false,
  seconds: 0.15,
  taskLimitMs: 15_000,
  limitMs: 55_000,
};

export type Wanted = {
  scale: Scale;
  contenders: readonly Contender[];
  sources: readonly SourceText[];
  /** Writes a model of the size of MiniLM-L6 whose tokenizer knows the words of the texts. */
  writeModel(folder: string, texts: readonly string[]): Promise<void>;
};

/**
 * Runs all tasks one after the other, in a folder that is removed at the end, however it ends.
 * @param say what goes on, one line at a time
 * @throws the signal's reason when it is aborted
 */
export async function runBenchmark(
  { scale, contenders, sources, writeModel }: Wanted,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Row[]> {
  const started = performance.now();
  const left = () => scale.limitMs - (performance.now() - started);
  const folder = await mkdtemp(join(tmpdir(), "dateline-benchmark-"));
  const measured: Measured[] = [];
  try {
    if (contenders.includes("dateline")) {
      say(`npm start on the seeds, ${scale.rounds} times without an index and with one`);
      const starts = await measureStarts(scale.rounds, signal);
      measured.push(...starts.map((start) => ({ contender: "dateline" as const, ...start })));
    }
    const ceiling = contenders.includes("dateline") ? (scale.ceiling ?? 0) : 0;
    const passages = Math.max(...scale.sizes, scale.embedded, ceiling);
    say(`making ${passages.toLocaleString("en")} passages of ${sources.length} texts`);
    const data = { kind: "data", folder: dataIn(folder), sources, passages } as const;
    const { failure } = await runInProcess(data, left(), signal);
    if (failure !== null) throw new Error(`the data could not be made: ${failure}`);
    const embedded = await readArticlesOf(dataIn(folder), scale.embedded);
    await writeModel(
      modelIn(folder),
      embedded.map(({ article }) => `${article.title} ${article.text}`),
    );

    const failures = new Map<string, string>();
    const tasks = planTasks({ ...scale, contenders, folder });
    for (const [i, task] of tasks.entries()) {
      await mkdir(task.folder, { recursive: true });
      const reason = failures.get(task.needs ?? "") ?? reasonToSkip(task, measured, scale);
      const outcome = reason === null ? await runTask(task) : skipped(reason);
      if (outcome.failure !== null) failures.set(nameOf(task), outcome.failure);
      measured.push(...toMeasured(task, outcome));
      say(
        `${i + 1}/${tasks.length} ${nameOf(task)} … ${outcome.failure ?? `${outcome.seconds.toFixed(1)} s`}`,
      );
    }
    return makeRows(measured);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  async function runTask(task: Task): Promise<Outcome> {
    const rest = left();
    if (rest <= 0) return skipped(NO_TIME);
    const outcome = await runInProcess({ kind: "task", task }, Math.min(scale.taskLimitMs, rest), signal);
    return outcome.failure !== null && left() <= 0 ? { ...outcome, failure: NO_TIME } : outcome;
  }
}

const NO_TIME = "no time left";

const skipped = (failure: string): Outcome => ({ measurements: [], failure, seconds: 0 });

/** Of these the time grows with the number of passages at least. Each is done twice or more often. */
const GROWING: readonly Stage[] = ["answer", "search", "lexical", "dense"];

/** What a smaller size took tells what a larger one would take. */
function reasonToSkip(task: Task, measured: readonly Measured[], { taskLimitMs }: Scale): string | null {
  const smaller = measured.filter(
    ({ contender, stage, passages, samples }) =>
      contender === task.contender &&
      task.stages.includes(stage) &&
      GROWING.includes(stage) &&
      passages < task.passages &&
      samples.length > 0,
  );
  const passages = Math.max(...smaller.map((one) => one.passages));
  const longest = Math.max(
    ...smaller.filter((one) => one.passages === passages).map(({ samples }) => Math.min(...samples)),
  );
  if (!((2 * longest * task.passages) / passages > taskLimitMs)) return null;
  return `too slow: ${(longest / 1_000).toFixed(1)} s at ${passages.toLocaleString("en")} passages`;
}

/** What was measured, and for what was not, why. */
function toMeasured(task: Task, { measurements, failure }: Outcome): Measured[] {
  const { contender, passages } = task;
  const missing = task.stages.filter((stage) => !measurements.some((one) => one.stage === stage));
  return [
    ...measurements,
    ...missing.map((stage) => ({ stage, samples: [], rssMb: null, note: failure })),
  ].map((one) => ({ contender, passages, ...one }));
}
