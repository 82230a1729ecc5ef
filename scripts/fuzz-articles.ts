import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { openCollection } from "../src/answer/open-collection.ts";
import { ARTICLE_TYPES } from "../src/articles/list-files.ts";
import { loadConfig } from "../src/config.ts";
import { buildIndex, SILENT } from "../src/index/build-index.ts";
import { EXIT, run } from "../src/terminal/run.ts";
import { checkArticle } from "../test/support/check-article.ts";
import { anyBytesOf, type Grow, HARD_PAGES, HARD_TEXTS } from "../test/support/hard-articles.ts";
import { changeCorpus, type Fact, writeCorpus } from "../test/support/write-corpus.ts";

const HELP = `npm run fuzz -- [options]

Reads articles that are hard to read, and holds the program to what it promises of any article: it is read or refused by
its name, never hangs, never breaks, and its passages are its own words. Then builds an index of many generated articles,
broken ones among them, asks it, changes some and builds it again. Prints what it did; exit code 1 when a promise is broken.

  --articles N  how many articles are generated (default 10000)
  --runs N      how many files of random bytes are read of each type (default 1000)
  --size N      the length of the largest hard article, in characters (default 1000000)
  --seed N      of the random bytes, to repeat a run
  --help        this text
`;

const MB = 1_000_000;
/** In earnest 10 seconds; what is slow at a tenth of it is slow. */
const MAX_MS = 2_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

await run(
  HELP,
  {
    options: {
      articles: { type: "string", default: "10000" },
      runs: { type: "string", default: "1000" },
      size: { type: "string", default: String(MB) },
      seed: { type: "string", default: String(Date.now() % MB) },
      help: { type: "boolean", short: "h" },
    },
  },
  async ({ values }) => {
    const broken = [
      // First, as long as the memory holds nothing else.
      ...(await buildCorpus(Number(values.articles))),
      ...(await readRandomBytes(Number(values.runs), Number(values.seed))),
      ...(await readHardArticles(Number(values.size))),
    ];
    say(broken.length === 0 ? "\nEvery promise was kept." : `\n${broken.length} promises were broken:`);
    for (const promise of broken) say(`  ${promise}`);
    return broken.length === 0 ? EXIT.answered : EXIT.error;
  },
);

/** Reads each at growing lengths, and prints the slowest. */
async function readHardArticles(size: number): Promise<string[]> {
  const broken: string[] = [];
  const kinds: [string, ReadonlyMap<string, Grow>, (text: string) => string][] = [
    ["x.txt", HARD_TEXTS, (text) => `date 2023-09-13 Some words. ${text}`],
    ["x.md", HARD_TEXTS, (text) => `---\ndate: 2023-09-13\n---\nSome words. ${text}`],
    ["x.html", HARD_PAGES, (text) => text],
  ];
  for (const [file, texts, withHead] of kinds) {
    const rows: { name: string; seconds: number[]; outcome: string }[] = [];
    for (const [name, grow] of texts) {
      const row = { name, seconds: [] as number[], outcome: "" };
      for (let length = size / 100; length <= size; length *= 10) {
        const bytes = Buffer.from(withHead(grow(length)));
        const started = performance.now();
        try {
          const outcome = await checkArticle(file, bytes, MAX_MS);
          row.outcome =
            outcome.kind === "read" ? "read" : (outcome.message.slice(file.length + 2).split(";")[0] ?? "");
        } catch (error) {
          broken.push(
            `${file}, ${length} characters of ${name}: ${error instanceof Error ? error.stack : error}`,
          );
        }
        row.seconds.push((performance.now() - started) / 1_000);
      }
      rows.push(row);
    }
    const refused = rows.filter(({ outcome }) => outcome !== "read").length;
    say(
      `\n${file}: ${rows.length} hard articles of up to ${size} characters, ${refused} of them refused at that length. The slowest, in seconds`,
    );
    say(`at ${[size / 100, size / 10, size].join(", ")} characters:`);
    rows.sort((a, b) => Math.max(...b.seconds) - Math.max(...a.seconds));
    for (const { name, seconds, outcome } of rows.slice(0, 6)) {
      say(`  ${seconds.map((s) => s.toFixed(2).padStart(6)).join(" ")}  ${name.slice(0, 40)}: ${outcome}`);
    }
  }
  return broken;
}

async function readRandomBytes(runs: number, seed: number): Promise<string[]> {
  say(`\nFiles of random bytes, ${runs} of each type (seed ${seed}):`);
  const broken: string[] = [];
  for (const type of ARTICLE_TYPES) {
    const file = `x${type}`;
    const counts = { read: 0, refused: 0, slowest: 0 };
    const property = fc.asyncProperty(anyBytesOf(type), async (bytes) => {
      const started = performance.now();
      const { kind } = await checkArticle(file, bytes, MAX_MS);
      counts[kind]++;
      counts.slowest = Math.max(counts.slowest, performance.now() - started);
    });
    const result = await fc.check(property, { numRuns: runs, seed });
    if (result.failed) broken.push(`${file}: ${fc.defaultReportMessage(result)}`);
    say(
      `  ${type}: ${counts.read} read, ${counts.refused} refused, the slowest in ${counts.slowest.toFixed(0)} ms`,
    );
  }
  return broken;
}

async function buildCorpus(count: number): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), "dateline-fuzz-"));
  try {
    return await useCorpus(dir, count);
  } finally {
    await rm(dir, { recursive: true });
  }
}

async function useCorpus(dir: string, count: number): Promise<string[]> {
  const broken: string[] = [];
  const expect = (isKept: boolean, promise: string) => {
    if (!isKept) broken.push(promise);
  };
  const articlesDir = join(dir, "articles");
  const { embedding, maxArticleBytes } = loadConfig({ EMBEDDER: "built-in" });
  const settings = { articlesDir, indexDir: join(dir, "index"), maxArticleBytes, embedding };
  const build = () => buildIndex(settings, { ...SILENT, notice: say });
  const ask = async (facts: readonly Fact[]) => {
    const collection = await timed("open the index", () => openCollection(settings.indexDir, embedding));
    await timed(`ask ${facts.length} questions`, async () => {
      for (const { question, id, words } of facts) {
        const [quote] = (await collection.answer(question)).quotes;
        expect(
          quote?.article.id === id && quote.text.includes(words),
          `${question} is not answered from ${id}`,
        );
      }
    });
    await collection.close();
  };

  say(`\nAn index of ${count} generated articles:`);
  const corpus = await timed("write the articles", () => writeCorpus(articlesDir, count));
  const first = await timed("build the index", build);
  say(`  ${first.articles} articles, ${first.passages} passages, ${first.refusals.length} refused, such as:`);
  for (const { message } of first.refusals.slice(0, 3)) say(`    ${message}`);
  const refused = new Set(first.refusals.map(({ file }) => file));
  expect(
    corpus.broken.every((file) => refused.has(file)),
    "a broken article was not refused",
  );
  expect(first.articles === corpus.good.length, "a good article was refused");
  expect(
    first.refusals.every(({ file, message }) => message.includes(file)),
    "a refusal does not name its file",
  );
  await ask(sample(corpus.facts, 200));
  const { changed, removed } = await changeCorpus(articlesDir, corpus, 50, 2);
  // A large article, with which a collection of small ones must cope.
  await writeFile(
    join(articlesDir, "large.txt"),
    `date 2023-09-13 ${"A long story of a long day. ".repeat(150_000)}`,
  );
  const second = await timed("build it again with some changed, some removed and a large one", build);
  say(
    `  ${second.updated} updated, ${second.removed} removed, ${second.added} added, ${second.embedded} passages embedded`,
  );
  expect(second.updated === changed.length && second.removed === removed, "a change was not taken in");
  await ask(sample(changed, 200));
  const third = await timed("build it again with nothing changed", build);
  expect(!third.changed, "an index that is up to date was built");
  return broken;
}

function sample<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, i) => i % step === 0).slice(0, most);
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const { rss } = process.memoryUsage();
  say(
    `  ${seconds.padStart(6)} s  ${what} (memory ${Math.round(rss / MB)} MB, peak ${Math.round(process.resourceUsage().maxRSS / 1_000)} MB)`,
  );
  return result;
}
