import type { ChildProcess } from "node:child_process";
import { DatelineError } from "../shared/errors.ts";
import { forkModule } from "../shared/fork-module.ts";
import type { ModelReply, ModelRequest } from "./model-messages.ts";

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
  const { child, stderr, ended, lastWords } = forkModule(import.meta.url, "./model-process");
  return {
    noun,
    child,
    ended,
    lastWords,
    hold: () => {
      for (const handle of [child, child.channel, stderr]) handle?.ref();
    },
    release: () => {
      for (const handle of [child, child.channel, stderr]) handle?.unref();
    },
  };
}

/** Ends it at once: it has nothing to save, and inside a run of the model it would not hear a request to end. */
export async function end({ child, ended, hold }: ModelProcess): Promise<void> {
  hold();
  child.kill("SIGKILL");
  await ended;
}

/** Why a process is no more. @param deadlineMs the deadline that it missed, if that is the reason */
export function describeEnd({ noun, child, lastWords }: ModelProcess, deadlineMs?: number): string {
  const words = lastWords();
  const how =
    deadlineMs === undefined
      ? `ended (${child.signalCode ?? `code ${child.exitCode}`})`
      : `did not answer within ${Math.round(deadlineMs / 1000)} seconds and was ended`;
  return `The process of the ${noun} ${how}${words ? `, having said: ${words}` : ""}; try again`;
}

/**
 * Sends a request and waits for its reply, for the end of the process, or for the deadline, which ends the process.
 * @throws DatelineError "model" in the latter two cases.
 */
export function send(current: ModelProcess, request: ModelRequest, deadlineMs: number): Promise<ModelReply> {
  const { child } = current;
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
      const text = describeEnd(current, late ? deadlineMs : undefined);
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
