/**
 * Writes the tiny model of the tests to test/support/tiny-model/: npx tsx scripts/make-tiny-model.ts
 *
 * A real ONNX graph and a real WordPiece tokenizer with the inputs and outputs of a BERT, some 150 kB in all. Its
 * weights are drawn from a seeded generator, so every run writes the same bytes. It has no understanding, but texts
 * that share words get similar vectors, and its first token sees the whole text, so that both poolings mean something.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const TINY_DIMENSIONS = 48;
export const TINY_MAX_TOKENS = 512;

const FOLDER = fileURLToPath(new URL("../test/support/tiny-model/", import.meta.url));
const SEED = 20230913;

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789đ"];
const ENDINGS =
  "ed er es est ing ion ions ity ly ment ness s al ance ant ary ate ation ence ent ial ical".split(" ");
const COMMON_PIECES = `
the of and to in a for on with at by from as is was were be been has have had will would said say that this which who
what when where why how not or an it its he she they their his her we our you your more than after before during about
between over under into also other new first second third last year years month day week time people world country
countries government minister ministry president leader leaders party state public security law police crime court
china chinese viet nam vietnam vietnamese asia asean beijing hanoi ha noi united nations meeting conference talks
visit agreement cooperation relations development economic economy trade market price bank company work plan report
news head general deputy secretary member members committee national international foreign affairs border defence
army peace war region south north east west city province school health water food house home family man woman child
one two three four five six seven eight nine ten january february march april may june july august september october
november december monday tuesday wednesday thursday friday saturday sunday query passage date publisher
con de re pro com per pre sub tra ex un en ac ad af al an ap ar as at be bi ca ce ch co da di do du ed el em er es fi
fo ga ge go gr hi ho hu im ir ka ki ko la le li lo lu ma me mi mo mu na ne ni no nu ob op or pa pe ph pi pl po pu qu
ra ri ro ru sa sc se sh si so sp st su ta te th ti tr tu ul um up ur us va ve vi vo wa we wh wi wo ya yo za`;
const PUNCTUATION = [..."!\"#$%&'()*+,-./:;<=>?@[]_{}~–—’“”…。，、？"];

/** Token by id. */
function vocabulary(): string[] {
  const whole = [...LETTERS, ...PUNCTUATION, ...COMMON_PIECES.trim().split(/\s+/)];
  const inner = [...LETTERS, ...ENDINGS].map((piece) => `##${piece}`);
  return [...new Set(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ...whole, ...inner])];
}

/** The files of the model, by their path in its folder. */
export function tinyModelFiles(): Map<string, Uint8Array> {
  const tokens = vocabulary();
  const json = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  return new Map([
    ["config.json", json(config(tokens.length))],
    ["tokenizer_config.json", json(tokenizerConfig)],
    ["tokenizer.json", json(tokenizer(tokens))],
    ["onnx/model_quantized.onnx", onnxModel(tokens.length)],
  ]);
}

const config = (tokens: number) => ({
  model_type: "bert",
  architectures: ["BertModel"],
  hidden_size: TINY_DIMENSIONS,
  max_position_embeddings: TINY_MAX_TOKENS,
  vocab_size: tokens,
  pad_token_id: 0,
});

const tokenizerConfig = {
  tokenizer_class: "BertTokenizer",
  do_lower_case: true,
  model_max_length: TINY_MAX_TOKENS,
  pad_token: "[PAD]",
  unk_token: "[UNK]",
  cls_token: "[CLS]",
  sep_token: "[SEP]",
  mask_token: "[MASK]",
};

const tokenizer = (tokens: readonly string[]) => ({
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: tokens.slice(0, 5).map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: {
    type: "BertNormalizer",
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: [special("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, special("[SEP]")],
    pair: [special("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, special("[SEP]")],
    special_tokens: {
      "[CLS]": { id: "[CLS]", ids: [tokens.indexOf("[CLS]")], tokens: ["[CLS]"] },
      "[SEP]": { id: "[SEP]", ids: [tokens.indexOf("[SEP]")], tokens: ["[SEP]"] },
    },
  },
  decoder: { type: "WordPiece", prefix: "##", cleanup: true },
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
  },
});

const special = (id: string) => ({ SpecialToken: { id, type_id: 0 } });

/**
 * last_hidden_state = tanh(own + mean · mixing), where own is a token's embedding plus its type's and mean is the mean of
 * own over the tokens that the attention mask keeps. Operators of opset 11, which onnxruntime 1.14 runs.
 */
function onnxModel(tokens: number): Uint8Array {
  const d = TINY_DIMENSIONS;
  const random = seeded(SEED);
  const weights = (count: number, scale: number) =>
    Float32Array.from({ length: count }, () => (2 * random() - 1) * scale);
  const nodes = [
    node("Gather", ["token_weights", "input_ids"], "token"),
    node("Gather", ["type_weights", "token_type_ids"], "type"),
    node("Add", ["token", "type"], "own"),
    node("Cast", ["attention_mask"], "mask", [intAttribute("to", FLOAT)]),
    node("Unsqueeze", ["mask"], "kept", [intsAttribute("axes", [2])]),
    node("Mul", ["own", "kept"], "masked"),
    node("ReduceSum", ["masked"], "sum", [intsAttribute("axes", [1]), intAttribute("keepdims", 1)]),
    node("ReduceSum", ["kept"], "count", [intsAttribute("axes", [1]), intAttribute("keepdims", 1)]),
    node("Div", ["sum", "count"], "mean"),
    node("MatMul", ["mean", "mixing_weights"], "mixed"),
    node("Add", ["own", "mixed"], "both"),
    node("Tanh", ["both"], "last_hidden_state"),
  ];
  const graph = message([
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, text("tiny")),
    field(5, tensor("token_weights", [tokens, d], weights(tokens * d, 1))),
    field(5, tensor("type_weights", [2, d], weights(2 * d, 0.1))),
    field(5, tensor("mixing_weights", [d, d], weights(d * d, 0.2))),
    ...["input_ids", "attention_mask", "token_type_ids"].map((name) =>
      field(11, valueInfo(name, INT64, ["batch", "sequence"])),
    ),
    field(12, valueInfo("last_hidden_state", FLOAT, ["batch", "sequence", d])),
  ]);
  const opset = message([varintField(2, 11)]);
  return message([varintField(1, 6), field(2, text("dateline-tests")), field(7, graph), field(8, opset)]);
}

/** mulberry32: numbers from 0 to 1, the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

// The messages of onnx.proto that the graph needs, with their field numbers.

const FLOAT = 1;
const INT64 = 7;
const INT_ATTRIBUTE = 2;
const INTS_ATTRIBUTE = 7;

const node = (operator: string, inputs: string[], output: string, attributes: Uint8Array[] = []) =>
  message([
    ...inputs.map((input) => field(1, text(input))),
    field(2, text(output)),
    field(3, text(output)),
    field(4, text(operator)),
    ...attributes.map((attribute) => field(5, attribute)),
  ]);

const intAttribute = (name: string, value: number) =>
  message([field(1, text(name)), varintField(3, value), varintField(20, INT_ATTRIBUTE)]);

const intsAttribute = (name: string, values: number[]) =>
  message([
    field(1, text(name)),
    ...values.map((value) => varintField(8, value)),
    varintField(20, INTS_ATTRIBUTE),
  ]);

const tensor = (name: string, dimensions: number[], values: Float32Array) =>
  message([
    ...dimensions.map((dimension) => varintField(1, dimension)),
    varintField(2, FLOAT),
    field(8, text(name)),
    field(9, littleEndian(values)),
  ]);

function valueInfo(name: string, type: number, dimensions: (string | number)[]): Uint8Array {
  const shape = message(
    dimensions.map((dimension) =>
      field(
        1,
        typeof dimension === "number" ? varintField(1, dimension) : message([field(2, text(dimension))]),
      ),
    ),
  );
  const tensorType = message([varintField(1, type), field(2, shape)]);
  return message([field(1, text(name)), field(2, message([field(1, tensorType)]))]);
}

// The wire format of Protocol Buffers: a varint (type 0) or bytes with their length (type 2).

const varintField = (number: number, value: number) => message([varint(number << 3), varint(value)]);

const field = (number: number, bytes: Uint8Array) =>
  message([varint((number << 3) | 2), varint(bytes.length), bytes]);

const message = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

function littleEndian(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setFloat32(i * 4, value, true);
  });
  return new Uint8Array(view.buffer);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, bytes] of tinyModelFiles()) {
    mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
    writeFileSync(join(FOLDER, path), bytes);
    console.log(`${join(FOLDER, path)}: ${bytes.length} bytes`);
  }
}
