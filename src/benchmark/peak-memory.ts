import { readFileSync } from "node:fs";

/**
 * The most resident memory that a process has had, in 10⁶ bytes; null where it cannot be known.
 * From /proc where there is one: what getrusage(2) tells a child on Linux begins with the memory of its parent.
 */
export function peakMemory(pid: number = process.pid): number | null {
  try {
    const [, kilobytes] = readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmHWM:\s*(\d+) kB$/m) ?? [];
    return kilobytes === undefined ? null : (Number(kilobytes) * 1024) / 1e6;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return pid === process.pid ? (process.resourceUsage().maxRSS * 1024) / 1e6 : null;
  }
}
