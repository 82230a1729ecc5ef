import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUILT_IN_INFO, createBuiltInEmbedder } from "../../src/embedding/built-in-embedder.ts";
import { cosine } from "../support/vectors.ts";

const embedder = createBuiltInEmbedder();
const similarity = async (a: string, b: string) => {
  const [first, second] = (await embedder.embedPassages([a, b])) as [Int8Array, Int8Array];
  return cosine(first, second);
};

describe("the built-in embedder", () => {
  it("gives one vector per text, in order, for any text, its largest number 127 or -127", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 5 }), async (texts) => {
        const vectors = await embedder.embedPassages(texts);
        expect(vectors).toHaveLength(texts.length);
        for (const vector of vectors) {
          expect(vector).toHaveLength(BUILT_IN_INFO.dimensions);
          expect(Math.max(...vector.map(Math.abs))).toBe(127);
        }
      }),
    );
  });

  it("gives a text without words the first axis", async () => {
    const vector = await embedder.embedQuestion(" … ?!");
    expect(vector[0]).toBe(127);
    expect(vector.filter((x) => x !== 0)).toHaveLength(1);
  });

  it("gives the same text the same vector, as question or as passage, on every machine", async () => {
    const text = "The ministers met in Hà Nội on 13 September 2023. 两国外交部";
    const [passage] = await embedder.embedPassages([text]);
    expect(await embedder.embedQuestion(text)).toEqual(passage);
    const strongest = [...(passage as Int8Array)]
      .map((value, axis) => ({ axis, value }))
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, 3);
    expect(strongest).toMatchInlineSnapshot(`
      [
        {
          "axis": 1716,
          "value": 127,
        },
        {
          "axis": 65,
          "value": 91,
        },
        {
          "axis": 561,
          "value": -91,
        },
      ]
    `);
  });

  it("finds texts alike that share words, parts of words, or words without their marks", async () => {
    const far = await similarity("Pizza needs yeast and flour", "The ministers signed an agreement");
    expect(
      await similarity("Which agreement was signed?", "The ministers signed an agreement"),
    ).toBeGreaterThan(far + 0.2);
    expect(await similarity("signing agreements", "The ministers signed an agreement")).toBeGreaterThan(
      far + 0.2,
    );
    expect(await similarity("bo truong cong an", "Bộ trưởng Công an thăm Trung Quốc")).toBeGreaterThan(
      far + 0.2,
    );
    expect(await similarity("外交部发言人", "中国外交部表示")).toBeGreaterThan(far + 0.2);
  });

  it("likes marks that agree better than marks that do not", async () => {
    expect(await similarity("công an", "công an")).toBeGreaterThan(await similarity("công an", "cộng ân"));
  });

  it("hardly listens to common words", async () => {
    const common = await similarity("what was the name of this", "the name of the police");
    const rare = await similarity("police", "the name of the police");
    expect(rare).toBeGreaterThan(common);
  });

  it("lets other work of the process go on during a large batch", async () => {
    let turns = 0;
    let done = false;
    const counting = (async () => {
      while (!done) {
        await nextTurn();
        turns += 1;
      }
    })();
    await embedder.embedPassages(Array.from({ length: 100 }, (_, i) => `passage number ${i}`));
    done = true;
    await counting;
    expect(turns).toBeGreaterThan(3);
  });

  it("counts words and reads texts of any length", async () => {
    expect(await embedder.countTokens(["The 8th meeting.", "", "外交部"])).toEqual([3, 0, 2]);
    expect(embedder.info.maxTokens).toBe(Number.POSITIVE_INFINITY);
    expect(
      cosine(await embedder.embedQuestion("word ".repeat(20_000)), await embedder.embedQuestion("word word")),
    ).toBeGreaterThan(0.9);
  });
});
