import type { ModelSpec } from "./model-messages.ts";

/** What a model says of each token of a batch: for each text, for each token, its numbers. */
export type TokenVectors = { data: Float32Array; dims: readonly number[] };

/**
 * One vector of length 1 for each text of a batch, one after the other: the mean over its real tokens, or its first token. The
 * same as the library's own pooling but for rounding. That one looks each number of the mask up anew for each number of a vector,
 * which takes half as long as a small model itself (7 ms for 128 tokens; this 0.1 ms).
 * @param mask 1 for a real token, 0 for one that fills up
 * @throws Error when the model does not give finite numbers of this form
 */
export function poolTokens(
  { data, dims }: TokenVectors,
  mask: BigInt64Array,
  pooling: ModelSpec["pooling"],
): Float32Array {
  const [texts = 0, tokens = 0, dimensions = 0] = dims;
  if (dims.length !== 3 || data.length !== texts * tokens * dimensions || mask.length !== texts * tokens) {
    throw new Error("the model does not give one vector for each token");
  }
  const vectors = new Float32Array(texts * dimensions);
  const sums = new Float64Array(dimensions);
  for (let text = 0; text < texts; text++) {
    sums.fill(0);
    const first = text * tokens;
    for (let token = first; token < first + tokens; token++) {
      if (pooling === "cls" ? token > first : mask[token] === 0n) continue;
      const from = token * dimensions;
      for (let i = 0; i < dimensions; i++) sums[i] = (sums[i] as number) + (data[from + i] as number);
    }
    // The mean has the direction of the sum, and the direction is all that is kept.
    const length = Math.sqrt(sums.reduce((sum, x) => sum + x * x, 0));
    if (!Number.isFinite(length) || length === 0) {
      throw new Error("the model gives vectors that are not finite numbers");
    }
    for (let i = 0; i < dimensions; i++) vectors[text * dimensions + i] = (sums[i] as number) / length;
  }
  return vectors;
}
