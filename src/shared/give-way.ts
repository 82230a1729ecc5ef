import { setImmediate as nextTurn } from "node:timers/promises";

/** How long other work of the process waits at most: the lock of an index, a key that is pressed. */
const TURN_MS = 20;

/** Made for long work that does not wait for anything; called after each step of it, lets other work have its turn now and then. */
export function openGivingWay(): () => Promise<void> {
  let turnAt = performance.now();
  return async () => {
    if (performance.now() - turnAt < TURN_MS) return;
    await nextTurn();
    turnAt = performance.now();
  };
}
