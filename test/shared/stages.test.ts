import { expect, it } from "vitest";
import { startStopwatch } from "../../src/shared/stages.ts";

it("gives each stage the time since the one before it ended, and a stage that comes twice both times", () => {
  let time = 100;
  const after = (ms: number) => {
    time += ms;
  };
  const { lap, read } = startStopwatch(() => time);
  after(5);
  lap("prepare");
  after(20);
  lap("words");
  after(1);
  lap("prepare");
  after(4);
  expect(read()).toEqual({ ms: 30, stages: { prepare: 6, words: 20 } });
});
