import { describe, expect, it } from "vitest";
import { withinTime } from "../../src/shared/within-time.ts";

const late = () => new Error("too long");

describe("withinTime", () => {
  it("gives what the function gives, and throws what it throws", () => {
    expect(withinTime(10_000, () => [1, 2], late)).toEqual([1, 2]);
    const error = new TypeError("its own");
    const fail = () => {
      throw error;
    };
    expect(() => withinTime(10_000, fail, late)).toThrow(error);
  });

  it("stops a loop without an end, and a regular expression that goes astray", () => {
    const endless = () => {
      for (;;);
    };
    expect(() => withinTime(50, endless, late)).toThrow("too long");
    expect(() => withinTime(50, () => /(a+)+b/.test("a".repeat(60)), late)).toThrow("too long");
  });

  it("is not to be evaded by catching everything", () => {
    const stubborn = () => {
      try {
        for (;;);
      } catch {
        return "evaded";
      }
    };
    expect(() => withinTime(50, stubborn, late)).toThrow("too long");
  });

  it("may be used within itself", () => {
    expect(withinTime(10_000, () => withinTime(10_000, () => 1, late) + 1, late)).toBe(2);
  });
});
