import { DatelineError, messageOf } from "../shared/errors.ts";
import type { LoadCall, ModelCall, ModelReply, ModelResults, WorkCall } from "./model-messages.ts";
import { createRestarts, type RestartOptions } from "./restarts.ts";
import { describeEnd, end, type ModelProcess, send, startModelProcess } from "./start-model-process.ts";
import { createTurns } from "./turns.ts";
import { unlessLate } from "./unless-late.ts";

/** A model's process as seen from the parent. */
export type RunningModel<Loaded> = {
  load(): Promise<Loaded>;
  /**
   * @param until the time (of `performance.now`) from which on a question goes on without the result; left out by a
   * build, which waits as long as it takes
   */
  call<C extends WorkCall>(what: C, until?: number): Promise<ModelResults[C["kind"]]>;
  /**
   * Does what a question needs, which does not wait long: fails at once while the model is known not to answer, and else
   * when it has not answered in time. What is under way goes on.
   * @throws DatelineError "model"
   */
  inTime<T>(work: (until: number) => Promise<T>): Promise<T>;
  /** Ends the process at once, with whatever it is doing. */
  close(): Promise<void>;
};

export type ModelClientOptions = RestartOptions & {
  /** Milliseconds until a load that has not answered counts as hung. */
  loadDeadlineMs?: number;
  /** The same for one batch of a build. */
  callDeadlineMs?: number;
  /** The same for one call of a question. */
  questionDeadlineMs?: number;
  /** Milliseconds that a question waits in all: for its turn, a restart and a second try. */
  patienceMs?: number;
  /** Told the process id whenever a process has been started. */
  onStart?(pid: number): void;
};

/** A gigabyte of weights from a slow disk, on a small machine. */
const LOAD_DEADLINE_MS = 180_000;
/** A batch takes well under a second with a small model, some twenty with the largest of the known ones. */
const CALL_DEADLINE_MS = 120_000;
/** A question is one short text: milliseconds with a small model, two or three seconds with the largest. */
const QUESTION_DEADLINE_MS = 5_000;
/** Leaves time for a restart and a second try after a call that hung. */
const PATIENCE_MS = 10_000;
const TRIES_OF_QUESTION = 2;

type Running<Loaded> = {
  process: ModelProcess;
  startedAt: number;
  loaded: Loaded | null;
  /** Whether a request waits for its reply, and so for news of its end. */
  isBusy: boolean;
};

/**
 * One request at a time, so that a deadline measures work and not waiting. When the process dies or hangs, the call that
 * was with it is rejected with a DatelineError "model", and that of a question is tried once more. A model that has been
 * loaded once is started again by itself: at once after one failure, later and later after several in a row; until then
 * every call fails at once.
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
  const {
    loadDeadlineMs = LOAD_DEADLINE_MS,
    callDeadlineMs = CALL_DEADLINE_MS,
    questionDeadlineMs = QUESTION_DEADLINE_MS,
    patienceMs = PATIENCE_MS,
    onStart,
  } = options;
  let running: Running<Loaded> | null = null;
  let wasLoaded = false;
  let lastId = 0;
  let closed = false;
  const turns = createTurns();
  // A failure of the restart itself has been told and counted when it comes here.
  const restarts = createRestarts(() => turns.take(ready).catch(() => {}), options);

  async function ready(): Promise<Running<Loaded> & { loaded: Loaded }> {
    assertMayStart();
    const current = running ?? begin();
    const loaded = current.loaded ?? (await start(current));
    return Object.assign(current, { loaded });
  }

  function begin(): Running<Loaded> {
    const startedAt = performance.now();
    let started: Running<Loaded>;
    try {
      started = { process: startModelProcess(noun), startedAt, loaded: null, isBusy: false };
    } catch (cause) {
      // Without memory for another process, for example.
      const text = `The process of the ${noun} could not be started: ${messageOf(cause)}`;
      throw failed(new DatelineError("model", text, { cause }), startedAt);
    }
    running = started;
    const { process } = started;
    void process.ended.then(() => {
      if (!started.isBusy) lost(started, new DatelineError("model", describeEnd(process)));
    });
    if (process.child.pid !== undefined) onStart?.(process.child.pid);
    return started;
  }

  async function start(current: Running<Loaded>): Promise<Loaded> {
    const loaded = await usable(current, await exchange(current, load, loadDeadlineMs));
    try {
      check(loaded);
    } catch (error) {
      await discard(current, error as Error);
      throw error;
    }
    wasLoaded = true;
    restarts.succeeded();
    return loaded;
  }

  async function exchange<C extends ModelCall>(
    current: Running<Loaded>,
    what: C,
    deadlineMs: number,
  ): Promise<Outcome<C>> {
    const { process } = current;
    lastId += 1;
    process.hold();
    current.isBusy = true;
    try {
      return (await send(process, { ...what, id: lastId }, deadlineMs)) as Outcome<C>;
    } catch (error) {
      if (closed) throw closedError(noun);
      lost(current, error as Error);
      throw error;
    } finally {
      current.isBusy = false;
      process.release();
    }
  }

  const refused = ({ error }: { error: string }) =>
    new DatelineError("model", `The ${noun} failed: ${error}`);

  /** The result of a call that is refused only by a process that is of no more use: one without memory, for example. */
  async function usable<C extends ModelCall>(
    current: Running<Loaded>,
    reply: Outcome<C>,
  ): Promise<ModelResults[C["kind"]]> {
    if (reply.ok) return reply.result;
    const why = refused(reply);
    await discard(current, why);
    throw why;
  }

  async function discard(current: Running<Loaded>, why: Error): Promise<void> {
    lost(current, why);
    await end(current.process);
  }

  function lost(which: Running<Loaded>, why: Error): void {
    if (running !== which) return;
    running = null;
    failed(why, which.startedAt);
  }

  /** Whoever opens a model decides what becomes of one that has never worked. */
  function failed(why: Error, startedAt: number): Error {
    if (!closed && wasLoaded) restarts.failed(why, performance.now() - startedAt);
    return why;
  }

  function assertMayStart(): void {
    if (closed) throw closedError(noun);
    const pause = restarts.pause();
    if (!pause) return;
    const when = `${Math.max(1, Math.ceil(pause.leftMs / 1000))} s`;
    const text = `The ${noun} does not answer and is started again in ${when}. What happened: ${pause.why.message}`;
    throw new DatelineError("model", text, { cause: pause.why });
  }

  const late = () =>
    new DatelineError("model", `The ${noun} did not answer within ${patienceMs / 1000} seconds`);

  async function work<C extends WorkCall>(what: C): Promise<ModelResults[C["kind"]]> {
    const reply = await exchange(await ready(), what, callDeadlineMs);
    if (!reply.ok) throw refused(reply);
    return reply.result;
  }

  async function workForQuestion<C extends WorkCall>(
    what: C,
    until: number,
  ): Promise<ModelResults[C["kind"]]> {
    for (let tries = 1; ; tries++) {
      // Nobody waits for it any more.
      if (performance.now() >= until) throw late();
      try {
        const current = await ready();
        return await usable(current, await exchange(current, what, questionDeadlineMs));
      } catch (error) {
        if (tries === TRIES_OF_QUESTION || closed) throw error;
      }
    }
  }

  return {
    load: () => turns.take(async () => (await ready()).loaded),
    call: (what, until) =>
      turns.take(() => (until === undefined ? work(what) : workForQuestion(what, until))),
    async inTime(work) {
      assertMayStart();
      if (turns.busyMs() >= patienceMs) throw late();
      return unlessLate(work(performance.now() + patienceMs), patienceMs, late);
    },
    close: async () => {
      closed = true;
      restarts.stop();
      if (running) await end(running.process);
    },
  };
}

type Outcome<C extends ModelCall> =
  | Extract<ModelReply, { ok: false }>
  | { id: number; ok: true; result: ModelResults[C["kind"]] };

const closedError = (noun: string) => new DatelineError("model", `The ${noun} has been closed.`);
