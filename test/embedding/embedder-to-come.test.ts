import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createBuiltInEmbedder } from "../../src/embedding/built-in-embedder.ts";
import { embedderToCome } from "../../src/embedding/embedder-to-come.ts";
import { DatelineError } from "../../src/shared/errors.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An embedder that cannot be opened until the test says so. */
function recorder() {
  const state = { opens: 0, closes: 0, isThere: false, pauses: [] as number[], ups: 0 };
  const inner = createBuiltInEmbedder();
  const open = async () => {
    state.opens++;
    if (!state.isThere) throw new DatelineError("model", `not there (${state.opens})`);
    const close = async () => {
      state.closes++;
    };
    return { ...inner, close };
  };
  const embedder = embedderToCome(inner.info, open, new DatelineError("model", "not there"), {
    onDown: (_, againInMs) => state.pauses.push(againInMs),
    onUp: () => state.ups++,
  });
  return { state, inner, embedder };
}

describe("an embedder that could not be opened", () => {
  it("is tried later and later, and fails every question at once with the last reason", async () => {
    const { state, embedder } = recorder();
    await vi.advanceTimersByTimeAsync(0);
    await expect(embedder.embedQuestion("a")).rejects.toMatchObject({
      code: "model",
      message: "not there (1)",
    });
    await vi.advanceTimersByTimeAsync(7_000);
    expect(state.pauses).toEqual([0, 1000, 2000, 4000, 8000]);
    await expect(embedder.embedPassages(["a"])).rejects.toMatchObject({
      code: "model",
      message: "not there (4)",
    });
  });

  it("is the real one as soon as it can be, and is closed with it", async () => {
    const { state, inner, embedder } = recorder();
    await vi.advanceTimersByTimeAsync(500);
    state.isThere = true;
    await vi.advanceTimersByTimeAsync(500);
    expect(await embedder.embedQuestion("the police")).toEqual(await inner.embedQuestion("the police"));
    await vi.advanceTimersByTimeAsync(100_000);
    expect(state).toMatchObject({ opens: 2, ups: 1, closes: 0 });
    await embedder.close();
    expect(state.closes).toBe(1);
  });

  it("is tried no more once closed", async () => {
    const { state, embedder } = recorder();
    await vi.advanceTimersByTimeAsync(500);
    await embedder.close();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(state.opens).toBe(1);
  });
});
