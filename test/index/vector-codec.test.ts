import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorCodec } from "../../src/index/vector-codec.ts";

const item = (id: string, vector: number[]) => ({
  id,
  metadata: { article: 3, start: 14, end: 150, day: 20230913 },
  norm: Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)),
  vector,
});
const index = (...items: ReturnType<typeof item>[]) => ({ version: 1, metadata_config: {}, items });
const write = (...vectors: number[][]) =>
  vectorCodec.serializeIndex(index(...vectors.map((vector, i) => item(String(i), vector))));
const read = (file: Buffer) => {
  const { items, ...rest } = vectorCodec.deserializeIndex(file);
  return { ...rest, items: items.map((one) => ({ ...one, vector: [...one.vector] })) };
};

describe("the codec of the vector files", () => {
  it("gives back what it was given, to the precision of 32 bits", () => {
    const vector = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 5 }), (vectors) => {
        const given = index(...vectors.map((vector, i) => item(String(i), vector)));
        const back = read(vectorCodec.serializeIndex(given));
        expect(back).toEqual({
          ...given,
          items: given.items.map((one) => ({ ...one, vector: [...Float32Array.from(one.vector)] })),
        });
      }),
    );
  });

  it("keeps bytes in bytes", () => {
    const vectors = [Int8Array.of(127, -127, 0, 3), Int8Array.of(1, 2, 3, -128)];
    const items = vectors.map((vector, i) => item(String(i), vector as unknown as number[]));
    const file = vectorCodec.serializeIndex(index(...items));
    expect(file.length).toBeLessThan(write(...vectors.map((vector) => [...vector])).length);
    expect(read(file)).toEqual(index(...items.map((one) => ({ ...one, vector: [...one.vector] }))));
    expect(vectorCodec.deserializeIndex(file).items[0]?.vector).toBeInstanceOf(Int8Array);
  });

  it("reads several files one after the other as one index", () => {
    const both = Buffer.concat([write([0.1, 1], [0.2, 1]), write([0.3, 1]), write([-1, 1])]);
    expect(read(both).items.map(({ id, vector }) => [id, vector[0]])).toEqual([
      ["0", Math.fround(0.1)],
      ["1", Math.fround(0.2)],
      ["2", Math.fround(0.3)],
      ["3", -1],
    ]);
  });

  it("gives views of the memory that the file is in", () => {
    const file = write([0.1, 1]);
    expect(vectorCodec.deserializeIndex(file).items[0]?.vector).toMatchObject({ buffer: file.buffer });
  });

  it("reads from any place in memory", () => {
    const shifted = Buffer.concat([Buffer.from("x"), write([0.1, 0.5])]).subarray(1);
    expect(read(shifted).items[0]?.vector).toEqual([Math.fround(0.1), 0.5]);
  });

  it("refuses vectors of unlike length", () => {
    expect(() => write([1], [1, 2])).toThrow("item 1 has 2 dimensions");
  });

  it("refuses a file that is cut short or not its own", () => {
    const file = write([0.1, 1], [0.2, 1]);
    for (const length of [1, 12, 20, file.length - 8]) {
      expect(() => read(file.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => read(Buffer.from("{}"))).toThrow("not a file of vectors");
  });
});
