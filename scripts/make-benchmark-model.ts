/**
 * A BERT of the size of all-MiniLM-L6-v2 (6 layers, 384 numbers, 12 heads, 1,536 in between, 30,522 tokens) with random weights: it
 * understands nothing, but takes the time of a real one.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pseudoRandom } from "../src/evaluation/metrics.ts";
import { tinyModelFiles } from "./make-tiny-model.ts";
import {
  FLOAT,
  field,
  INT64,
  intAttribute,
  intsAttribute,
  message,
  node,
  onnxFile,
  tensor,
  text,
  valueInfo,
} from "./onnx-file.ts";

const LAYERS = 6;
const HIDDEN = 384;
const HEADS = 12;
const BETWEEN = 1_536;
const TOKENS = 30_522;
const POSITIONS = 512;
const EPSILON = 1e-12;
/** Added to the scores of tokens that only fill up. */
const MASKED = -10_000;
/** The standard deviation of the weights of an untrained BERT is 0.02; of even weights with it, this is the bound. */
const BOUND = 0.02 * Math.sqrt(3);
const SEED = 20230913;

/**
 * Writes the model into a folder.
 * @param texts whose words its tokenizer knows, so that a text has about as many tokens as with a real model
 */
export async function writeBenchmarkModel(folder: string, texts: readonly string[]): Promise<void> {
  const tiny = tinyModelFiles();
  const parsed = (path: string) => JSON.parse(Buffer.from(tiny.get(path) as Uint8Array).toString("utf8"));
  const tokenizer = parsed("tokenizer.json") as { model: { vocab: Record<string, number> } };
  const tokens = new Set(Object.keys(tokenizer.model.vocab));
  for (const word of texts
    .join(" ")
    .toLowerCase()
    .normalize("NFD")
    .match(/[\p{L}\p{N}]+/gu) ?? [])
    if (tokens.size < TOKENS) tokens.add(word);
  while (tokens.size < TOKENS) tokens.add(`[unused${tokens.size}]`);
  tokenizer.model.vocab = Object.fromEntries([...tokens].map((token, id) => [token, id]));
  const config = {
    ...(parsed("config.json") as object),
    hidden_size: HIDDEN,
    vocab_size: TOKENS,
    max_position_embeddings: POSITIONS,
  };
  const files = {
    "config.json": JSON.stringify(config),
    "tokenizer_config.json": tiny.get("tokenizer_config.json") as Uint8Array,
    "tokenizer.json": JSON.stringify(tokenizer),
    "onnx/model.onnx": onnxFile(bertGraph()),
  };
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

function bertGraph(): Uint8Array {
  const nodes: Uint8Array[] = [];
  const tensors: Uint8Array[] = [];
  const random = pseudoRandom(SEED);
  let made = 0;

  const add = (
    operator: string,
    inputs: string[],
    attributes: Uint8Array[] = [],
    output?: string,
  ): string => {
    const name = output ?? `${operator}_${made++}`;
    nodes.push(node(operator, inputs, name, attributes));
    return name;
  };
  const constant = (dimensions: number[], valueAt: (i: number) => number): string => {
    const name = `weights_${made++}`;
    const count = dimensions.reduce((product, n) => product * n, 1);
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = valueAt(i);
    tensors.push(field(5, tensor(name, dimensions, values)));
    return name;
  };
  const weights = (...dimensions: number[]) => constant(dimensions, () => (2 * random() - 1) * BOUND);
  const number = (value: number) => constant([], () => value);
  /** Whole numbers, as operators want shapes and places. */
  const integers = (...values: number[]) =>
    add("Cast", [constant([values.length], (i) => values[i] as number)], [intAttribute("to", INT64)]);

  const linear = (input: string, from: number, to: number) =>
    add("Add", [add("MatMul", [input, weights(from, to)]), weights(to)]);
  const lastAxis = [intsAttribute("axes", [2]), intAttribute("keepdims", 1)];
  const normalised = (input: string, output?: string) => {
    const centred = add("Sub", [input, add("ReduceMean", [input], lastAxis)]);
    const variance = add("ReduceMean", [add("Mul", [centred, centred])], lastAxis);
    const scaled = add("Div", [centred, add("Sqrt", [add("Add", [variance, number(EPSILON)])])]);
    return add("Add", [add("Mul", [scaled, constant([HIDDEN], () => 1)]), weights(HIDDEN)], [], output);
  };

  const length = add("Slice", [add("Shape", ["input_ids"]), integers(1), integers(2)]);
  const positions = add("Slice", [weights(POSITIONS, HIDDEN), integers(0), length, integers(0)]);
  const words = add("Gather", [weights(TOKENS, HIDDEN), "input_ids"]);
  const types = add("Gather", [weights(2, HIDDEN), "token_type_ids"]);
  const kept = add("Cast", ["attention_mask"], [intAttribute("to", FLOAT)]);
  const mask = add("Mul", [
    add("Sub", [number(1), add("Unsqueeze", [kept], [intsAttribute("axes", [1, 2])])]),
    number(MASKED),
  ]);

  /** Heads × tokens × the numbers of a head, or with the last two swapped. */
  const heads = (input: string, order: number[]) =>
    add(
      "Transpose",
      [add("Reshape", [linear(input, HIDDEN, HIDDEN), integers(0, 0, HEADS, HIDDEN / HEADS)])],
      [intsAttribute("perm", order)],
    );
  const attention = (input: string) => {
    const scores = add("MatMul", [heads(input, [0, 2, 1, 3]), heads(input, [0, 2, 3, 1])]);
    const scaled = add("Add", [add("Div", [scores, number(Math.sqrt(HIDDEN / HEADS))]), mask]);
    const shares = add("Softmax", [scaled], [intAttribute("axis", 3)]);
    const seen = add("MatMul", [shares, heads(input, [0, 2, 1, 3])]);
    const joined = add("Reshape", [
      add("Transpose", [seen], [intsAttribute("perm", [0, 2, 1, 3])]),
      integers(0, 0, HIDDEN),
    ]);
    return linear(joined, HIDDEN, HIDDEN);
  };
  const gelu = (input: string) => {
    const half = add("Mul", [input, number(0.5)]);
    const error = add("Erf", [add("Div", [input, number(Math.SQRT2)])]);
    return add("Mul", [half, add("Add", [error, number(1)])]);
  };

  let state = normalised(add("Add", [add("Add", [words, positions]), types]));
  for (let layer = 1; layer <= LAYERS; layer++) {
    const attended = normalised(add("Add", [state, attention(state)]));
    const thought = linear(gelu(linear(attended, HIDDEN, BETWEEN)), BETWEEN, HIDDEN);
    state = normalised(add("Add", [attended, thought]), layer === LAYERS ? "last_hidden_state" : undefined);
  }
  return message([
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, text("random-minilm")),
    ...tensors,
    ...["input_ids", "attention_mask", "token_type_ids"].map((name) =>
      field(11, valueInfo(name, INT64, ["batch", "sequence"])),
    ),
    field(12, valueInfo("last_hidden_state", FLOAT, ["batch", "sequence", HIDDEN])),
  ]);
}
