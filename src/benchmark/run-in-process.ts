import { forkModule } from "../shared/fork-module.ts";
import { reasonIn } from "./reason-in.ts";
import type { Measurement } from "./row.ts";
import type { ProcessMessage, ProcessRequest } from "./task.ts";

export type Outcome = {
  /** What was measured before it ended, however it did. */
  measurements: Measurement[];
  /** Why it did not come to its end; null if it did. */
  failure: string | null;
  seconds: number;
};

/**
 * Does something in a process of its own, which is ended when its time is over.
 * @throws the signal's reason when it is aborted, after the process has ended
 */
export async function runInProcess(
  request: ProcessRequest,
  limitMs: number,
  signal: AbortSignal,
): Promise<Outcome> {
  signal.throwIfAborted();
  const started = performance.now();
  const { child, ended, lastWords } = forkModule(import.meta.url, "./benchmark-process");
  const measurements: Measurement[] = [];
  let end: Exclude<ProcessMessage, { kind: "measured" }> | undefined;
  child.on("message", (message: ProcessMessage) => {
    if (message.kind === "measured") measurements.push(message.measurement);
    else end = message;
  });
  const kill = () => void child.kill("SIGKILL");
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    kill();
  }, limitMs);
  signal.addEventListener("abort", kill, { once: true });
  child.send(request);
  await ended;
  clearTimeout(limit);
  signal.removeEventListener("abort", kill);
  signal.throwIfAborted();
  const seconds = (performance.now() - started) / 1_000;
  if (late) return { measurements, failure: `too slow: > ${Math.round(limitMs / 1_000)} s`, seconds };
  if (end?.kind === "done") return { measurements, failure: null, seconds };
  return { measurements, failure: `fails: ${end?.message ?? reasonIn(lastWords())}`, seconds };
}
