import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCollection } from "../../src/answer/open-collection.ts";
import { buildIndex, SILENT } from "../../src/index/build-index.ts";
import { builtIn } from "../support/make-collection.ts";
import { changeCorpus, type Fact, writeCorpus } from "../support/write-corpus.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
});
afterEach(() => rm(dir, { recursive: true }));

// Ten thousand of them: npm run fuzz.
describe("three hundred articles with broken ones among them", () => {
  it("are built, asked, changed and built again, and every broken one is refused by its name", async () => {
    const articlesDir = join(dir, "articles");
    const indexDir = join(dir, "index");
    const build = () =>
      buildIndex({ articlesDir, indexDir, maxArticleBytes: 1_000_000, embedding: builtIn }, SILENT);
    const answers = async (facts: readonly Fact[]) => {
      const collection = await openCollection(indexDir, builtIn);
      for (const { question, id, words } of facts) {
        const [quote] = (await collection.answer(question)).quotes;
        expect(quote?.article.id, question).toBe(id);
        expect(quote?.text, question).toContain(words);
      }
      await collection.close();
    };

    const corpus = await writeCorpus(articlesDir, 300);
    const first = await build();
    expect(first).toMatchObject({ changed: true, articles: 285, added: 285 });
    expect(first.refusals.map(({ file }) => file).sort()).toEqual([...corpus.broken].sort());
    for (const { file, message } of first.refusals) expect(message).toContain(file);
    await answers(corpus.facts.filter((_, i) => i % 29 === 0));

    const { changed, removed } = await changeCorpus(articlesDir, corpus, 20, 2);
    const second = await build();
    expect(second).toMatchObject({ changed: true, updated: changed.length, removed, added: 0 });
    expect(second.embedded).toBeLessThan(second.passages / 5);
    await answers(changed);
  });
});
