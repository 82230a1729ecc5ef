import { describe, expect, it } from "vitest";
import { createQuestionQueue } from "../../src/answer/question-queue.ts";

/** Work that ends when the test says so. */
function works() {
  const begun: (() => void)[] = [];
  const work = () => new Promise<number>((resolve) => begun.push(() => resolve(begun.length)));
  return { begun, work };
}

describe("the queue of questions", () => {
  it("runs so many at once, lets so many wait, and turns the next one away at once", async () => {
    const queue = createQuestionQueue({ maxRunning: 2, maxWaiting: 3 });
    const { begun, work } = works();
    const asked = Array.from({ length: 5 }, () => queue.run(work));
    expect({ running: queue.running(), waiting: queue.waiting() }).toEqual({ running: 2, waiting: 3 });
    await expect(queue.run(work)).rejects.toMatchObject({ code: "busy" });
    expect(begun).toHaveLength(2);

    for (let i = 0; i < 5; i++) {
      await expect.poll(() => begun[i]).toBeDefined();
      expect(queue.running()).toBeLessThanOrEqual(2);
      begun[i]?.();
    }
    await Promise.all(asked);
    expect({ running: queue.running(), waiting: queue.waiting() }).toEqual({ running: 0, waiting: 0 });
  });

  it("lets none wait where none may, and still runs as many as may run", async () => {
    const queue = createQuestionQueue({ maxRunning: 1, maxWaiting: 0 });
    const { begun, work } = works();
    const first = queue.run(work);
    await expect(queue.run(work)).rejects.toMatchObject({ code: "busy" });
    begun[0]?.();
    await first;
    const next = queue.run(work);
    begun[1]?.();
    expect(await next).toBe(2);
  });

  it("keeps the order, passes errors on, and goes on after them", async () => {
    const queue = createQuestionQueue({ maxRunning: 1, maxWaiting: 10 });
    const order: string[] = [];
    const note = (name: string) => async () => {
      order.push(name);
      if (name === "b") throw new Error("no");
      return name;
    };
    const asked = ["a", "b", "c"].map((name) => queue.run(note(name)));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(order).toEqual(["a", "b", "c"]);
  });

  it("lets the rest of the program in between questions that wait for nothing", async () => {
    const queue = createQuestionQueue({ maxRunning: 2, maxWaiting: 100 });
    let done = 0;
    const asked = Array.from({ length: 50 }, () => queue.run(async () => done++));
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toBeLessThan(10);
    await Promise.all(asked);
  });
});
