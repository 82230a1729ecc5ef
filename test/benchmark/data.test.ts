import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  passagesOf,
  readArticlesOf,
  readQuestions,
  readVectors,
  vectorOf,
  writeData,
} from "../../src/benchmark/data-folder.ts";
import { makeArticles, type SplitArticle } from "../../src/benchmark/make-articles.ts";
import { readSeeds } from "../../src/benchmark/read-sources.ts";
import { DIMENSIONS } from "../../src/benchmark/unit-vectors.ts";
import { varyText, vocabularyOf } from "../../src/benchmark/vary-text.ts";
import { pseudoRandom } from "../../src/evaluation/metrics.ts";
import { terms } from "../../src/shared/terms.ts";
import { lengthOf } from "../support/vectors.ts";

const seeds = await readSeeds(fileURLToPath(new URL("../../seeds", import.meta.url)), 1_000_000);

async function make(passages: number): Promise<SplitArticle[]> {
  const made: SplitArticle[] = [];
  for await (const one of makeArticles(seeds, passages)) made.push(one);
  return made;
}

const vocabularyIn = (articles: readonly SplitArticle[]) =>
  new Set(articles.flatMap(({ article }) => terms(article.text))).size;

describe("articles made of the seeds", () => {
  it("are the same every time, have unique ids and as many passages as wanted", async () => {
    const made = await make(500);
    expect(await make(500)).toEqual(made);
    expect(new Set(made.map(({ article }) => article.id)).size).toBe(made.length);
    expect(passagesOf(made)).toHaveLength(500);
  });

  it("begin with the seeds themselves and go on with other words", async () => {
    const made = await make(200);
    expect(made.slice(0, seeds.length).map(({ article }) => article.text)).toEqual(
      seeds.map(({ text }) => text),
    );
    expect(made[seeds.length]?.article.text).not.toBe(seeds[0]?.text);
  });

  it("have words that grow with the collection, slower than the text does", async () => {
    const [small, large] = [vocabularyIn(await make(250)), vocabularyIn(await make(2_000))];
    expect(large / small).toBeGreaterThan(2);
    expect(large / small).toBeLessThan(6);
  });

  it("keep capitals, numbers, punctuation and small words", () => {
    const text = "On 13 September 2023, the Minister said: “Two of us will go to Hanoi.”";
    const varied = varyText(text, vocabularyOf([text]), pseudoRandom(1));
    const shape = (one: string) => one.replace(/\p{L}{4,}/gu, (word) => (/^\p{Lu}/u.test(word) ? "X" : "x"));
    expect(shape(varied)).toBe(shape(text));
  });
});

describe("the folder of data", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "dateline-test-"));
    await writeData(folder, seeds, 300);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("gives a smaller size the beginning of the larger one", async () => {
    const [small, large] = [await readArticlesOf(folder, 120), await readArticlesOf(folder, 300)];
    expect(passagesOf(large)).toHaveLength(300);
    expect(passagesOf(small)).toEqual(passagesOf(large).slice(0, 120));
    expect(await readVectors(folder, 120)).toEqual(
      (await readVectors(folder, 300)).subarray(0, 120 * DIMENSIONS),
    );
  });

  it("holds vectors of length 1 and questions of nine words of the first passages", async () => {
    const vectors = await readVectors(folder, 300);
    expect(lengthOf(vectorOf(vectors, 299))).toBeCloseTo(1, 5);
    const questions = await readQuestions(folder);
    const text = passagesOf(await readArticlesOf(folder, 130))
      .map((passage) => passage.text)
      .join(" ");
    for (const { text: question, vector } of questions) {
      const words = question.replace("?", "").split(" ");
      expect(words).toHaveLength(9);
      expect(text).toContain(words.at(-1));
      expect(lengthOf(vector)).toBeCloseTo(1, 5);
    }
  });
});
