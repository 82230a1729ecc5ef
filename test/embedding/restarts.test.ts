import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRestarts } from "../../src/embedding/restarts.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const why = new Error("no");

describe("restarts", () => {
  it("come at once, then after 1, 2, 4 … seconds, and every minute in the end", () => {
    const pauses: number[] = [];
    let started = 0;
    const restarts = createRestarts(() => started++, { onDown: (_, againInMs) => pauses.push(againInMs) });
    for (let i = 0; i < 10; i++) {
      restarts.failed(why, 0);
      vi.advanceTimersByTime(pauses.at(-1) as number);
      expect(started).toBe(i + 1);
    }
    expect(pauses).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => 1000 * seconds));
  });

  it("come at once again after the model has been well for a minute", () => {
    const pauses: number[] = [];
    const restarts = createRestarts(() => {}, { onDown: (_, againInMs) => pauses.push(againInMs) });
    for (const livedMs of [0, 0, 59_999, 60_000, 0]) restarts.failed(why, livedMs);
    expect(pauses).toEqual([0, 1000, 2000, 0, 1000]);
  });

  it("tell why nothing is started now and for how long, and when the model is back", () => {
    let ups = 0;
    const restarts = createRestarts(() => {}, { onUp: () => ups++ });
    restarts.succeeded();
    expect({ ups, pause: restarts.pause() }).toEqual({ ups: 0, pause: null });
    restarts.failed(why, 0);
    expect(restarts.pause()).toBeNull();
    restarts.failed(why, 0);
    vi.advanceTimersByTime(400);
    expect(restarts.pause()).toEqual({ why, leftMs: 600 });
    vi.advanceTimersByTime(600);
    expect(restarts.pause()).toBeNull();
    restarts.succeeded();
    restarts.succeeded();
    expect(ups).toBe(1);
  });

  it("come no more once stopped", () => {
    let started = 0;
    const restarts = createRestarts(() => started++, {});
    restarts.failed(why, 0);
    restarts.failed(why, 0);
    restarts.stop();
    vi.advanceTimersByTime(100_000);
    expect(started).toBe(1);
  });
});
