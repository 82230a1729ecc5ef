import type { Budget } from "./clock.ts";
import type { SourceText } from "./make-articles.ts";
import type { Contender, Measurement, Stage } from "./row.ts";

/** The work of one process. */
export type Task = Budget & {
  contender: Contender;
  /** What it does, in this order; see `PARTS`. */
  parts: readonly string[];
  passages: number;
  /** What it is expected to measure, so that what it does not come to can be told. */
  stages: readonly Stage[];
  /** The task, by its `nameOf`, without which this one has nothing to work with. */
  needs: string | null;
  /** From 1: which of the processes that do the same. */
  round: number;
  /** Where the data lies. */
  data: string;
  /** The contender's own folder for this size. */
  folder: string;
  /** Where the model lies. */
  model: string;
};

/** What a process of the benchmark is asked for: a task, or the data of all tasks. */
export type ProcessRequest =
  | { kind: "task"; task: Task }
  | { kind: "data"; folder: string; sources: readonly SourceText[]; passages: number };

/** What it tells. */
export type ProcessMessage =
  | { kind: "measured"; measurement: Measurement }
  | { kind: "done" }
  | { kind: "failed"; message: string };

/** Unlike that of any other task of a run. */
export const nameOf = ({ contender, parts, passages, round }: Task): string =>
  `${contender}, ${passages.toLocaleString("en")} passages: ${parts.join(", ")}${round > 1 ? ` (${round})` : ""}`;
