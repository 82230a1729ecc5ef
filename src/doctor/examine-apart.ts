import { forkModule } from "../shared/fork-module.ts";
import { type Folders, PARTS, type Part } from "./examine.ts";
import type { ExamineMessage } from "./examine-process.ts";
import { type Finding, wrong } from "./finding.ts";

/** Longer than each part may take by its own limits. */
const EXAMINE_WITHIN_MS = 15_000;

/**
 * As `examine`, but ends within a time, whatever hangs: a disk that does not answer holds the process that waits for it.
 * @returns the findings in the order of the parts; of a part that did not end in time, that
 * @throws Error when the examination breaks down: a bug
 */
export async function examineApart(
  folders: Folders,
  signal: AbortSignal,
  withinMs = EXAMINE_WITHIN_MS,
): Promise<Finding[]> {
  const { child, ended, lastWords } = forkModule(import.meta.url, "./examine-process", process.env);
  const found = new Map<Part, Finding[]>();
  let outcome: "done" | "late" | undefined;
  const end = () => child.kill("SIGKILL");
  child.on("message", (message: ExamineMessage) => {
    if (message.kind === "found") found.set(message.part, message.findings);
    else {
      outcome = "done";
      end();
    }
  });
  const deadline = setTimeout(() => {
    outcome ??= "late";
    end();
  }, withinMs);
  signal.addEventListener("abort", end, { once: true });
  child.send(folders, (error) => {
    // It cannot be reached any more, so its end follows and is reported.
    if (error) end();
  });
  await ended;
  clearTimeout(deadline);
  signal.throwIfAborted();
  if (!outcome) throw new Error(`the examination broke down: ${lastWords()}`);

  const missing = (part: Part) =>
    outcome === "late"
      ? [wrong(part, `gave no answer within ${withinMs / 1_000} s; look whether a disk or the network hangs`)]
      : [];
  return PARTS.flatMap((part) => found.get(part) ?? missing(part));
}
