import { describe, expect, it } from "vitest";
import { fitLogistic } from "../../src/evaluation/fit-logistic.ts";
import { probability } from "../../src/search/logistic.ts";

describe("the logistic model", () => {
  const examples = [0.1, 0.2, 0.3, 0.6, 0.8, 0.9].map((x, i) => ({
    ...{ signals: { x, noise: (i * 7) % 3 }, weight: 1 },
    outcome: (x > 0.5 ? 1 : 0) as 0 | 1,
  }));

  it("learns which way a signal points, the same each time", () => {
    const model = fitLogistic(examples, ["x"], 0.1);
    expect(model.weights.x).toBeGreaterThan(0);
    expect(probability(model, { x: 0.9 })).toBeGreaterThan(probability(model, { x: 0.1 }));
    expect(fitLogistic(examples, ["x"], 0.1)).toEqual(model);
  });

  it("leaves no slope of its penalised likelihood", () => {
    const ridge = 0.1;
    const model = fitLogistic(examples, ["x", "noise"], ridge);
    const slope = (name: "x" | "noise") =>
      examples.reduce(
        (sum, { signals, outcome }) => sum + (outcome - probability(model, signals)) * signals[name],
        0,
      ) -
      ridge * model.weights[name];
    expect(slope("x")).toBeCloseTo(0, 9);
    expect(slope("noise")).toBeCloseTo(0, 9);
  });
});
