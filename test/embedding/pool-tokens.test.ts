import { describe, expect, it } from "vitest";
import { poolTokens } from "../../src/embedding/pool-tokens.ts";

/** Two texts of up to three tokens with two numbers each. */
const DIMS = [2, 3, 2];
const DATA = Float32Array.of(3, 0, 0, 4, 9, 9, 0, 2, 0, 4, 0, 6);
const MASK = BigInt64Array.of(1n, 1n, 0n, 1n, 1n, 1n);

const rounded = (vectors: Float32Array) => Array.from(vectors, (x) => Number(x.toFixed(6)));

describe("pooling", () => {
  it("by the mean takes the real tokens alone, on whichever side they stand, and gives length 1", () => {
    expect(rounded(poolTokens({ data: DATA, dims: DIMS }, MASK, "mean"))).toEqual([0.6, 0.8, 0, 1]);
    const left = Float32Array.of(9, 9, 3, 0, 0, 4, 0, 2, 0, 4, 0, 6);
    const mask = BigInt64Array.of(0n, 1n, 1n, 1n, 1n, 1n);
    expect(rounded(poolTokens({ data: left, dims: DIMS }, mask, "mean"))).toEqual([0.6, 0.8, 0, 1]);
  });

  it("by the first token takes nothing else", () => {
    expect(rounded(poolTokens({ data: DATA, dims: DIMS }, MASK, "cls"))).toEqual([1, 0, 0, 1]);
  });

  it("refuses what has no direction", () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const data = DATA.with(0, bad);
      expect(() => poolTokens({ data, dims: DIMS }, MASK, "mean")).toThrow(/not finite/);
    }
    const nothing = new Float32Array(DATA.length);
    expect(() => poolTokens({ data: nothing, dims: DIMS }, MASK, "mean")).toThrow(/not finite/);
  });

  it("refuses what is not one vector for each token", () => {
    for (const dims of [
      [2, 6],
      [2, 2, 2],
      [1, 3, 4],
    ]) {
      expect(() => poolTokens({ data: DATA, dims }, MASK, "mean")).toThrow(/one vector for each token/);
    }
  });
});
