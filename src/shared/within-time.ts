import { createContext, Script } from "node:vm";
import { once } from "./once.ts";

const TIMEOUT = "ERR_SCRIPT_EXECUTION_TIMEOUT";

/** Nothing is evaluated but this call: the time limit of `node:vm` is Node's only one for code that does not wait. */
const call = once(() => new Script("run()"));
/** One for all calls, since making it takes a millisecond. */
const room = once(() => createContext({}) as { run?: () => unknown });

/**
 * Runs a function that does not wait, and stops it when it takes longer than `ms` milliseconds, wherever it is, in a
 * regular expression too. It must not change anything that lasts, since it may be stopped anywhere. Costs 0.1 ms.
 * @throws what `run` throws, and what `tooLong` gives when the time is over
 */
export function withinTime<T>(ms: number, run: () => T, tooLong: () => Error): T {
  room().run = run;
  try {
    return call().runInContext(room(), { timeout: ms }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code !== TIMEOUT) throw error;
    throw tooLong();
  } finally {
    delete room().run;
  }
}
