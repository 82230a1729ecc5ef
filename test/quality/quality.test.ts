import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Collection } from "../../src/answer/collection.ts";
import { openCollection } from "../../src/answer/open-collection.ts";
import { askAll, type Outcome, readQuestions } from "../../src/evaluation/question-set.ts";
import { summarise } from "../../src/evaluation/summarise.ts";
import { buildIndex, SILENT } from "../../src/index/build-index.ts";
import { builtIn } from "../support/make-collection.ts";

let dir: string;
let collection: Collection;
let outcomes: Outcome[];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  const indexDir = join(dir, "index");
  const settings = {
    articlesDir: resolve(import.meta.dirname, "../../seeds"),
    indexDir,
    maxArticleBytes: 1e6,
    embedding: builtIn,
  };
  await buildIndex(settings, SILENT);
  collection = await openCollection(indexDir, builtIn);
  outcomes = await askAll(collection, readQuestions(join(import.meta.dirname, "questions.jsonl")));
});
afterAll(async () => {
  await collection.close();
  await rm(dir, { recursive: true });
});

const figures = (lang?: string) =>
  summarise(outcomes.filter(({ question }) => !lang || question.lang === lang));

/** A question or two below what is reached: a change that breaks answers fails here. */
describe("answers about the seeds", () => {
  it("are exact and rightly dated, without exception", () => {
    expect(figures()).toMatchObject({ "quotes exact": 1, "dates right": 1 });
  });

  it("have the right quote first, or among the first three", () => {
    expect(figures()["quotes hit@1"]).toBeGreaterThanOrEqual(0.78);
    expect(figures()["quotes hit@3"]).toBeGreaterThanOrEqual(0.91);
    expect(figures("en")["quotes hit@1"]).toBeGreaterThanOrEqual(0.86);
    expect(figures("en")["quotes hit@3"]).toBeGreaterThanOrEqual(0.93);
    expect(figures("vi")["quotes hit@3"]).toBeGreaterThanOrEqual(0.75);
    expect(figures("zh")["quotes hit@3"]).toBeGreaterThanOrEqual(0.75);
  });

  it("quote each side of a comparison", () => {
    expect(figures()["sources@5"]).toBeGreaterThanOrEqual(0.88);
  });

  it("are refused where the articles are silent, and seldom otherwise", () => {
    expect(figures()["answerable kept"]).toBeGreaterThanOrEqual(0.95);
    expect(figures()["abstention F1"]).toBeGreaterThanOrEqual(0.73);
  });

  it("are refused to every far question, unknown name and date out of reach", () => {
    const certain = outcomes.filter(({ question }) => /^unanswerable-(far|entity|date)$/.test(question.type));
    expect(certain.length).toBeGreaterThan(10);
    expect(certain.filter(({ answer }) => answer.answered).map(({ question }) => question.question)).toEqual(
      [],
    );
  });

  it.each([
    "best pizza dough recipe",
    "How do I train a puppy?",
    "What is the capital of Australia?",
    "công thức nấu phở bò",
    "怎样做蛋糕?",
  ])("are refused to %j", async (question) => {
    expect((await collection.answer(question)).answered).toBe(false);
  });
});
