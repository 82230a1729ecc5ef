import { appendFile, cp, mkdir, mkdtemp, readdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.ts";
import { type LiveCollection, openLiveCollection } from "../../src/answer/live-collection.ts";
import { buildIndex, SILENT } from "../../src/index/build-index.ts";
import { buildFolder, pointerPath, readPointer } from "../../src/index/publish.ts";
import { collectLog, type LogLine } from "../support/collect-log.ts";
import { builtIn } from "../support/make-collection.ts";

const TIMES = { lookEveryMs: 20, closeAfterMs: 100 };
const TOPICS = ["harbour", "railway", "hospital", "library", "market"];
const QUESTION = "Who opened the harbour?";

let dir: string;
let indexDir: string;
let lines: LogLine[];
let live: LiveCollection | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  indexDir = join(dir, "index");
  live = undefined;
});
afterEach(async () => {
  await live?.close();
  await rm(dir, { recursive: true });
});

/** Articles of which every sentence names the edition. */
async function buildEdition(edition: number, into = indexDir): Promise<void> {
  const articlesDir = join(dir, "articles");
  await mkdir(articlesDir, { recursive: true });
  for (const topic of TOPICS) {
    const text = `date 2024-01-01 The mayor opened the ${topic} of edition ${edition}. The ${topic} and the harbour of edition ${edition} are large.`;
    await writeFile(join(articlesDir, `${topic}.txt`), text);
  }
  await buildIndex({ articlesDir, indexDir: into, maxArticleBytes: 10_000, embedding: builtIn }, SILENT);
}

async function open(): Promise<LiveCollection> {
  const { log, lines: written } = collectLog();
  lines = written;
  live = await openLiveCollection(indexDir, builtIn, log, undefined, TIMES);
  return live;
}

const editionsIn = (answer: Answer): string[] => [
  ...new Set(answer.quotes.flatMap(({ text }) => text.match(/edition \d+/g) ?? [])),
];

const ask = async ({ current }: LiveCollection) => editionsIn(await current().answer(QUESTION, { limit: 5 }));

describe("a live collection", () => {
  it("takes in one new index after the other while questions are running, and never mixes two in one answer", async () => {
    await buildEdition(1);
    const collection = await open();
    let isOver = false;
    const seen = new Set<string>();
    const asking = Array.from({ length: 2 }, async () => {
      while (!isOver) {
        const editions = await ask(collection);
        expect(editions).toHaveLength(1);
        for (const edition of editions) seen.add(edition);
        await sleep(10);
      }
    });
    for (const edition of [2, 3, 4, 5, 6]) {
      await buildEdition(edition);
      await expect.poll(() => [...seen], { timeout: 10_000 }).toContain(`edition ${edition}`);
    }
    isOver = true;
    await Promise.all(asking);
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6].map((edition) => `edition ${edition}`));
    expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
  });

  it("finds an index that is published while it opens the one before", async () => {
    await buildEdition(1);
    const opening = open();
    await buildEdition(2);
    const collection = await opening;
    await expect.poll(() => ask(collection), { timeout: 10_000 }).toEqual(["edition 2"]);
  });

  const damages: [string, (folder: string) => Promise<void>][] = [
    ["cut short", (folder) => truncate(join(folder, "articles.jsonl"), 50)],
    ["altered", (folder) => appendFile(join(folder, "words.bin"), "x")],
    ["without its vectors", (folder) => rm(join(folder, "vectors"), { recursive: true })],
    ["without any file", (folder) => rm(folder, { recursive: true })],
    ["of another version", (folder) => writeFile(join(folder, "manifest.json"), '{"version":999}')],
  ];

  it.each(damages)(
    "refuses a new index that is %s, says so in one line, and keeps the old one",
    async (_, damage) => {
      await buildEdition(1);
      const collection = await open();
      const elsewhere = join(dir, "elsewhere");
      await buildEdition(2, elsewhere);
      await publishDamaged(elsewhere, damage);
      await expect.poll(() => lines.length, { timeout: 10_000 }).toBeGreaterThan(0);
      await sleep(5 * TIMES.lookEveryMs);
      expect(lines).toEqual([
        {
          level: 50,
          msg: expect.stringMatching(/the old one stays in use: .*index.*npm run index$/s),
          time: expect.anything(),
        },
      ]);
      expect(lines[0]?.msg).not.toContain("\n");
      expect(await ask(collection)).toEqual(["edition 1"]);

      await buildEdition(3);
      await expect.poll(() => ask(collection), { timeout: 10_000 }).toEqual(["edition 3"]);
    },
  );

  it("keeps the old index when the folder is taken away", async () => {
    await buildEdition(1);
    const collection = await open();
    await rename(indexDir, `${indexDir}.away`);
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(1);
    expect(await ask(collection)).toEqual(["edition 1"]);
  });

  it("lets go of the memory of a replaced index, and closes it", async () => {
    await buildEdition(1);
    let closed = 0;
    const { log } = collectLog();
    live = await openLiveCollection(
      indexDir,
      builtIn,
      log,
      (collection) => ({
        ...collection,
        close: async () => {
          closed++;
          await collection.close();
        },
      }),
      TIMES,
    );
    const old = new WeakRef(live.current());
    const oldArticles = new WeakRef(live.current().articles);
    await ask(live);
    await buildEdition(2);
    const collectGarbage = garbageCollector();
    await expect
      .poll(
        () => {
          collectGarbage();
          return [closed, old.deref() === undefined, oldArticles.deref() === undefined];
        },
        { timeout: 10_000 },
      )
      .toEqual([1, true, true]);
  });
});

/** Publishes in `indexDir` what was built elsewhere and then damaged. */
async function publishDamaged(elsewhere: string, damage: (folder: string) => Promise<void>): Promise<void> {
  const build = (await readPointer(elsewhere))?.build ?? "";
  await damage(buildFolder(elsewhere, build));
  await cp(join(elsewhere, "builds"), join(indexDir, "builds"), { recursive: true });
  expect((await readdir(join(indexDir, "builds"))).length).toBeGreaterThan(0);
  await cp(pointerPath(elsewhere), `${pointerPath(indexDir)}.new`);
  await rename(`${pointerPath(indexDir)}.new`, pointerPath(indexDir));
}

function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
