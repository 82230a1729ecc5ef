import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { reasonIn } from "./reason-in.ts";
import type { Measurement } from "./row.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const QUESTION = "Who co-chaired the eighth ministerial meeting?\n";

/** How long `npm start` takes without an index until the first question is answered. @throws the signal's reason */
export async function measureStart(
  runs: number,
  signal: AbortSignal,
): Promise<Measurement & { passages: number }> {
  const samples: number[] = [];
  let passages = 0;
  let note: string | null = null;
  for (let run = 0; run < runs && note === null; run++) {
    const folder = await mkdtemp(join(tmpdir(), "dateline-start-"));
    try {
      const { ms, said } = await start(join(folder, "index"), signal);
      if (ms === null) note = `fails: ${reasonIn(said)}`;
      else samples.push(ms);
      passages = Number(said.match(/([\d,]+) passages/)?.[1]?.replaceAll(",", "") ?? 0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { stage: "start", passages, samples, rssMb: null, note };
}

/** @returns milliseconds to the first answer, null if none came, and what was said beside it */
async function start(indexDir: string, signal: AbortSignal): Promise<{ ms: number | null; said: string }> {
  signal.throwIfAborted();
  const started = performance.now();
  const child = spawn("npm", ["start", "--silent", "--", "--index", indexDir], {
    cwd: ROOT,
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
