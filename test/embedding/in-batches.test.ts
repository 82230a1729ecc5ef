import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inBatches } from "../../src/embedding/in-batches.ts";

describe("batches", () => {
  it("give each text its result, run those of like length together, and none beyond 1,024 tokens with its padding", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 }), async (tokens) => {
        const texts = tokens.map((_, i) => String(i));
        const batches: number[][] = [];
        const results = await inBatches(texts, tokens, async (batch) => {
          batches.push(batch.map((text) => tokens[Number(text)] as number));
          return batch.map((text) => `result of ${text}`);
        });
        expect(results).toEqual(texts.map((text) => `result of ${text}`));
        for (const batch of batches) {
          expect(batch.length === 1 || batch.length * Math.max(...batch) <= 1_024).toBe(true);
        }
        for (const [i, batch] of batches.entries()) {
          // Among the shortest, which cost the same, the order does not matter.
          expect(Math.max(...batch) <= Math.max(16, Math.min(...(batches[i + 1] ?? [700])))).toBe(true);
        }
      }),
    );
  });

  it("of short texts are large: few runs for many questions", async () => {
    const sizes: number[] = [];
    const tokens = new Array<number>(64).fill(12);
    await inBatches(tokens.map(String), tokens, async (batch) => {
      sizes.push(batch.length);
      return batch;
    });
    expect(sizes).toEqual([64]);
  });
});
