import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLiveCollection } from "../../src/answer/live-collection.ts";
import { buildApart } from "../../src/index/build-apart.ts";
import { type BuildReport, buildIndex, SILENT } from "../../src/index/build-index.ts";
import { createBuilds } from "../../src/index/builds.ts";
import { watchArticles } from "../../src/index/watch-articles.ts";
import { DatelineError } from "../../src/shared/errors.ts";
import { collectLog, type LogLine } from "../support/collect-log.ts";
import { builtIn } from "../support/make-collection.ts";

const TIMES = { lookEveryMs: 30, restWithinMs: 10_000, retryAfterMs: 60 };
const REPORT: BuildReport = {
  changed: false,
  articles: 1,
  passages: 1,
  embedded: 0,
  added: 0,
  updated: 0,
  removed: 0,
  embedder: { kind: "built-in", model: "", revision: null, dimensions: 1, maxTokens: 1 },
  embedderNote: null,
  refusals: [],
  warnings: [],
};

let dir: string;
let articlesDir: string;
let lines: LogLine[];
let builds: number;
let outcome: () => BuildReport | "stopped";
let end: AbortController;
let watch: Promise<void>;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  articlesDir = join(dir, "articles");
  await mkdir(articlesDir);
  await put("a.txt", "date 2024-01-01 The lighthouse was painted green.");
  builds = 0;
  outcome = () => REPORT;
  end = new AbortController();
  watch = Promise.resolve();
});
afterEach(async () => {
  end.abort();
  await watch;
  await rm(dir, { recursive: true });
});

const put = (name: string, text: string) => writeFile(join(articlesDir, name), text);

function begin(times = TIMES): void {
  const { log, lines: written } = collectLog();
  lines = written;
  const run = async () => {
    builds++;
    return outcome();
  };
  watch = watchArticles(articlesDir, { run }, log, end.signal, times);
}

const untilBuilt = (count: number) => expect.poll(() => builds, { timeout: 10_000 }).toBe(count);

describe("watching the articles", () => {
  it("builds once at the beginning, and again when one has come, changed, moved or gone", async () => {
    begin();
    await untilBuilt(1);
    await put("b.txt", "date 2024-01-01 New.");
    await untilBuilt(2);
    await put("b.txt", "date 2024-01-01 Changed.");
    await untilBuilt(3);
    await rename(join(articlesDir, "b.txt"), join(articlesDir, "c.txt"));
    await untilBuilt(4);
    await rm(join(articlesDir, "c.txt"));
    await untilBuilt(5);
  });

  it("leaves the index alone as long as nothing changes, and other files alone always", async () => {
    begin();
    await untilBuilt(1);
    await put("notes.pdf", "nothing");
    await put(".hidden.txt", "nothing");
    await sleep(10 * TIMES.lookEveryMs);
    expect(builds).toBe(1);
    expect(lines).toEqual([]);
  });

  it("waits until the folder rests, but not forever", async () => {
    begin({ ...TIMES, lookEveryMs: 100, restWithinMs: 1_000 });
    let isWriting = true;
    const writing = (async () => {
      for (let i = 0; isWriting; i++) {
        await put("b.txt", `date 2024-01-01 ${"word ".repeat(i)}`);
        await sleep(20);
      }
    })();
    await sleep(500);
    expect(builds).toBe(0);
    await expect.poll(() => builds, { timeout: 10_000 }).toBeGreaterThan(0);
    isWriting = false;
    await writing;
  });

  it("tries a build that failed again, and says why once", async () => {
    outcome = () => {
      throw new DatelineError("disk", "the disk is full");
    };
    begin();
    await expect.poll(() => builds, { timeout: 10_000 }).toBeGreaterThan(2);
    expect(lines).toMatchObject([{ level: 50, msg: "the index could not be built: the disk is full" }]);
    outcome = () => ({ ...REPORT, changed: true });
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(2);
    expect(lines[1]).toMatchObject({ level: 30, articles: 1, msg: expect.stringContaining("was built") });
  });

  it("waits without a word while another build runs", async () => {
    outcome = () => {
      throw new DatelineError("index-locked", "another build is running");
    };
    begin();
    await expect.poll(() => builds, { timeout: 10_000 }).toBeGreaterThan(2);
    expect(lines).toEqual([]);
  });

  it("names an article that is refused, once as long as it stays so", async () => {
    const refusals = [{ file: "b.txt", message: "b.txt: no date" }];
    outcome = () => ({ ...REPORT, refusals });
    begin();
    await untilBuilt(1);
    await put("c.txt", "date 2024-01-01 New.");
    await untilBuilt(2);
    expect(lines).toMatchObject([{ level: 40, msg: "b.txt: no date" }]);
  });

  it("says when the folder is gone, and goes on when it is back", async () => {
    begin();
    await untilBuilt(1);
    await rename(articlesDir, `${articlesDir}.away`);
    // A look that is under way at that moment says so in other words first.
    await expect
      .poll(() => lines.at(-1), { timeout: 10_000 })
      .toMatchObject({ level: 50, msg: expect.stringContaining("there is no such folder") });
    await rename(`${articlesDir}.away`, articlesDir);
    await put("b.txt", "date 2024-01-01 New.");
    await untilBuilt(2);
  });

  it("brings a changed article into the answers of a running bot, built in a process of its own", async () => {
    const settings = {
      articlesDir,
      indexDir: join(dir, "index"),
      maxArticleBytes: 10_000,
      embedding: builtIn,
    };
    await buildIndex(settings, SILENT);
    const { log, lines: written } = collectLog();
    const live = await openLiveCollection(settings.indexDir, builtIn, log, undefined, {
      lookEveryMs: 30,
      closeAfterMs: 100,
    });
    const apart = createBuilds((events, signal) => buildApart(settings, events, signal));
    watch = watchArticles(articlesDir, apart, log, end.signal, TIMES);
    try {
      await put("a.txt", "date 2024-01-01 The lighthouse was painted yellow.");
      const ask = async () =>
        (await live.current().answer("Which colour was the lighthouse painted?")).quotes[0]?.text;
      await expect.poll(ask, { timeout: 15_000 }).toContain("yellow");
      expect(written.filter(({ level }) => level > 30)).toEqual([]);
    } finally {
      end.abort();
      await apart.stop();
      await watch;
      await live.close();
    }
  });
});
