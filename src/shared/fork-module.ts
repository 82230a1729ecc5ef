import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";

/** How much of a process's last words is kept to explain its death. */
const MAX_LAST_WORDS = 2_000;

/** A module of ours that runs in a process of its own. */
export type ForkedModule = {
  child: ChildProcess;
  stderr: Socket;
  /** Resolves when the process has ended, or could not be started. */
  ended: Promise<void>;
  /** The end of what it wrote to standard error. */
  lastWords(): string;
};

/**
 * Runs a module in a process of its own, TypeScript as it lies in the sources, or JavaScript after a compilation. Its standard
 * output is dropped, since that of the parent belongs to the answers that it prints.
 * @param from `import.meta.url` of the caller
 * @param path of the module from there, without its ending: `./model-process`
 * @param env without the bot's token, unless something else is given: no module needs it for its work
 */
export function forkModule(from: string, path: string, env = withoutToken()): ForkedModule {
  const typescript = from.endsWith(".ts");
  const child = fork(fileURLToPath(new URL(`${path}${typescript ? ".ts" : ".js"}`, from)), {
    env,
    // Either way a stack names the lines of the sources, if their maps lie beside what was compiled.
    execArgv: typescript ? ["--import", loaderOfTypeScript()] : ["--enable-source-maps"],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const stderr = child.stderr as Socket;
  let said = "";
  const keep = (text: string) => {
    said = (said + text).slice(-MAX_LAST_WORDS);
  };
  stderr.setEncoding("utf8").on("data", keep);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    // It could not be started; "close" does not always follow.
    child.on("error", (error) => {
      keep(error.message);
      resolve();
    });
  });
  return { child, stderr, ended, lastWords: () => said.trim() };
}

function withoutToken(): NodeJS.ProcessEnv {
  const { DISCORD_TOKEN: _token, ...env } = process.env;
  return env;
}

/** By its address, since "tsx" alone would be looked up from the working directory. */
const loaderOfTypeScript = (): string => pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
