import { setTimeout as delay } from "node:timers/promises";

/** What came of one question; times in milliseconds from the event. */
export type Asked = {
  /** Until the acknowledgement; null where there is none, since a message is acknowledged by its answer. */
  ackMs: number | null;
  replyMs: number;
  /** Why the reader has not got an answer; null if he has. */
  failure: string | null;
};

export type AskedAll = {
  asked: Asked[];
  /** From the first question to the last reply. */
  seconds: number;
};

const LOOK_EVERY_MS = 1;

/**
 * Asks at a set rate, whether or not the earlier questions are answered (an open loop: a bot that is slow is not spared), and waits
 * for every answer.
 * @param ask is given the number of the question, from 0; must not reject
 * @param rate questions a second
 * @throws the signal's reason when it is aborted
 */
export async function askAtRate(
  ask: (number: number) => Promise<Asked>,
  { rate, count }: { rate: number; count: number },
  signal: AbortSignal,
): Promise<AskedAll> {
  const started = performance.now();
  const asking: Promise<Asked>[] = [];
  while (asking.length < count) {
    signal.throwIfAborted();
    const due = Math.min(count, Math.floor(((performance.now() - started) * rate) / 1_000) + 1);
    while (asking.length < due) asking.push(ask(asking.length));
    await delay(LOOK_EVERY_MS);
  }
  const asked = await Promise.all(asking);
  return { asked, seconds: (performance.now() - started) / 1_000 };
}

/** Whether the question of this number is one of a share of all, spread evenly. */
export const isAmong = (share: number, number: number): boolean =>
  Math.floor((number + 1) * share) > Math.floor(number * share);
