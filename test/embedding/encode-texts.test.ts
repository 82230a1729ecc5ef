import type { PreTrainedTokenizer, Tensor } from "@xenova/transformers";
import { describe, expect, it } from "vitest";
import { createTextEncoder } from "../../src/embedding/encode-texts.ts";

const [BEGINNING, END, PADDING] = [101, 102, 7];

/** A tokenizer that makes of each word its length, and tells which texts it has been given. */
function open(settings: Partial<Pick<PreTrainedTokenizer, "padding_side" | "model_max_length">> = {}) {
  const read: string[] = [];
  const tokenizer = (text: string) => {
    read.push(text);
    const words = text.split(" ").filter((word) => word !== "");
    const input_ids = [BEGINNING, ...words.map((word) => word.length), END];
    return { input_ids, attention_mask: input_ids.map(() => 1) };
  };
  const shape = { pad_token_id: PADDING, padding_side: "right", model_max_length: 512, ...settings };
  class Rows {
    rows: number[][];
    constructor(_type: string, values: BigInt64Array, [rows, length]: [number, number]) {
      this.rows = Array.from({ length: rows }, (_, i) =>
        Array.from(values.subarray(i * length, (i + 1) * length), Number),
      );
    }
  }
  const encoder = createTextEncoder(Object.assign(tokenizer, shape) as unknown as PreTrainedTokenizer, {
    Tensor: Rows as unknown as typeof Tensor,
  });
  const batch = (...texts: string[]) =>
    Object.fromEntries(
      Object.entries(encoder.batch(texts)).map(([name, tensor]) => [name, (tensor as unknown as Rows).rows]),
    );
  return { read, batch, count: encoder.count };
}

describe("texts for a model", () => {
  it("are padded to the longest of a batch, and the mask tells where", () => {
    expect(open().batch("a bc", "abc")).toEqual({
      input_ids: [
        [BEGINNING, 1, 2, END],
        [BEGINNING, 3, END, PADDING],
      ],
      attention_mask: [
        [1, 1, 1, 1],
        [1, 1, 1, 0],
      ],
    });
  });

  it("are padded on the side that the model wants", () => {
    const { input_ids, attention_mask } = open({ padding_side: "left" }).batch("a bc", "abc");
    expect(input_ids?.[1]).toEqual([PADDING, BEGINNING, 3, END]);
    expect(attention_mask?.[1]).toEqual([0, 1, 1, 1]);
  });

  it("are cut at the model's limit, and counted whole", () => {
    const { batch, count } = open({ model_max_length: 3 });
    expect(count("a bc def")).toBe(5);
    expect(batch("a bc def", "")).toEqual({
      input_ids: [
        [BEGINNING, 1, 2],
        [BEGINNING, END, PADDING],
      ],
      attention_mask: [
        [1, 1, 1],
        [1, 1, 0],
      ],
    });
  });

  it("are read once when they are counted, counted again and embedded, and then forgotten", () => {
    const { read, batch, count } = open();
    expect(count("a bc")).toBe(4);
    expect(count("a bc")).toBe(4);
    const first = batch("a bc");
    expect(read).toEqual(["a bc"]);
    expect(batch("a bc")).toEqual(first);
    expect(read).toEqual(["a bc", "a bc"]);
  });

  it("are forgotten, the oldest first, when thousands have been counted and not embedded", () => {
    const { read, batch, count } = open();
    for (let i = 0; i <= 4_096; i++) count(`text ${i}`);
    read.length = 0;
    batch("text 4096", "text 1");
    expect(read).toEqual([]);
    batch("text 0");
    expect(read).toEqual(["text 0"]);
  });
});
