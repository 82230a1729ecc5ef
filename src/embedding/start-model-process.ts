import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { DatelineError } from "../shared/errors.ts";
import type { ModelReply, ModelRequest } from "./model-messages.ts";

/** How much of the process's last words is kept to explain its death. */
const MAX_LAST_WORDS = 2_000;

/** The process of `model-process.ts`, seen from its parent. */
export type ModelProcess = {
  /** What it runs, for messages: "embedding model". */
  noun: string;
  child: ChildProcess;
  ended: Promise<void>;
  lastWords(): string;
  /** An idle model must not keep the program alive, one that is waited for must. */
  hold(): void;
  release(): void;
};

/** Starts the process; it has no model yet. */
export function startModelProcess(noun: string): ModelProcess {
  const typescript = import.meta.url.endsWith(".ts");
  const file = new URL(typescript ? "./model-process.ts" : "./model-process.js", import.meta.url);
  const child = fork(fileURLToPath(file), {
    execArgv: typescript ? ["--import", loaderOfTypeScript()] : [],
    serialization: "advanced",
    // Standard output belongs to the answers that the parent prints.
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
  return {
    noun,
    child,
    ended,
    lastWords: () => said.trim(),
    hold: () => {
      for (const handle of [child, child.channel, stderr]) handle?.ref();
    },
    release: () => {
      for (const handle of [child, child.channel, stderr]) handle?.unref();
    },
  };
}

/** By its address, since "tsx" alone would be looked up from the working directory. */
const loaderOfTypeScript = (): string => pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Ends it at once: it has nothing to save, and inside a run of the model it would not hear a request to end. */
export async function end({ child, ended, hold }: ModelProcess): Promise<void> {
  hold();
  child.kill("SIGKILL");
  await ended;
}

/**
 * Sends a request and waits for its reply, for the end of the process, or for the deadline, which ends the process.
 * @throws DatelineError "model" in the latter two cases.
 */
export function send(current: ModelProcess, request: ModelRequest, deadlineMs: number): Promise<ModelReply> {
  const { noun, child, lastWords } = current;
  return new Promise((resolve, reject) => {
    let late = false;
    const settle = (outcome: () => void) => {
      clearTimeout(deadline);
      child.off("message", onMessage).off("close", onEnd).off("error", onEnd);
      outcome();
    };
    const onMessage = (reply: ModelReply) => {
      if (reply.id === request.id && !late) settle(() => resolve(reply));
    };
    const onEnd = () => {
      const words = lastWords();
      const how = late
        ? `did not answer within ${Math.round(deadlineMs / 1000)} seconds and was ended`
        : `ended (${child.signalCode ?? `code ${child.exitCode}`})`;
      const text = `The process of the ${noun} ${how}${words ? `, having said: ${words}` : ""}; ask again`;
      settle(() => reject(new DatelineError("model", text)));
    };
    const deadline = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, deadlineMs);
    child.on("message", onMessage).on("close", onEnd).on("error", onEnd);
    child.send(request, (error) => {
      // It cannot be reached any more, so its end follows and is reported.
      if (error) child.kill("SIGKILL");
    });
  });
}
