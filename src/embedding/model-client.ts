import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { DatelineError } from "../shared/errors.ts";
import type {
  LoadedModel,
  ModelCall,
  ModelReply,
  ModelRequest,
  ModelResults,
  ModelSpec,
  TextRole,
} from "./model-messages.ts";

/** The model's process as seen from the parent. It is started at need, again too after it has died. */
export type ModelClient = {
  load(): Promise<LoadedModel>;
  /** All vectors one after the other. */
  embed(role: TextRole, texts: readonly string[]): Promise<Float32Array>;
  count(texts: readonly string[]): Promise<number[]>;
  /** Ends the process at once, with whatever it is doing. */
  close(): Promise<void>;
};

export type ModelClientOptions = {
  /** Milliseconds until a load that has not answered counts as hung. */
  loadDeadlineMs?: number;
  /** The same for one batch. */
  callDeadlineMs?: number;
  /** Told the process id whenever a process has been started. */
  onStart?(pid: number): void;
};

/** A gigabyte of weights from a slow disk, on a small machine. */
const LOAD_DEADLINE_MS = 180_000;
/** A batch takes well under a second with a small model, some twenty with the largest of the known ones. */
const CALL_DEADLINE_MS = 120_000;
/** How much of the process's last words is kept to explain its death. */
const MAX_LAST_WORDS = 2_000;

type Running = {
  child: ChildProcess;
  ended: Promise<void>;
  lastWords(): string;
  /** An idle model must not keep the program alive, one that is waited for must. */
  hold(): void;
  release(): void;
  loaded: LoadedModel | null;
};

/**
 * One request at a time, so that a deadline measures work and not waiting, and a question waits for one batch of a
 * long build at most. When the process dies, fails or hangs, the call that was with it is rejected with a
 * DatelineError "model"; the next one starts a fresh process.
 */
export function createModelClient(spec: ModelSpec, options: ModelClientOptions = {}): ModelClient {
  const { loadDeadlineMs = LOAD_DEADLINE_MS, callDeadlineMs = CALL_DEADLINE_MS, onStart } = options;
  let running: Running | null = null;
  let known: LoadedModel | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let lastId = 0;
  let closed = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    // The caller gets the error; here it only must not stop the next one's turn.
    turn = result.catch(() => {});
    return result;
  }

  async function ready(): Promise<Running> {
    if (closed) throw closedError();
    const current = running ?? begin();
    current.loaded ??= await exchange(current, { kind: "load", spec }, loadDeadlineMs);
    known ??= current.loaded;
    if (known.fingerprint !== current.loaded.fingerprint) {
      throw new DatelineError(
        "model",
        "The files of the embedding model changed while it was in use; start again, and build the index with: npm run index",
      );
    }
    return current;
  }

  function begin(): Running {
    const started = start();
    running = started;
    void started.ended.then(() => {
      if (running === started) running = null;
    });
    if (started.child.pid !== undefined) onStart?.(started.child.pid);
    return started;
  }

  /** Any failure but a refusal by the model itself is the end of the process. */
  async function exchange<C extends ModelCall>(
    current: Running,
    call: C,
    deadlineMs: number,
  ): Promise<ModelResults[C["kind"]]> {
    lastId += 1;
    current.hold();
    try {
      const reply = await send(current, { ...call, id: lastId }, deadlineMs);
      if (!reply.ok) throw new DatelineError("model", `The embedding model failed: ${reply.error}`);
      return reply.result as ModelResults[C["kind"]];
    } catch (error) {
      throw closed ? closedError() : error;
    } finally {
      current.release();
    }
  }

  return {
    load: () =>
      inTurn(async () => {
        const { loaded } = await ready();
        return loaded as LoadedModel;
      }),
    embed: (role, texts) =>
      inTurn(async () => exchange(await ready(), { kind: "embed", role, texts }, callDeadlineMs)),
    count: (texts) => inTurn(async () => exchange(await ready(), { kind: "count", texts }, callDeadlineMs)),
    close: async () => {
      closed = true;
      if (running) await end(running);
    },
  };
}

const closedError = () => new DatelineError("model", "The embedding model has been closed.");

function start(): Running {
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
    child,
    ended,
    lastWords: () => said.trim(),
    hold: () => {
      for (const handle of [child, child.channel, stderr]) handle?.ref();
    },
    release: () => {
      for (const handle of [child, child.channel, stderr]) handle?.unref();
    },
    loaded: null,
  };
}

/** By its address, since "tsx" alone would be looked up from the working directory. */
const loaderOfTypeScript = (): string => pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** It has nothing to save, and inside a run of the model it would not hear a request to end. */
async function end({ child, ended, hold }: Running): Promise<void> {
  hold();
  child.kill("SIGKILL");
  await ended;
}

/** Sends a request and waits for its reply, for the end of the process, or for the deadline, which ends it. */
function send(current: Running, request: ModelRequest, deadlineMs: number): Promise<ModelReply> {
  const { child, lastWords } = current;
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
      const text = `The process of the embedding model ${how}${words ? `, having said: ${words}` : ""}; ask again`;
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
