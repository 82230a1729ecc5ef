import fc from "fast-check";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import type { Collection } from "../../src/answer/collection.ts";
import { openCollection } from "../../src/answer/open-collection.ts";
import { createBuiltInEmbedder } from "../../src/embedding/built-in-embedder.ts";
import type { Reranker } from "../../src/embedding/reranker.ts";
import { type OpenIndex, openIndex } from "../../src/index/open-index.ts";
import { rerank } from "../../src/search/rerank.ts";
import { type FoundSentence, openSearch } from "../../src/search/search.ts";
import { article, builtIn } from "../support/make-collection.ts";
import { publishIndex } from "../support/tiny-index.ts";
import { TINY_RERANKER, TINY_RERANKER_ID, temporaryFolder, tinySettings } from "../support/tiny-model.ts";

/** A reranker that scores by a function, and keeps what it was asked. */
function fakeReranker(score: (text: string, i: number) => number, languages: Reranker["languages"] = null) {
  const asked: { question: string; texts: readonly string[] }[] = [];
  const reranker: Reranker = {
    model: "fake",
    languages,
    rank: async (question, texts) => {
      asked.push({ question, texts });
      return texts.map(score);
    },
    close: async () => {},
  };
  return { reranker, asked };
}

const bridges = Array.from({ length: 30 }, (_, i) =>
  article(
    `${String(i).padStart(2, "0")}.txt`,
    `The weather was fine that day. The bridge number ${i} was opened by the mayor. There was cake for all. Nobody was late.`,
    { date: `2023-01-${String(i + 1).padStart(2, "0")}`, title: `Bridge ${i}`, publisher: "The Gazette" },
  ),
);
const index: Promise<OpenIndex> = publishIndex(bridges, temporaryFolder(afterAll)).then(openIndex);
const filter = { from: undefined, to: undefined, article: undefined };

const found = (scores: readonly number[]): FoundSentence[] =>
  scores.map((score, i) => ({
    article: i,
    sentence: 1,
    score,
    words: score,
    similarity: null,
    rerank: null,
  }));

describe("reranking", () => {
  it("orders the best 20 by the model and leaves the others as they were", async () => {
    const { articles } = await index;
    const { reranker, asked } = fakeReranker((_, i) => i);
    const before = found(Array.from({ length: 30 }, (_, i) => 100 - i));
    const after = await rerank(reranker, articles, "the bridge", before);
    const best = Array.from({ length: 20 }, (_, i) => 19 - i);
    expect(after.map((one) => one.article)).toEqual([...best, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    expect(after.map((one) => one.rerank)).toEqual([...best, ...new Array(10).fill(null)]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.texts).toHaveLength(20);
  });

  it("lets the model read each sentence as it is shown, under its article's header", async () => {
    const { articles } = await index;
    const { reranker, asked } = fakeReranker(() => 0);
    await rerank(reranker, articles, "the bridge", found([1]));
    expect(asked).toEqual([
      {
        question: "the bridge",
        texts: [
          "Bridge 0, The Gazette, 1 January 2023\nThe weather was fine that day. The bridge number 0 was opened by the mayor. There was cake for all.",
        ],
      },
    ]);
  });

  it("keeps the scores falling, the raw signals with their sentences, and the order of what scores alike", async () => {
    const { articles } = await index;
    const falling = fc
      .array(fc.double({ min: 0, max: 50, noNaN: true }), { maxLength: 30 })
      .map((scores) => scores.sort((a, b) => b - a));
    const given = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(falling, given, async (scores, ranks) => {
        const before = found(scores);
        const { reranker } = fakeReranker((_, i) => ranks[i] as number);
        const after = await rerank(reranker, articles, "the bridge", before);
        expect(after.map((one) => one.score)).toEqual(scores);
        expect(after.map((one) => one.article).sort((a, b) => a - b)).toEqual(
          before.map((one) => one.article),
        );
        for (const one of after) expect(one.words).toBe(before[one.article]?.words);
        const best = after.slice(0, 20);
        for (const [i, one] of best.slice(1).entries()) {
          const [last, next] = [best[i]?.rerank as number, one.rerank as number];
          expect(last).toBeGreaterThanOrEqual(next);
          if (last === next) expect(best[i]?.article).toBeLessThan(one.article);
        }
      }),
    );
  });

  it("leaves questions alone that the model cannot read", async () => {
    const { articles } = await index;
    const { reranker, asked } = fakeReranker((_, i) => i, ["en"]);
    const before = found([3, 2, 1]);
    for (const question of ["Cây cầu được khánh thành khi nào?", "大桥是谁开通的？"]) {
      expect(await rerank(reranker, articles, question, before)).toEqual(before);
    }
    expect(asked).toEqual([]);
    const after = await rerank(reranker, articles, "Who opened the bridge?", before);
    expect(after.map((one) => one.article)).toEqual([2, 1, 0]);
  });
});

describe("a search with a reranker", () => {
  const search = async (reranker: Reranker | null, question: string, history: string[] = []) =>
    (await openSearch(await index, createBuiltInEmbedder(), reranker)(question, { filter, history })).ranked;

  it("takes its order and changes nothing else", async () => {
    const question = "Which bridge was opened by the mayor?";
    const plain = await search(null, question);
    const { reranker } = fakeReranker((_, i) => i);
    const reranked = await search(reranker, question);
    expect(reranked.map((one) => one.score)).toEqual(plain.map((one) => one.score));
    const sentences = (ranked: FoundSentence[]) => ranked.map((one) => [one.article, one.sentence]);
    expect(sentences(reranked)).toEqual([
      ...sentences(plain).slice(0, 20).reverse(),
      ...sentences(plain).slice(20),
    ]);
    expect(plain.every((one) => one.rerank === null)).toBe(true);
  });

  it("orders the latest by date all the same", async () => {
    const { reranker } = fakeReranker((_, i) => i);
    const [first, second] = await search(reranker, "What is the latest bridge that was opened by the mayor?");
    expect(first?.article).toBeGreaterThan(second?.article as number);
  });

  it("tells of it as of a stage of its own", async () => {
    const stages: string[] = [];
    const search = openSearch(await index, createBuiltInEmbedder(), fakeReranker(() => 0).reranker);
    await search("Who opened the bridge?", { filter, history: [] }, (stage) => stages.push(stage));
    expect(stages).toEqual(["words", "vectors", "rerank"]);
  });

  it("asks with the questions before", async () => {
    const { reranker, asked } = fakeReranker(() => 0);
    await search(reranker, "And who ate the cake?", ["Who opened the bridge?"]);
    expect(asked[0]?.question).toBe("Who opened the bridge?\nAnd who ate the cake?");
  });
});

describe("a collection with a reranker", () => {
  const question = "Who was the guest of the mayor?";
  const texts = [
    "A mayor, a guest: guest and mayor, mayor and guest.",
    "The guest of the mayor was the minister.",
  ];
  const articles = texts.map((text, i) => article(`${i}.txt`, text));
  const firstSource = async (collection: Collection) =>
    (await collection.answer(question)).quotes[0]?.article.id;

  it("is opened and closed with it, says so in its status, and answers in its order", async () => {
    const dir = await publishIndex(articles);
    const settings = { ...builtIn, reranker: { model: TINY_RERANKER, revision: undefined } };
    const collection = await openCollection(dir, settings);
    onTestFinished(() => collection.close());
    expect(collection.status.reranker).toBe("tiny-reranker");
    expect(await firstSource(collection)).toBe("1.txt");
    await collection.close();
    expect(await collection.answer(question)).toMatchObject({ withoutModel: true });
  });

  it("has none unless the settings name one", async () => {
    const collection = await openCollection(await publishIndex(articles), builtIn);
    expect(collection.status.reranker).toBeNull();
    expect(await firstSource(collection)).toBe("0.txt");
    await collection.close();
  });

  it("is not opened when the reranker cannot be had", async () => {
    const { cacheDir, hub } = tinySettings();
    const reranker = { model: TINY_RERANKER_ID, revision: undefined };
    const opened = openCollection(await publishIndex(articles), { ...builtIn, cacheDir, hub, reranker });
    await expect(opened).rejects.toMatchObject({
      code: "model",
      message: expect.stringMatching(/RERANKER_MODEL/),
    });
  });
});
