import { afterAll, describe, expect, it } from "vitest";
import { batchQuestions, MOST_IN_BATCH } from "../../src/embedding/batch-questions.ts";
import { openModelEmbedder } from "../../src/embedding/model-embedder.ts";
import { tinySpec } from "../support/tiny-model.ts";
import { dot } from "../support/vectors.ts";

/** Questions whose batches end when the test says so. */
function recorder() {
  const batches: { questions: readonly string[]; end(): void; fail(error: Error): void }[] = [];
  const ask = batchQuestions(
    (questions) =>
      new Promise<string[]>((resolve, reject) => {
        const end = () => resolve(questions.map((question) => question.toUpperCase()));
        batches.push({ questions, end, fail: reject });
      }),
  );
  const batch = (i: number) => expect.poll(() => batches[i]).toBeDefined();
  return { ask, batches, batch };
}

describe("questions that come together", () => {
  it("are embedded in two calls: the first one alone, all that come meanwhile together", async () => {
    const { ask, batches, batch } = recorder();
    const asked = Array.from({ length: 20 }, (_, i) => ask(`q${i}`));
    expect(batches.map(({ questions }) => questions.length)).toEqual([1]);
    batches[0]?.end();
    await batch(1);
    batches[1]?.end();
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 20 }, (_, i) => `Q${i}`));
    expect(batches.map(({ questions }) => questions.length)).toEqual([1, 19]);
  });

  it("are embedded at once when the model is free", async () => {
    const { ask, batches } = recorder();
    for (const question of ["a", "b"]) {
      const asked = ask(question);
      expect(batches.at(-1)?.questions).toEqual([question]);
      batches.at(-1)?.end();
      expect(await asked).toBe(question.toUpperCase());
    }
  });

  it("do not make a batch that grows without end", async () => {
    const { ask, batches, batch } = recorder();
    const asked = Array.from({ length: MOST_IN_BATCH + 2 }, (_, i) => ask(`q${i}`));
    for (const i of [0, 1, 2]) {
      await batch(i);
      batches[i]?.end();
    }
    await Promise.all(asked);
    expect(batches.map(({ questions }) => questions.length)).toEqual([1, MOST_IN_BATCH, 1]);
  });

  it("fail together when their batch fails, and the next ones are tried again", async () => {
    const { ask, batches, batch } = recorder();
    const first = ask("a");
    const others = [ask("b"), ask("c")];
    batches[0]?.fail(new Error("no"));
    await expect(first).rejects.toThrow("no");
    await batch(1);
    batches[1]?.end();
    expect(await Promise.all(others)).toEqual(["B", "C"]);
  });
});

describe("the model", () => {
  const model = { name: "tiny", revision: "main", dimensions: null, spec: tinySpec };
  const opened = openModelEmbedder(model);
  afterAll(async () => (await opened).close());

  it("gives each of many concurrent questions its own vector", async () => {
    const embedder = await opened;
    const questions = Array.from(
      { length: 40 },
      (_, i) => `police meeting ${"and the law ".repeat(i % 7)}${i}`,
    );
    const together = await Promise.all(questions.map((question) => embedder.embedQuestion(question)));
    for (const [i, question] of questions.entries()) {
      expect(dot(together[i] as Float32Array, await embedder.embedQuestion(question))).toBeCloseTo(1, 5);
    }
  });
});
