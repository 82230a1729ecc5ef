import { describe, expect, it } from "vitest";
import {
  areaUnderCurve,
  bootstrapInterval,
  decisionFigures,
  hitAt,
  meanReciprocalRank,
  ndcgAt10,
  recallAt10,
} from "../../src/evaluation/metrics.ts";

describe("figures of retrieval", () => {
  it("counts a hit up to rank k, and none for rank 0", () => {
    expect(hitAt(1, [1, 2, 0, 1])).toBe(0.5);
    expect(hitAt(3, [1, 2, 0, 4])).toBe(0.5);
    expect(meanReciprocalRank([1, 2, 0, 4])).toBe((1 + 0.5 + 0.25) / 4);
  });

  it("discounts by rank for nDCG, against the best possible order", () => {
    const relevance = new Map([
      ["a", 1],
      ["b", 1],
    ]);
    expect(ndcgAt10(["a", "b", "x"], relevance)).toBe(1);
    expect(ndcgAt10(["x", "a"], relevance)).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)));
    expect(ndcgAt10([...Array(10).fill("x"), "a"], relevance)).toBe(0);
    expect(recallAt10(["x", "a"], relevance)).toBe(0.5);
  });

  it("takes the AUC as the chance of the right order", () => {
    expect(areaUnderCurve([2, 1], [1])).toBe(0.75);
    expect(areaUnderCurve([2, 3], [0, 1])).toBe(1);
  });

  it("measures a decision by precision, recall and F1", () => {
    const decisions = [
      { decided: true, right: true },
      { decided: true, right: false },
      { decided: false, right: true },
      { decided: false, right: false },
    ];
    expect(decisionFigures(decisions)).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(decisionFigures([{ decided: false, right: true }]).f1).toBe(0);
  });

  it("gives an interval around the mean difference, the same for the same seed", () => {
    const differences = Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 1 : 0));
    const { low, high } = bootstrapInterval(differences);
    expect(low).toBeGreaterThan(0.17);
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.25);
    expect(high).toBeLessThan(0.33);
    expect(bootstrapInterval(differences)).toEqual({ low, high });
  });
});
