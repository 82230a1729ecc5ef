import { describe, expect, it } from "vitest";
import type { Collection } from "../../src/answer/collection.ts";
import { createQuestionService } from "../../src/answer/serve-questions.ts";
import { sampleCollection, seedArticles } from "../support/sample-collection.ts";

/** A collection whose answers wait until the test lets them go. */
function heldCollection() {
  const inner = sampleCollection();
  const held: (() => void)[] = [];
  const answer: Collection["answer"] = async (...asked) => {
    await new Promise<void>((resolve) => held.push(resolve));
    return inner.answer(...asked);
  };
  return { held, collection: { ...inner, answer } };
}

describe("a served collection", () => {
  it("answers as the collection does, and is it in all else", async () => {
    const inner = sampleCollection();
    const served = createQuestionService({ maxRunning: 1, maxWaiting: 1 }).serve(inner);
    expect(await served.answer("police meeting")).toEqual(await inner.answer("police meeting"));
    expect({ ...served, answer: null }).toEqual({ ...inner, answer: null });
  });

  it("tells how many run, wait, and were answered from memory; these wait for nobody", async () => {
    const { held, collection } = heldCollection();
    const service = createQuestionService({ maxRunning: 1, maxWaiting: 1 });
    const served = service.serve(collection);
    const first = served.answer("police");
    held[0]?.();
    await first;
    const running = served.answer("meeting");
    const waiting = served.answer("law");
    expect(service.load()).toEqual({ running: 1, waiting: 1, fromMemory: 0 });
    await expect(served.answer("house")).rejects.toMatchObject({ code: "busy" });
    await served.answer("police");
    expect(service.load()).toEqual({ running: 1, waiting: 1, fromMemory: 1 });
    held[1]?.();
    await running;
    await expect.poll(() => held[2]).toBeDefined();
    held[2]?.();
    await waiting;
    expect(service.load()).toEqual({ running: 0, waiting: 0, fromMemory: 1 });
  });

  it("tells of the wait, of the stages of the collection, and of what was remembered", async () => {
    const inner = sampleCollection();
    const answer: typeof inner.answer = (question, options, lap) => {
      lap?.("words");
      return inner.answer(question, options);
    };
    const served = createQuestionService({ maxRunning: 1, maxWaiting: 1 }).serve({ ...inner, answer });
    const stages: string[] = [];
    await served.answer("police", {}, (stage) => stages.push(stage));
    await served.answer("police", {}, (stage) => stages.push(stage));
    expect(stages).toEqual(["queue", "words", "memory"]);
  });

  it("remembers nothing of the collection before it", async () => {
    const service = createQuestionService({ maxRunning: 8, maxWaiting: 8 });
    const [older, newer] = [sampleCollection(seedArticles().slice(1)), sampleCollection()];
    const question = "Which articles speak of the police?";
    await service.serve(older).answer(question);
    expect(await service.serve(newer).answer(question)).toEqual(await newer.answer(question));
    expect(service.load().fromMemory).toBe(0);
  });
});
