import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { chooseQuotes } from "../../src/answer/choose-quotes.ts";
import { createBuiltInEmbedder } from "../../src/embedding/built-in-embedder.ts";
import { readQuestions } from "../../src/evaluation/question-set.ts";
import { openIndex } from "../../src/index/open-index.ts";
import { openSearch } from "../../src/search/search.ts";
import { sentenceLookup } from "../../src/search/sentence-lookup.ts";
import { seedArticles } from "../support/sample-collection.ts";
import { publishIndex } from "../support/tiny-index.ts";
import { temporaryFolder } from "../support/tiny-model.ts";
import { cosine } from "../support/vectors.ts";

const index = publishIndex(seedArticles(), temporaryFolder(afterAll)).then(openIndex);
const questions = readQuestions(join(import.meta.dirname, "../quality/questions.jsonl"));
const embedder = createBuiltInEmbedder();
const noMore = async () => [];

/** The ranking as it is with the built-in vectors asked for every question: all passages, one after the other. */
async function wholeRanking(question: string, history: string[]) {
  const opened = await index;
  const { ranked } = await openSearch(opened, embedder)(question, { filter: {}, history });
  const { words } = opened;
  const numberOf = (one: { article: number; sentence: number }) =>
    words.sentencesOf(one.article).start + one.sentence;
  const vector = await embedder.embedQuestion([...history, question].join("\n"));
  const near = opened.passages
    .map((_, passage) => ({ passage, similarity: cosine(opened.vectors.vector(passage), vector) }))
    .sort((a, b) => b.similarity - a.similarity || a.passage - b.passage)
    .slice(0, 60);
  const lookup = sentenceLookup(opened);
  const scores = new Map(ranked.map((one) => [numberOf(one), one.words]));
  const sentences = near.map(({ passage }) => lookup.sentenceFor(passage, scores) ?? -1);
  return [...scores.keys(), ...new Set(sentences.filter((one) => !scores.has(one)))].map(lookup.placeOf);
}

describe("the built-in vectors", () => {
  it("follow the ranking by words as if they had been asked for every question", async () => {
    const search = openSearch(await index, embedder);
    for (const { question, history = [] } of questions) {
      const { ranked, more } = await search(question, { filter: {}, history });
      const places = [...ranked, ...(await more())].map(({ article, sentence }) => ({ article, sentence }));
      expect(places, question).toEqual(await wholeRanking(question, history));
    }
  });

  it("change no quote by being asked late", async () => {
    const search = openSearch(await index, embedder);
    for (const { question, history = [] } of questions) {
      const { ranked, more } = await search(question, { filter: {}, history });
      const whole = { ranked: [...ranked, ...(await more())], more: noMore };
      for (const limit of [1, 3, 25])
        for (const onePerArticle of [false, true])
          expect(await chooseQuotes(await index, { ranked, more }, limit, onePerArticle)).toEqual(
            await chooseQuotes(await index, whole, limit, onePerArticle),
          );
    }
  });

  it("are not asked while the words give more than can be quoted", async () => {
    let asked = 0;
    const counting = {
      ...embedder,
      embedQuestion: (text: string) => {
        asked++;
        return embedder.embedQuestion(text);
      },
    };
    const search = openSearch(await index, counting);
    const options = { filter: {}, history: [] };
    const found = await search("What did the ministers of the two countries sign in Beijing?", options);
    expect(await chooseQuotes(await index, found, 3)).toHaveLength(3);
    expect(asked).toBe(0);
    const nothing = await search("zebra", options);
    expect(nothing.ranked.length).toBeGreaterThan(0);
    expect(asked).toBe(1);
  });
});
