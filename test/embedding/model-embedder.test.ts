import { afterAll, describe, expect, it } from "vitest";
import { TINY_DIMENSIONS, TINY_MAX_TOKENS } from "../../scripts/make-tiny-model.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { openModelEmbedder } from "../../src/embedding/model-embedder.ts";
import type { ModelSpec } from "../../src/embedding/model-messages.ts";
import { tinySpec } from "../support/tiny-model.ts";
import { dot, lengthOf } from "../support/vectors.ts";

const SPECIAL_TOKENS = 2; // [CLS] and [SEP]

const opened: Embedder[] = [];
async function open(changed: Partial<ModelSpec> = {}, dimensions: number | null = null): Promise<Embedder> {
  const spec = { ...tinySpec, ...changed };
  const embedder = await openModelEmbedder({ name: "tiny", revision: "main", dimensions, spec });
  opened.push(embedder);
  return embedder;
}
afterAll(() => Promise.all(opened.map((embedder) => embedder.close())));

const plain = await open();

describe("a model in its own process", () => {
  it("tells its dimensions, its limit without special tokens, and a fingerprint", () => {
    expect(plain.info).toEqual({
      kind: "transformers",
      model: "tiny",
      revision: expect.stringMatching(/^main\+[0-9a-f]{12}$/),
      dimensions: TINY_DIMENSIONS,
      maxTokens: TINY_MAX_TOKENS - SPECIAL_TOKENS,
    });
  });

  it("gives vectors of length 1, the same for the same text", async () => {
    const texts = ["The meeting in Hanoi", "", "Bộ trưởng Tô Lâm", "两国 外交部", "word ".repeat(2000)];
    const vectors = await plain.embedPassages(texts);
    for (const vector of vectors) {
      expect(vector).toHaveLength(TINY_DIMENSIONS);
      expect(lengthOf(vector)).toBeCloseTo(1, 5);
    }
    expect(await plain.embedPassages(texts)).toEqual(vectors);
    expect(await plain.embedPassages([])).toEqual([]);
  });

  it("finds texts alike that share words", async () => {
    const question = await plain.embedQuestion("police meeting in beijing");
    const [near, far] = (await plain.embedPassages([
      "The police met in Beijing for a meeting",
      "House prices",
    ])) as [Float32Array, Float32Array];
    expect(dot(question, near)).toBeGreaterThan(dot(question, far));
  });

  it("keeps the order of the texts, and padding in a batch does not change a vector", async () => {
    const texts = Array.from({ length: 60 }, (_, i) => `meeting ${i} `.repeat(1 + ((i * 7) % 23)));
    const together = await plain.embedPassages(texts);
    for (const [i, text] of texts.entries()) {
      expect(dot(together[i] as Float32Array, await plain.embedQuestion(text))).toBeCloseTo(1, 5);
    }
  });

  it("pools by the mean or by the first token, each without padding", async () => {
    const cls = await open({ pooling: "cls" });
    const text = "The ministers signed an agreement";
    const [mean] = (await plain.embedPassages([text])) as [Float32Array];
    const [first] = (await cls.embedPassages([text, `${text} ${"and another ".repeat(20)}`])) as [
      Float32Array,
    ];
    expect(dot(mean, first)).toBeLessThan(0.99);
    expect(dot(first, await cls.embedQuestion(text))).toBeCloseTo(1, 5);
    expect(cls.info.revision).not.toBe(plain.info.revision);
  });

  it("puts the query prefix before questions and the passage prefix before passages", async () => {
    const prefixed = await open({ queryPrefix: "query: ", passagePrefix: "passage: " });
    const text = "the agreement";
    const [passage] = (await prefixed.embedPassages([text])) as [Float32Array];
    const question = await prefixed.embedQuestion(text);
    const [asQuestion, asPassage] = (await plain.embedPassages([`query: ${text}`, `passage: ${text}`])) as [
      Float32Array,
      Float32Array,
    ];
    expect(dot(question, asQuestion)).toBeCloseTo(1, 5);
    expect(dot(passage, asPassage)).toBeCloseTo(1, 5);
    expect(dot(question, passage)).toBeLessThan(0.999);
  });

  it("leaves room for prefix and special tokens in its limit and counts neither", async () => {
    const prefixed = await open({ queryPrefix: "query: ", passagePrefix: "passage the: ", maxTokens: 40 });
    const longestPrefix = 3; // passage, the, :
    expect(prefixed.info.maxTokens).toBe(40 - SPECIAL_TOKENS - longestPrefix);
    expect(await prefixed.countTokens(["the police", "", "the police, the law"])).toEqual([2, 0, 5]);
    expect(await plain.countTokens(["the police", "", "the police, the law"])).toEqual([2, 0, 5]);
  });

  it("counts the tokens of many and of long texts in order", async () => {
    const texts = Array.from({ length: 300 }, (_, i) => "the police ".repeat(i * 2));
    expect(await plain.countTokens(texts)).toEqual(texts.map((_, i) => i * 4));
  });

  it("reads a text of its limit whole and of a longer one the beginning", async () => {
    const short = await open({ maxTokens: 20, passagePrefix: "passage: " });
    const limit = short.info.maxTokens;
    const full = (last: string) => `${"the ".repeat(limit - 1)}${last}`;
    expect(await short.countTokens([full("police"), `${full("police")} law`])).toEqual([limit, limit + 1]);
    const [a, b, c, d] = (await short.embedPassages([
      full("police"),
      full("law"),
      `${full("the")} and also police`,
      `${full("the")} and also law`,
    ])) as [Float32Array, Float32Array, Float32Array, Float32Array];
    expect(dot(a, b)).toBeLessThan(0.9999);
    expect(dot(c, d)).toBeCloseTo(1, 6);
  });

  it("never reads beyond the model's own limit, whatever the settings say", async () => {
    const greedy = await open({ maxTokens: 100_000 });
    expect(greedy.info.maxTokens).toBe(plain.info.maxTokens);
  });

  it("refuses a limit that leaves no room for text", async () => {
    await expect(open({ maxTokens: 2 })).rejects.toThrow(/leaves no room/);
  });

  it("refuses files whose vectors have another length than the known model's", async () => {
    await expect(open({}, 384)).rejects.toThrow(/vectors of 48 numbers instead of 384/);
  });
});
