import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { DatelineError } from "../shared/errors.ts";
import type { ProbeReading, ProbeRequest } from "./probe.ts";

const MAX_LAST_WORDS = 4_000;
/** The bot finishes its answers within 10 s. */
const END_WITHIN_MS = 15_000;

/** The bot as `npm start` runs it, in a process of its own, with a probe in it. */
export type BotProcess = {
  pid: number;
  /** The processor time and memory of the process, and its delays since the last "reset". */
  probe(request: ProbeRequest): Promise<ProbeReading>;
  /** @throws DatelineError "discord" with the process's last words when it has ended by itself */
  assertRuns(): void;
  /** Asks it to end. @returns its exit code; null if it had to be killed */
  stop(): Promise<number | null>;
};

/**
 * @param env the settings of the bot and no others: it is started in `folder`, where no `.env` lies
 * @param profileDir where a CPU profile is written when it ends, if one is wanted
 */
export function startBot(env: NodeJS.ProcessEnv, folder: string, profileDir?: string): BotProcess {
  const child = fork(fileURLToPath(new URL("../main.ts", import.meta.url)), {
    cwd: folder,
    env,
    execArgv: [
      "--expose-gc",
      ...(profileDir ? ["--cpu-prof", "--cpu-prof-dir", profileDir] : []),
      ...[createRequire(import.meta.url).resolve("tsx"), new URL("./probe.ts", import.meta.url)].flatMap(
        (module) => ["--import", typeof module === "string" ? pathToFileURL(module).href : module.href],
      ),
    ],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const ended = once(child, "exit");
  let lastWords = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-MAX_LAST_WORDS);
  });

  function assertRuns() {
    if (isRunning(child)) return;
    throw new DatelineError(
      "discord",
      `The bot has ended (${child.signalCode ?? `code ${child.exitCode}`}). Its last words:\n${lastWords}`,
    );
  }

  return {
    pid: child.pid as number,
    assertRuns,
    async probe(request) {
      assertRuns();
      const reading = once(child, "message");
      child.send(request);
      const first = await Promise.race([reading, ended]);
      assertRuns();
      return first[0] as ProbeReading;
    },
    async stop() {
      if (isRunning(child)) {
        child.kill("SIGTERM");
        await Promise.race([ended, delay(END_WITHIN_MS, undefined, { ref: false })]);
        child.kill("SIGKILL");
        await ended;
      }
      return child.exitCode;
    },
  };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;
