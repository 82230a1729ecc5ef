import { join } from "node:path";
import type { Contender, Stage } from "./row.ts";
import { nameOf, type Task } from "./task.ts";

export type Plan = {
  sizes: readonly number[];
  /** More passages, which only Dateline is given: whether it bears them. Null: none. */
  ceiling: number | null;
  contenders: readonly Contender[];
  /** Passages that are embedded by the model. */
  embedded: number;
  /** How many processes ask each index, one in each round. */
  rounds: number;
  /** Whether an index is written and asked by different processes, so that the memory of either is its own. */
  apart: boolean;
  /** How long a stage is measured. */
  seconds: number;
  /** Of the benchmark's files. */
  folder: string;
};

/** What the processes measure that ask what has been written. */
const QUERIED: Partial<Record<string, readonly Stage[]>> = {
  floor: ["open", "dense"],
  dateline: ["open", "dense", "read", "lexical", "fuse", "prepare", "search"],
  "dateline built-in": ["ready", "answer", "embed-question"],
  "dateline articles": ["rebuild"],
  "vectra-json": ["open", "dense"],
  "vectra-protobuf": ["open", "dense"],
  minisearch: ["open", "lexical"],
  orama: ["open", "answer"],
};

/** Of this many articles one is changed, at most. */
const REBUILT = 10_000;

/**
 * All tasks but the making of the data, smallest first; of one size, those that may take all the time there is come last. What
 * asks is done once in each round, all contenders one after the other, so that what disturbs the machine for a while disturbs
 * them all alike.
 */
export function planTasks({
  sizes,
  ceiling,
  contenders,
  embedded,
  rounds,
  apart,
  seconds,
  folder,
}: Plan): Task[] {
  const rebuilt = Math.min(REBUILT, Math.max(...sizes));

  type Wanted = Pick<Task, "contender" | "parts" | "stages" | "passages"> & Partial<Pick<Task, "needs">>;
  const task = (wanted: Wanted, own: string = wanted.contender): Task => ({
    round: 1,
    needs: null,
    ...wanted,
    seconds,
    data: dataIn(folder),
    folder: join(sizeIn(folder, wanted.passages), own),
    model: modelIn(folder),
  });

  /** Writes an index and asks it: in processes of their own, or in one. */
  const pair = (passages: number, contender: Contender, written: readonly Stage[], kind = ""): Task[] => {
    const queried = QUERIED[`${contender}${kind}`] ?? [];
    const [write, query] = [`write${kind}`, `query${kind}`];
    if (!apart)
      return [task({ contender, passages, parts: [write, query], stages: [...written, ...queried] })];
    const first = task({ contender, passages, parts: [write], stages: written });
    return [first, task({ contender, passages, parts: [query], stages: queried, needs: nameOf(first) })];
  };

  const ofSize = (passages: number): Task[] => {
    const json = pair(passages, "vectra-json", ["write"]);
    const hybrid = { contender: "vectra-hybrid", passages, parts: ["query"], stages: ["answer"] } as const;
    return [
      ...pair(passages, "floor", ["write"]),
      ...pair(passages, "dateline", ["write", "build"]),
      ...pair(passages, "minisearch", ["write"]),
      ...pair(passages, "vectra-protobuf", ["write"]),
      ...json,
      ...pair(passages, "orama", ["write"]),
      ...pair(passages, "dateline", [], " built-in"),
      ...(passages === rebuilt ? pair(passages, "dateline", [], " articles") : []),
      task({ ...hybrid, needs: json[0] ? nameOf(json[0]) : null }, "vectra-json"),
    ];
  };
  const embed = (contender: Contender) =>
    task({ contender, passages: embedded, parts: ["embed"], stages: ["embed"] });
  const ofCeiling = (passages: number): Task[] => {
    const [write, ...rest] = pair(passages, "dateline", ["write", "build"]);
    if (!write) return [];
    const again = { contender: "dateline", passages, parts: ["write again"], stages: ["rewrite"] } as const;
    return [write, ...rest, task({ ...again, needs: nameOf(write) })];
  };
  const all = [
    embed("floor"),
    embed("dateline"),
    ...sizes.flatMap(ofSize),
    ...(ceiling === null ? [] : ofCeiling(ceiling)),
  ];
  const wanted = all.filter(({ contender }) => contenders.includes(contender));
  const needed = new Set(wanted.map(({ needs }) => needs));
  const first = all.filter((one) => wanted.includes(one) || needed.has(nameOf(one)));
  const repeated = first.filter((one) => one.passages !== ceiling && isRepeated(one));
  return [
    ...first,
    ...Array.from({ length: rounds - 1 }, (_, i) =>
      // What has failed is not tried again.
      repeated.map((one) => ({ ...one, round: i + 2, needs: nameOf(one) })),
    ).flat(),
  ];
}

/** What only asks; not vectra's hybrid mode, of which a question can take as long as all else together. */
const isRepeated = ({ contender, parts }: Task) =>
  contender !== "vectra-hybrid" && !parts.some((part) => part.startsWith("write"));

export const dataIn = (folder: string): string => join(folder, "data");
export const modelIn = (folder: string): string => join(folder, "random-minilm");
const sizeIn = (folder: string, passages: number): string => join(folder, String(passages));
