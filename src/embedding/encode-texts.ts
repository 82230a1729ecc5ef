import type { PreTrainedTokenizer, Tensor } from "@xenova/transformers";

/** The numbers that a model reads of one text, by the names of its inputs, all equally many. */
type Encoding = { input_ids: number[] } & Record<string, number[]>;

export type TextEncoder = {
  /** Tokens of a text with the special tokens around it, those beyond the model's limit too. */
  count(text: string): number;
  /** What the model reads of some texts, at least one: cut at its limit and padded to the longest of them, a row for each. */
  batch(texts: readonly string[]): ModelInputs;
};

export type ModelInputs = { attention_mask: Tensor } & Record<string, Tensor>;

/**
 * Texts that have been counted are soon embedded: of so many, the tokens are kept until then. Finding them takes half a
 * millisecond for a passage, as much as a tenth of what a small model takes; keeping them, some 4 kB.
 */
const MOST_KEPT = 4_096;

/** @param library the class of tensors comes from it, since only the process of the model may import it */
export function createTextEncoder(
  tokenizer: PreTrainedTokenizer,
  library: { Tensor: typeof Tensor },
): TextEncoder {
  const kept = new Map<string, Encoding>();
  const encode = (text: string): Encoding => tokenizer(text, { return_tensor: false });

  function take(text: string): Encoding {
    const found = kept.get(text) ?? encode(text);
    kept.delete(text);
    return found;
  }

  /** The values of one input, with what fills up shorter texts where the model expects it. */
  function tensor(rows: readonly (readonly number[])[], length: number, filler: number): Tensor {
    const values = new BigInt64Array(rows.length * length).fill(BigInt(filler));
    for (const [i, row] of rows.entries()) {
      const end = Math.min(row.length, length);
      const first = i * length + (tokenizer.padding_side === "left" ? length - end : 0);
      for (let j = 0; j < end; j++) values[first + j] = BigInt(row[j] as number);
    }
    return new library.Tensor("int64", values, [rows.length, length]);
  }

  return {
    count(text) {
      const encoding = take(text);
      kept.set(text, encoding);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
      return encoding.input_ids.length;
    },
    batch(texts) {
      const encodings = texts.map(take);
      const longest = Math.max(...encodings.map(({ input_ids }) => input_ids.length));
      const length = Math.min(longest, tokenizer.model_max_length);
      const input = (name: string) =>
        tensor(
          encodings.map((encoding) => encoding[name] as number[]),
          length,
          name === "input_ids" ? (tokenizer.pad_token_id ?? 0) : 0,
        );
      const names = Object.keys(encodings[0] ?? {});
      return Object.fromEntries(names.map((name) => [name, input(name)])) as ModelInputs;
    },
  };
}
