import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floatCodec } from "../../src/index/float-codec.ts";

const item = (id: string, vector: number[]) => ({
  id,
  metadata: { start: 3, name: "Tô Lâm" },
  norm: 1,
  vector,
});
const index = (...items: ReturnType<typeof item>[]) => ({ version: 1, metadata_config: {}, items });

describe("the codec of the vector files", () => {
  it("gives back what it was given, to the precision of 32 bits", () => {
    const vector = fc.array(fc.float({ noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 5 }), fc.string(), (vectors, id) => {
        const given = index(...vectors.map((vector, i) => item(`${id}${i}`, vector)));
        const back = floatCodec.deserializeIndex(floatCodec.serializeIndex(given));
        expect({ ...back, items: back.items.map((one) => ({ ...one, vector: [...one.vector] })) }).toEqual(
          given,
        );
      }),
    );
  });

  it("reads from any place in memory", () => {
    const bytes = floatCodec.serializeIndex(index(item("a", [1, 0.5])));
    const shifted = Buffer.concat([Buffer.from("x"), bytes]).subarray(1);
    expect([...(floatCodec.deserializeIndex(shifted).items[0]?.vector ?? [])]).toEqual([1, 0.5]);
  });

  it("refuses vectors of unlike length", () => {
    expect(() => floatCodec.serializeIndex(index(item("a", [1]), item("b", [1, 2])))).toThrow(
      "item b has 2 dimensions",
    );
  });

  it("refuses a file that is cut short or not its own", () => {
    const bytes = floatCodec.serializeIndex(index(item("a", [1, 0])));
    expect(() => floatCodec.deserializeIndex(bytes.subarray(0, -4))).toThrow(RangeError);
    expect(() => floatCodec.deserializeIndex(Buffer.from("{}"))).toThrow("not a file of vectors");
  });
});
