import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../src/search/edit-distance.ts";

describe("edit distance", () => {
  it.each([
    ["minister", "minister", 0],
    ["ministr", "minister", 1],
    ["minisster", "minister", 1],
    ["mimister", "minister", 1],
    ["minitser", "minister", 1],
    ["mimitser", "minister", 2],
    ["", "ab", 2],
  ])("from %j to %j is %d", (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance);
  });

  it("says one more than asked for as soon as the distance is larger", () => {
    expect(editDistance("gambling", "beijing", 2)).toBe(3);
    expect(editDistance("a", "abcdef", 2)).toBe(3);
  });

  it("is symmetric, and 0 only for equal texts", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b, 9)).toBe(editDistance(b, a, 9));
        expect(editDistance(a, b, 9) === 0).toBe(a === b);
      }),
    );
  });
});
