import { DatelineError } from "../shared/errors.ts";
import type { BuildEvents, BuildReport } from "./build-index.ts";

/** The builds that a running bot makes of its index: one at a time, and none outlives it. */
export type Builds = {
  isRunning(): boolean;
  /**
   * Runs a build to its end.
   * @returns "stopped" if it was given up by `stop`
   * @throws DatelineError "index-locked" when a build is running already; and whatever the build throws
   */
  run(events: BuildEvents): Promise<BuildReport | "stopped">;
  /** Gives up the running build and takes no other; resolves when it has ended. */
  stop(): Promise<void>;
};

/** @param build builds the index until the signal is aborted, which it may answer by any error */
export function createBuilds(
  build: (events: BuildEvents, signal: AbortSignal) => Promise<BuildReport>,
): Builds {
  const abort = new AbortController();
  let running: Promise<unknown> | undefined;
  return {
    isRunning: () => running !== undefined,
    async run(events) {
      if (running)
        throw new DatelineError("index-locked", "the index is being built; try again when that has ended");
      const done = build(events, abort.signal);
      running = Promise.allSettled([done]);
      try {
        return await done;
      } catch (error) {
        if (abort.signal.aborted) return "stopped";
        throw error;
      } finally {
        running = undefined;
      }
    },
    async stop() {
      abort.abort();
      await running;
    },
  };
}
