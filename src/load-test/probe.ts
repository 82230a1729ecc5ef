/**
 * Loaded into the bot's process before the bot itself, by `start-bot.ts`: measures it from within and tells what it measured when it is
 * asked to. Asked by "reset", it begins anew.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";

export type ProbeRequest = "read" | "reset";

export type ProbeReading = {
  /** By how much 99 of 100 timers came late, in milliseconds. */
  loopP99Ms: number;
  /** Processor time, in milliseconds. */
  cpuMs: number;
  /** What is on the heap after a collection of garbage, and all resident memory, in 10⁶ bytes. */
  heapMb: number;
  rssMb: number;
};

const RESOLUTION_MS = 10;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();

process.on("message", (request: ProbeRequest) => {
  if (request === "reset") delays.reset();
  process.send?.(read());
});
// It keeps nothing alive that would end; and without its parent the bot is of no use.
process.channel?.unref();
process.on("disconnect", () => process.exit());

function read(): ProbeReading {
  // What it tells is the time between two timers, which is the resolution where nothing is late.
  const loopP99Ms = Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS);
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { loopP99Ms, cpuMs: (user + system) / 1e3, heapMb: heapUsed / 1e6, rssMb: rss / 1e6 };
}
