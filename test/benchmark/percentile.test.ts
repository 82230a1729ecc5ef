import { describe, expect, it } from "vitest";
import { percentile } from "../../src/benchmark/percentile.ts";

describe("percentiles", () => {
  it("takes the smallest value that covers the share", () => {
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(
      percentile(
        Array.from({ length: 100 }, (_, i) => i + 1),
        0.95,
      ),
    ).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
  });

  it("sorts numbers as numbers and leaves the list as it was", () => {
    const values = [10, 9, 100];
    expect(percentile(values, 1)).toBe(100);
    expect(values).toEqual([10, 9, 100]);
  });

  it("knows nothing of nothing", () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});
