import { describe, expect, it } from "vitest";
import { fuse } from "../../src/search/fuse.ts";

describe("reciprocal rank fusion", () => {
  it("scores Σ weight / (60 + rank)", () => {
    const fused = fuse([
      { items: [7, 3], weight: 1 },
      { items: [3], weight: 0.5 },
    ]);
    expect(fused).toEqual([
      { item: 3, score: 1 / 62 + 0.5 / 61 },
      { item: 7, score: 1 / 61 },
    ]);
  });

  it("orders ties by their numbers, so that the same question gets the same answer", () => {
    const fused = fuse([
      { items: [9], weight: 1 },
      { items: [4], weight: 1 },
    ]);
    expect(fused.map(({ item }) => item)).toEqual([4, 9]);
  });
});
