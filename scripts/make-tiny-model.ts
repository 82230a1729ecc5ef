/**
 * Writes the tiny models of the tests to test/support/tiny-model/ and tiny-reranker/:
 *
 *   npx tsx scripts/make-tiny-model.ts && npm run format
 *
 * Real ONNX graphs and a real WordPiece tokenizer with the inputs and outputs of a BERT, some 150 kB in all. The
 * weights are drawn from a seeded generator, so every run writes the same bytes. The embedding model has no
 * understanding, but texts that share words get similar vectors, and its first token sees the whole text, so that both
 * poolings mean something. The reranker counts common words.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pseudoRandom } from "../src/evaluation/metrics.ts";
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

export const TINY_DIMENSIONS = 48;
export const TINY_MAX_TOKENS = 512;

const FOLDER = fileURLToPath(new URL("../test/support/", import.meta.url));
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

/** The files of the embedding model, by their path in its folder. */
export function tinyModelFiles(): Map<string, Uint8Array> {
  const tokens = vocabulary();
  return modelFiles(tokens, "BertModel", embeddingGraph(tokens.length));
}

/** The files of the reranker. */
export const tinyRerankerFiles = (): Map<string, Uint8Array> =>
  modelFiles(vocabulary(), "BertForSequenceClassification", rerankerGraph());

function modelFiles(tokens: readonly string[], architecture: string, graph: Uint8Array) {
  const json = (value: unknown): Uint8Array => text(`${JSON.stringify(value, null, 2)}\n`);
  return new Map([
    ["config.json", json(config(tokens.length, architecture))],
    ["tokenizer_config.json", json(tokenizerConfig)],
    ["tokenizer.json", json(tokenizer(tokens))],
    ["onnx/model_quantized.onnx", onnxFile(graph)],
  ]);
}

const config = (tokens: number, architecture: string) => ({
  model_type: "bert",
  architectures: [architecture],
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
    pair: [
      special("[CLS]"),
      { Sequence: { id: "A", type_id: 0 } },
      special("[SEP]"),
      { Sequence: { id: "B", type_id: 1 } },
      special("[SEP]", 1),
    ],
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

const special = (id: string, type = 0) => ({ SpecialToken: { id, type_id: type } });

/**
 * last_hidden_state = tanh(own + mean · mixing), where own is a token's embedding plus its type's and mean is the mean of
 * own over the tokens that the attention mask keeps.
 */
function embeddingGraph(tokens: number): Uint8Array {
  const d = TINY_DIMENSIONS;
  const random = pseudoRandom(SEED);
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
  return message([
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, text("tiny")),
    field(5, tensor("token_weights", [tokens, d], weights(tokens * d, 1))),
    field(5, tensor("type_weights", [2, d], weights(2 * d, 0.1))),
    field(5, tensor("mixing_weights", [d, d], weights(d * d, 0.2))),
    ...BERT_INPUTS,
    field(12, valueInfo("last_hidden_state", FLOAT, ["batch", "sequence", d])),
  ]);
}

/**
 * logits = Σ same(i, j) / Σ 1, over the tokens i of the question and j of the text, the marks at their ends included: the
 * share of the text that stands in the question. Tokens are compared with each other, so it has no weights.
 */
function rerankerGraph(): Uint8Array {
  const nodes = [
    node("Cast", ["attention_mask"], "kept", [intAttribute("to", FLOAT)]),
    node("Cast", ["token_type_ids"], "type", [intAttribute("to", FLOAT)]),
    node("Mul", ["kept", "type"], "in_text"),
    node("Sub", ["kept", "in_text"], "in_question"),
    node("Unsqueeze", ["input_ids"], "column", [intsAttribute("axes", [2])]),
    node("Unsqueeze", ["input_ids"], "row", [intsAttribute("axes", [1])]),
    node("Equal", ["column", "row"], "equal"),
    node("Cast", ["equal"], "same", [intAttribute("to", FLOAT)]),
    node("Unsqueeze", ["in_text"], "text_column", [intsAttribute("axes", [2])]),
    node("MatMul", ["same", "text_column"], "matches"),
    node("Unsqueeze", ["in_question"], "question_row", [intsAttribute("axes", [1])]),
    node("MatMul", ["question_row", "matches"], "found_cell"),
    node("Squeeze", ["found_cell"], "found", [intsAttribute("axes", [2])]),
    node("ReduceSum", ["in_text"], "length", [intsAttribute("axes", [1]), intAttribute("keepdims", 1)]),
    node("Div", ["found", "length"], "logits"),
  ];
  return message([
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, text("tiny")),
    ...BERT_INPUTS,
    field(12, valueInfo("logits", FLOAT, ["batch", 1])),
  ]);
}

const BERT_INPUTS = ["input_ids", "attention_mask", "token_type_ids"].map((name) =>
  field(11, valueInfo(name, INT64, ["batch", "sequence"])),
);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const models = { "tiny-model": tinyModelFiles(), "tiny-reranker": tinyRerankerFiles() };
  for (const [name, files] of Object.entries(models)) {
    for (const [path, bytes] of files) {
      const target = join(FOLDER, name, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
      console.log(`${target}: ${bytes.length} bytes`);
    }
  }
}
