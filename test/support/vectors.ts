import type { Vector } from "../../src/embedding/embedder.ts";

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [i, value] of a.entries()) sum += value * (b[i] as number);
  return sum;
}

export const lengthOf = (vector: Vector): number => Math.sqrt(dot(vector, vector));

export const cosine = (a: Vector, b: Vector): number => dot(a, b) / (lengthOf(a) * lengthOf(b));
