import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reasonIn } from "./reason-in.ts";
import type { Measurement, Stage } from "./row.ts";

const QUESTION = "Who co-chaired the eighth ministerial meeting?\n";

export type MeasuredStart = Measurement & { passages: number };

/**
 * How long `npm start` takes until the first question is answered: without an index, and then with the one that it has built. What
 * it has compiled is there already, as after any start.
 * @throws the signal's reason
 */
export async function measureStarts(runs: number, signal: AbortSignal): Promise<MeasuredStart[]> {
  const without = measuredStart("first-start");
  const withIndex = measuredStart("start");
  await npmStart(["--help"], signal);
  for (let run = 0; run < runs; run++) {
    const folder = await mkdtemp(join(tmpdir(), "dateline-start-"));
    try {
      for (const measured of [without, withIndex]) {
        const { ms, said } = await npmStart(["--index", join(folder, "index")], signal);
        if (ms === null) measured.note ??= `fails: ${reasonIn(said)}`;
        else measured.samples.push(ms);
        measured.passages = Number(said.match(/([\d,]+) passages/)?.[1]?.replaceAll(",", "") ?? 0);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return [without, withIndex];
}

const measuredStart = (stage: Stage): MeasuredStart => ({
  stage,
  passages: 0,
  samples: [],
  rssMb: null,
  note: null,
});

/** @returns milliseconds to the first answer, null if none came, and what was said beside it */
async function npmStart(args: string[], signal: AbortSignal): Promise<{ ms: number | null; said: string }> {
  signal.throwIfAborted();
  const started = performance.now();
  const child = spawn("npm", ["start", "--silent", "--", ...args], {
    env: {
      ...process.env,
      DISCORD_TOKEN: "",
      EMBEDDER: "built-in",
      RERANKER_MODEL: "",
      ARTICLES_DIR: "seeds",
    },
    // A group of its own, so that what npm has started ends with it.
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  };
  signal.addEventListener("abort", stop, { once: true });
  let ms: number | null = null;
  let said = "";
  child.stdout.on("data", () => {
    ms ??= performance.now() - started;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const closed = new Promise<void>((resolve, reject) =>
    child.once("close", () => resolve()).once("error", reject),
  );
  child.stdin.end(QUESTION);
  await closed;
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  return { ms, said };
}
