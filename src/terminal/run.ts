import type { ParseArgsConfig } from "node:util";
import { DatelineError } from "../shared/errors.ts";
import { readArguments } from "./arguments.ts";

/** Exit codes of every command. */
export const EXIT = { answered: 0, error: 1, notInTheArticles: 2, interrupted: 130 } as const;

/**
 * Runs a command to its end: reads its arguments or prints its help, sets the exit code, prints an expected failure as
 * one plain text, and turns Ctrl-C and SIGTERM into an abort, so that what is half done can be undone. A second Ctrl-C
 * ends at once.
 * @param config its options, with `help` among them
 */
export async function run<const T extends ParseArgsConfig>(
  help: string,
  config: T,
  command: (given: ReturnType<typeof readArguments<T>>, signal: AbortSignal) => Promise<number>,
): Promise<void> {
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      process.once(name, () => process.exit(EXIT.interrupted));
      interrupt.abort();
    });
  }
  // Whoever reads our output may stop early, as `head` does.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(EXIT.answered);
  });
  await runToEnd(async () => {
    const given = readArguments(config);
    if (!("help" in given.values)) return command(given, interrupt.signal);
    process.stdout.write(help);
    return EXIT.answered;
  }, interrupt.signal);
  // What hangs on after an interrupt, such as a request that nobody answers, is not waited for.
  if (interrupt.signal.aborted) process.exit();
}

async function runToEnd(command: () => Promise<number>, signal: AbortSignal): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (signal.aborted) {
      process.stderr.write("\nStopped before it was done.\n");
      process.exitCode = EXIT.interrupted;
    } else if (error instanceof DatelineError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = EXIT.error;
    } else throw error;
  }
}
