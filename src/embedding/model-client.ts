import { DatelineError } from "../shared/errors.ts";
import type { LoadedModel, ModelCall, ModelResults, ModelSpec, TextRole } from "./model-messages.ts";
import { end, type ModelProcess, send, startModelProcess } from "./start-model-process.ts";

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

type Running = { process: ModelProcess; loaded: LoadedModel | null };
type Ready = { process: ModelProcess; loaded: LoadedModel };

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

  async function ready(): Promise<Ready> {
    if (closed) throw closedError();
    const current = running ?? begin();
    const loaded =
      current.loaded ?? (await exchange(current.process, { kind: "load", spec }, loadDeadlineMs));
    current.loaded = loaded;
    known ??= loaded;
    if (known.fingerprint !== loaded.fingerprint) {
      throw new DatelineError(
        "model",
        "The files of the embedding model changed while it was in use; start again, and build the index with: npm run index",
      );
    }
    return { process: current.process, loaded };
  }

  function begin(): Running {
    const started: Running = { process: startModelProcess(), loaded: null };
    running = started;
    void started.process.ended.then(() => {
      if (running === started) running = null;
    });
    const { pid } = started.process.child;
    if (pid !== undefined) onStart?.(pid);
    return started;
  }

  async function call<C extends ModelCall>(what: C): Promise<ModelResults[C["kind"]]> {
    const { process } = await ready();
    return exchange(process, what, callDeadlineMs);
  }

  /** Any failure but a refusal by the model itself is the end of the process. */
  async function exchange<C extends ModelCall>(
    process: ModelProcess,
    what: C,
    deadlineMs: number,
  ): Promise<ModelResults[C["kind"]]> {
    lastId += 1;
    process.hold();
    try {
      const reply = await send(process, { ...what, id: lastId }, deadlineMs);
      if (!reply.ok) throw new DatelineError("model", `The embedding model failed: ${reply.error}`);
      return reply.result as ModelResults[C["kind"]];
    } catch (error) {
      throw closed ? closedError() : error;
    } finally {
      process.release();
    }
  }

  return {
    load: () => inTurn(async () => (await ready()).loaded),
    embed: (role, texts) => inTurn(() => call({ kind: "embed", role, texts })),
    count: (texts) => inTurn(() => call({ kind: "count", texts })),
    close: async () => {
      closed = true;
      if (running) await end(running.process);
    },
  };
}

const closedError = () => new DatelineError("model", "The embedding model has been closed.");
