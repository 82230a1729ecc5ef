import { expect, it } from "vitest";
import { showProgress } from "../../src/discord/show-progress.ts";

const soon = () => new Promise((resolve) => setImmediate(resolve));

it("shows the first message at once, and after the pause only the newest", async () => {
  const shown: number[] = [];
  const progress = showProgress<number>(
    async (n) => void shown.push(n),
    20,
    () => {},
  );
  for (let n = 1; n <= 9; n++) progress.update(n);
  expect(shown).toEqual([1]);
  await expect.poll(() => shown).toEqual([1, 9]);
  await progress.stop();
});

it("shows nothing after the stop, what has waited neither, and does not wait for the pause", async () => {
  const shown: number[] = [];
  const progress = showProgress<number>(
    async (n) => void shown.push(n),
    60_000,
    () => {},
  );
  progress.update(1);
  progress.update(2);
  await progress.stop();
  progress.update(3);
  await soon();
  expect(shown).toEqual([1]);
});

it("waits at the stop for what is on its way", async () => {
  let arrive = () => {};
  const progress = showProgress(
    () => new Promise<void>((resolve) => (arrive = resolve)),
    20,
    () => {},
  );
  progress.update("a");
  let stopped = false;
  const stop = progress.stop().then(() => {
    stopped = true;
  });
  await soon();
  expect(stopped).toBe(false);
  arrive();
  await stop;
});

it("shows nothing more once it has failed, and says so once", async () => {
  let tries = 0;
  const failures: unknown[] = [];
  const show = async () => {
    tries++;
    throw new Error("expired");
  };
  const progress = showProgress(show, 1, (error) => failures.push(error));
  progress.update("a");
  await expect.poll(() => failures).toHaveLength(1);
  progress.update("b");
  await progress.stop();
  expect(tries).toBe(1);
});
