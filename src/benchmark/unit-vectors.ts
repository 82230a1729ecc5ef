import { pseudoRandom } from "../evaluation/metrics.ts";

/** As many numbers as a vector of MiniLM or multilingual-e5-small has. */
export const DIMENSIONS = 384;

/** Pseudo-random vectors of Euclidean length 1, one after the other: those of a smaller count are the first of a larger one. */
export function unitVectors(count: number, seed: number): Float32Array {
  const random = pseudoRandom(seed);
  const vectors = new Float32Array(count * DIMENSIONS);
  for (let start = 0; start < vectors.length; start += DIMENSIONS) {
    const vector = vectors.subarray(start, start + DIMENSIONS);
    let squares = 0;
    for (let i = 0; i < DIMENSIONS; i++) {
      const x = 2 * random() - 1;
      vector[i] = x;
      squares += x * x;
    }
    const length = Math.sqrt(squares);
    for (let i = 0; i < DIMENSIONS; i++) vector[i] = (vector[i] as number) / length;
  }
  return vectors;
}
