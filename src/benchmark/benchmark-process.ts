/** A process of the benchmark. Started by `run-in-process.ts`; does what it is asked and tells what it measured. */
import { messageOf } from "../shared/errors.ts";
import { startClock } from "./clock.ts";
import { writeData } from "./data-folder.ts";
import { PARTS } from "./parts.ts";
import type { ProcessMessage, ProcessRequest } from "./task.ts";

// Without its parent there is nobody to tell.
process.on("disconnect", () => process.exit());
process.once("message", async (request: ProcessRequest) => {
  try {
    await perform(request);
    await tell({ kind: "done" });
  } catch (error) {
    await tell({ kind: "failed", message: messageOf(error) });
  }
  process.exit();
});

async function perform(request: ProcessRequest): Promise<void> {
  if (request.kind === "data") return writeData(request.folder, request.sources, request.passages);
  const { task } = request;
  const clock = startClock(task, (measurement) => void tell({ kind: "measured", measurement }));
  for (const name of task.parts) {
    const load = PARTS[task.contender][name];
    if (!load) throw new Error(`${task.contender} has no part "${name}"`);
    const part = await load();
    await part(task, clock);
  }
}

function tell(message: ProcessMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}
