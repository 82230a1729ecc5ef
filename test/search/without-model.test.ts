import { afterAll, describe, expect, it } from "vitest";
import { createBuiltInEmbedder } from "../../src/embedding/built-in-embedder.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import type { Reranker } from "../../src/embedding/reranker.ts";
import { openIndex } from "../../src/index/open-index.ts";
import { openSearch } from "../../src/search/search.ts";
import { DatelineError } from "../../src/shared/errors.ts";
import { article } from "../support/make-collection.ts";
import { publishIndex } from "../support/tiny-index.ts";
import { temporaryFolder } from "../support/tiny-model.ts";

const articles = [
  article("dog.txt", "The mayor gave a medal to the dog. The dog is called Bello."),
  article("ship.txt", "A ship ran aground near the harbour. The captain blamed the fog."),
  article("vote.txt", "The council voted on the library. The vote was postponed."),
];
const index = publishIndex(articles, temporaryFolder(afterAll)).then(openIndex);
const options = { filter: { from: undefined, to: undefined, article: undefined }, history: [] };
const question = "Who blamed the fog?";

const fail = (code: "model" | "index-damaged") => async (): Promise<never> => {
  throw new DatelineError(code, "no");
};
const asModel = (embedder: Embedder): Embedder => ({
  ...embedder,
  info: { ...embedder.info, kind: "transformers" },
});
const plain = asModel(createBuiltInEmbedder());
const broken: Embedder = { ...plain, embedQuestion: fail("model") };
const reranker = (rank: Reranker["rank"]): Reranker => ({
  model: "fake",
  languages: null,
  rank,
  close: async () => {},
});

describe("a search whose model does not answer", () => {
  it("goes on with the words, and says so", async () => {
    const { ranked, withoutModel, confidence } = await openSearch(await index, broken)(question, options);
    expect(withoutModel).toBe(true);
    expect(ranked[0]).toMatchObject({ similarity: null });
    expect((await index).articles[ranked[0]?.article ?? -1]?.id).toBe("ship.txt");
    const whole = await openSearch(await index, plain)(question, options);
    expect(whole.withoutModel).toBe(false);
    expect(confidence).toBe(whole.confidence);
  });

  it("goes on with the order that it has when the reranker fails, and says so", async () => {
    const whole = await openSearch(await index, plain)(question, options);
    const without = await openSearch(await index, plain, reranker(fail("model")))(question, options);
    expect(without).toEqual({ ...whole, more: expect.any(Function), withoutModel: true });
  });

  it("still asks the reranker when the embedder fails", async () => {
    const last = reranker(async (_, texts) => texts.map((_text, i) => i));
    const { ranked, withoutModel } = await openSearch(await index, broken, last)(question, options);
    expect(withoutModel).toBe(true);
    expect(ranked.every(({ rerank }) => rerank !== null)).toBe(true);
  });

  it("hides no other error", async () => {
    const damaged: Embedder = { ...plain, embedQuestion: fail("index-damaged") };
    await expect(openSearch(await index, damaged)(question, options)).rejects.toMatchObject({
      code: "index-damaged",
    });
  });
});
