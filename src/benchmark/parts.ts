import type { Clock } from "./clock.ts";
import type { Contender } from "./row.ts";
import type { Task } from "./task.ts";

type Part = (task: Task, clock: Clock) => Promise<void>;

/** What a process can be asked to do. Each loads its own libraries only, since the memory of the process is measured. */
export const PARTS: Record<Contender, Record<string, () => Promise<Part>>> = {
  dateline: {
    write: async () => (await import("./contenders/dateline.ts")).write,
    query: async () => (await import("./contenders/dateline.ts")).query,
    "write again": async () => (await import("./contenders/dateline.ts")).writeAgain,
    "write built-in": async () => (await import("./contenders/dateline-built-in.ts")).write,
    "query built-in": async () => (await import("./contenders/dateline-built-in.ts")).query,
    "write articles": async () => (await import("./contenders/rebuild.ts")).write,
    "query articles": async () => (await import("./contenders/rebuild.ts")).query,
    embed: async () => (await import("./contenders/embed.ts")).dateline,
  },
  floor: {
    write: async () => (await import("./contenders/floor.ts")).write,
    query: async () => (await import("./contenders/floor.ts")).query,
    embed: async () => (await import("./contenders/embed.ts")).floor,
  },
  "vectra-json": {
    write: () => vectra((module) => (task, clock) => module.write(task, clock, "json")),
    query: () => vectra((module) => (task, clock) => module.query(task, clock, "json")),
  },
  "vectra-protobuf": {
    write: () => vectra((module) => (task, clock) => module.write(task, clock, "protobuf")),
    query: () => vectra((module) => (task, clock) => module.query(task, clock, "protobuf")),
  },
  "vectra-hybrid": { query: () => vectra((module) => module.queryHybrid) },
  minisearch: {
    write: async () => (await import("./contenders/minisearch.ts")).write,
    query: async () => (await import("./contenders/minisearch.ts")).query,
  },
  orama: {
    write: async () => (await import("./contenders/orama.ts")).write,
    query: async () => (await import("./contenders/orama.ts")).query,
  },
};

async function vectra(choose: (module: typeof import("./contenders/vectra.ts")) => Part): Promise<Part> {
  return choose(await import("./contenders/vectra.ts"));
}
