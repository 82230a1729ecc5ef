import { describe, expect, it } from "vitest";
import { FIRST_DATE, isWithin, LAST_DATE, widen } from "../../src/shared/date-range.ts";

describe("a range that is widened", () => {
  it("reaches across the ends of months and years", () => {
    const range = { from: "2023-12-30", to: "2023-12-31" };
    expect(widen(range, 2)).toEqual({ from: "2023-12-28", to: "2024-01-02" });
    expect(isWithin("2024-01-02", widen(range, 2))).toBe(true);
    expect(isWithin("2024-01-03", widen(range, 2))).toBe(false);
  });

  it("reaches no further than there are dates", () => {
    const open = { from: FIRST_DATE, to: LAST_DATE };
    expect(isWithin(LAST_DATE, widen(open, 5))).toBe(true);
    expect(isWithin(FIRST_DATE, widen(open, 5))).toBe(true);
  });
});
