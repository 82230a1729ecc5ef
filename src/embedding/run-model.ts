import { DatelineError } from "../shared/errors.ts";
import type { LoadCall, ModelCall, ModelResults, WorkCall } from "./model-messages.ts";
import { end, type ModelProcess, send, startModelProcess } from "./start-model-process.ts";

/** A model's process as seen from the parent. It is started at need, again too after it has died. */
export type RunningModel<Loaded> = {
  load(): Promise<Loaded>;
  call<C extends WorkCall>(what: C): Promise<ModelResults[C["kind"]]>;
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

type Running<Loaded> = { process: ModelProcess; loaded: Loaded | null };

/**
 * One request at a time, so that a deadline measures work and not waiting, and a question waits for one batch of a
 * long build at most. When the process dies, fails or hangs, the call that was with it is rejected with a
 * DatelineError "model"; the next one starts a fresh process.
 * @param noun what messages call the model: "embedding model"
 * @param check looks at what every start finds out, and throws when it must not go on
 */
export function runModel<L extends LoadCall>(
  noun: string,
  load: L,
  check: (loaded: ModelResults[L["kind"]]) => void,
  options: ModelClientOptions,
): RunningModel<ModelResults[L["kind"]]> {
  type Loaded = ModelResults[L["kind"]];
  const { loadDeadlineMs = LOAD_DEADLINE_MS, callDeadlineMs = CALL_DEADLINE_MS, onStart } = options;
  let running: Running<Loaded> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let lastId = 0;
  let closed = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    // The caller gets the error; here it only must not stop the next one's turn.
    turn = result.catch(() => {});
    return result;
  }

  async function ready(): Promise<{ process: ModelProcess; loaded: Loaded }> {
    if (closed) throw closedError(noun);
    const current = running ?? begin();
    const loaded = current.loaded ?? (await exchange(current.process, load, loadDeadlineMs));
    current.loaded = loaded;
    check(loaded);
    return { process: current.process, loaded };
  }

  function begin(): Running<Loaded> {
    const started: Running<Loaded> = { process: startModelProcess(noun), loaded: null };
    running = started;
    void started.process.ended.then(() => {
      if (running === started) running = null;
    });
    const { pid } = started.process.child;
    if (pid !== undefined) onStart?.(pid);
    return started;
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
      if (!reply.ok) throw new DatelineError("model", `The ${noun} failed: ${reply.error}`);
      return reply.result as ModelResults[C["kind"]];
    } catch (error) {
      throw closed ? closedError(noun) : error;
    } finally {
      process.release();
    }
  }

  return {
    load: () => inTurn(async () => (await ready()).loaded),
    call: (what) => inTurn(async () => exchange((await ready()).process, what, callDeadlineMs)),
    close: async () => {
      closed = true;
      if (running) await end(running.process);
    },
  };
}

const closedError = (noun: string) => new DatelineError("model", `The ${noun} has been closed.`);
