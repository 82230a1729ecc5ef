import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, truncate, unlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCollection } from "../../src/answer/open-collection.ts";
import { pseudoRandom } from "../../src/evaluation/metrics.ts";
import { type BuildSettings, buildIndex, SILENT } from "../../src/index/build-index.ts";
import { countChanges } from "../../src/index/count-changes.ts";
import { openIndex } from "../../src/index/open-index.ts";
import { buildFolder, readPointer, upToDateAt } from "../../src/index/publish.ts";
import { sha256 } from "../../src/shared/sha256.ts";
import { builtIn } from "../support/make-collection.ts";

const SEEDS = resolve(import.meta.dirname, "../../seeds");
const RUN = resolve(import.meta.dirname, "../../scripts/run.mjs");

let dir: string;
let settings: BuildSettings;
let notices: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  settings = {
    articlesDir: join(dir, "articles"),
    indexDir: join(dir, "index"),
    maxArticleBytes: 100_000,
    embedding: builtIn,
  };
  notices = [];
  await cp(SEEDS, settings.articlesDir, { recursive: true });
});
afterEach(() => rm(dir, { recursive: true }));

const build = (more: Partial<BuildSettings> = {}, signal?: AbortSignal) =>
  buildIndex({ ...settings, ...more }, { ...SILENT, notice: (line) => notices.push(line) }, signal);

const put = (name: string, text: string) => writeFile(join(settings.articlesDir, name), text);

async function firstSource(question: string) {
  const collection = await openCollection(settings.indexDir, builtIn);
  try {
    return (await collection.answer(question)).quotes[0]?.article.id;
  } finally {
    await collection.close();
  }
}

const currentFolder = async () =>
  buildFolder(settings.indexDir, (await readPointer(settings.indexDir))?.build ?? "");

describe("building the index", () => {
  it("takes in all articles, and says so", async () => {
    const report = await build();
    expect(report).toMatchObject({ changed: true, articles: 5, removed: 0, refusals: [], warnings: [] });
    expect(report.embedded).toBe(report.passages);
    expect(await firstSource("What insignia did Wang present to the minister?")).toBe(
      "000_45847a6cb954d0ff.txt",
    );
  });

  it("leaves an index alone that is up to date", async () => {
    await build();
    const before = await readPointer(settings.indexDir);
    expect(await build()).toMatchObject({ changed: false, articles: 5, embedded: 0 });
    expect(await readPointer(settings.indexDir)).toEqual(before);
  });

  it("knows of files that were only touched, once it has looked into them", async () => {
    // A file written in the very millisecond in which a build begins counts as changed since.
    await sleep(20);
    await build();
    const ids = await readdir(settings.articlesDir);
    const changes = async () => countChanges(settings.articlesDir, await upToDateAt(settings.indexDir), ids);
    expect(await changes()).toBe(0);
    await sleep(20);
    await utimes(join(settings.articlesDir, ids[0] ?? ""), new Date(), new Date());
    expect(await changes()).toBe(1);
    await sleep(20);
    expect(await build()).toMatchObject({ changed: false });
    expect(await changes()).toBe(0);
    await sleep(20);
    await put(ids[0] ?? "", "date 2024-01-01 Other words.");
    expect(await changes()).toBe(1);
  });

  it("embeds only what is new or changed, and forgets what is gone", async () => {
    const first = await build();
    await put("new.txt", "date 2024-01-01 The lighthouse of the island was painted green.");
    const second = await build();
    expect(second).toMatchObject({
      changed: true,
      articles: 6,
      embedded: second.passages - first.passages,
      removed: 0,
    });
    expect(await firstSource("Which colour was the lighthouse painted?")).toBe("new.txt");

    await put("new.txt", "date 2024-01-01 The lighthouse of the island was torn down.");
    expect(await build()).toMatchObject({ embedded: 1, removed: 0 });
    await unlink(join(settings.articlesDir, "new.txt"));
    expect(await build()).toMatchObject({ articles: 5, embedded: 0, removed: 1 });
    expect(await firstSource("the lighthouse of the island")).not.toBe("new.txt");
  });

  it("gives the same index whether built at once or step by step", async () => {
    await put("aaa.txt", "date 2024-01-01 First in the alphabet, last to come.");
    await build();
    const stepwise = await openIndex(settings.indexDir);
    await unlink(join(settings.articlesDir, "aaa.txt"));
    await build();
    await put("aaa.txt", "date 2024-01-01 First in the alphabet, last to come.");
    await build();
    const again = await openIndex(settings.indexDir);
    expect(again.passages).toEqual(stepwise.passages);
    expect(again.manifest.files).toEqual(stepwise.manifest.files);
  });

  it("builds all anew when told to", async () => {
    const { passages } = await build();
    expect(await build({ force: true })).toMatchObject({ changed: true, embedded: passages });
  });

  it("goes on without an article that it refuses, and names it", async () => {
    await put("broken.txt", "no date at all");
    const { articles, refusals } = await build();
    expect(articles).toBe(5);
    expect(refusals).toEqual([{ file: "broken.txt", message: expect.stringContaining("broken.txt") }]);
    expect(await build()).toMatchObject({ changed: false, refusals: [{ file: "broken.txt" }] });
  });

  it("leaves the old index as it is when it is interrupted", async () => {
    await build();
    const before = await readPointer(settings.indexDir);
    await put("new.txt", "date 2024-01-01 The lighthouse was painted green.");
    await expect(build({}, AbortSignal.abort())).rejects.toThrow();
    expect(await readPointer(settings.indexDir)).toEqual(before);
    expect(await readdir(join(settings.indexDir, "builds"))).toEqual([before?.build]);
    expect(await build()).toMatchObject({ changed: true, articles: 6 });
  });

  it("takes none of its own files for an article where it lies within their folder", async () => {
    const within = { indexDir: join(settings.articlesDir, "index") };
    expect(await build(within)).toMatchObject({ changed: true, articles: 5 });
    expect(await build(within)).toMatchObject({ changed: false, articles: 5 });
  });

  it("lets a second build wait for the first", async () => {
    const [first, second] = await Promise.all([build(), build()]);
    expect([first.changed, second.changed].sort()).toEqual([false, true]);
    expect(notices).toEqual([expect.stringContaining("waiting")]);
  });
});

describe("a damaged index", () => {
  const damages: [string, string, (path: string) => Promise<void>][] = [
    ["cut short", "articles.jsonl", (path) => truncate(path, 100)],
    ["altered", "words.bin", (path) => alter(path)],
    ["altered", "vectors/00000.vectors", (path) => alter(path)],
    ["altered", "texts.bin", (path) => alter(path)],
    ["cut short", "sentences.bin", (path) => truncate(path, 8)],
    ["missing", "words.bin", (path) => unlink(path)],
    ["altered", "manifest.json", (path) => alter(path)],
  ];

  it.each(damages)("is an error that names the file and the mend: %s %s", async (_, name, damage) => {
    await build();
    const path = join(await currentFolder(), name);
    await damage(path);
    await expect(openIndex(settings.indexDir)).rejects.toMatchObject({ code: "index-damaged" });
    await expect(openIndex(settings.indexDir)).rejects.toThrow(path);
    await expect(openIndex(settings.indexDir)).rejects.toThrow("npm run index");
  });

  const forgeries: [string, string, (bytes: Buffer) => Buffer][] = [
    ["empty", "words.bin", () => Buffer.alloc(0)],
    ["of endless numbers", "words.bin", (bytes) => bytes.fill(0xff, 400, bytes.length >> 1)],
    ["without its end", "vectors/00000.vectors", (bytes) => bytes.subarray(0, -8)],
    ["of other articles", "vectors/00000.vectors", (bytes) => bytes.fill(0xff, 16 + 38 * 8, 16 + 38 * 8 + 4)],
    ["of no length", "sentences.bin", (bytes) => bytes.fill(0)],
    ["beyond the text", "sentences.bin", (bytes) => bytes.fill(0xff, bytes.length - 4)],
  ];

  it.each(forgeries)(
    "is told of and built anew even where the checksums are right: %s %s",
    async (_, name, forge) => {
      await build();
      await put("new.txt", "date 2024-01-01 The lighthouse was painted green.");
      const { files } = JSON.parse(await readFile(join(await currentFolder(), "manifest.json"), "utf8"));
      const forged = forge(await readFile(join(await currentFolder(), name)));
      await writeFile(join(await currentFolder(), name), forged);
      await rewriteManifest({
        files: { ...files, [name]: { bytes: forged.length, sha256: sha256(forged) } },
      });
      await expect(openIndex(settings.indexDir)).rejects.toMatchObject({ code: "index-damaged" });
      expect(await build()).toMatchObject({ changed: true, articles: 6 });
      expect(notices.join()).toMatch("; building it anew");
      expect(await firstSource("When was the lighthouse painted?")).toBe("new.txt");
    },
  );

  it("is told of when its files would be larger than the memory", async () => {
    await build();
    const files = JSON.parse(await readFile(join(await currentFolder(), "manifest.json"), "utf8")).files;
    files["words.bin"].bytes = Number.MAX_SAFE_INTEGER;
    await rewriteManifest({ files });
    await expect(openIndex(settings.indexDir)).rejects.toMatchObject({ code: "index-damaged" });
  });

  it("is built anew by the next build, which says why", async () => {
    await build();
    await truncate(join(await currentFolder(), "words.bin"), 10);
    expect(await build()).toMatchObject({ changed: true, articles: 5 });
    expect(notices.join()).toMatch(/words\.bin has 10 bytes .*; building it anew/);
    await openIndex(settings.indexDir);
  });

  it("is noticed when it is of another version", async () => {
    await build();
    await rewriteManifest({ version: 999 });
    await expect(openIndex(settings.indexDir)).rejects.toThrow("is of version 999");
  });

  it("does not exist yet: the error says how to build one", async () => {
    await expect(openIndex(settings.indexDir)).rejects.toMatchObject({ code: "index-missing" });
    await expect(openIndex(settings.indexDir)).rejects.toThrow("npm run index");
  });
});

describe("a build that is killed", () => {
  it("leaves the last good index working, at whatever moment it dies", { timeout: 120_000 }, async () => {
    await build();
    const random = pseudoRandom(7);
    let killed = 0;
    for (let i = 0; i < 20; i++) {
      await put("new.txt", `date 2024-01-01 The lighthouse was painted for the ${i}th time.`);
      const builder = spawn(
        process.execPath,
        [RUN, "scripts/build-index.ts", "--articles", settings.articlesDir, "--index", settings.indexDir],
        { env: { ...process.env, EMBEDDER: "built-in" }, stdio: "ignore" },
      );
      const ended = once(builder, "exit");
      // From the moment it holds the lock, the builder reads, embeds, writes, checks and publishes.
      const holdsLock = async () =>
        (await readFile(join(settings.indexDir, "lock-owner"), "utf8").catch(() => "")).includes(
          `"pid":${builder.pid},`,
        );
      while (builder.exitCode === null && !(await holdsLock())) await sleep(5);
      await Promise.race([ended, sleep(random() * 300)]);
      if (builder.kill("SIGKILL")) killed++;
      await ended;
      expect(await firstSource("What insignia did Wang present to the minister?")).toBe(
        "000_45847a6cb954d0ff.txt",
      );
    }
    expect(killed).toBeGreaterThan(0);
    await build();
    expect(await firstSource("When was the lighthouse painted?")).toBe("new.txt");
    expect(await readdir(join(settings.indexDir, "builds"))).toHaveLength(1);
  });
});

/** Changes the manifest and what the pointer says of it. */
async function rewriteManifest(changes: object): Promise<void> {
  const path = join(await currentFolder(), "manifest.json");
  const manifest = JSON.stringify({ ...JSON.parse(await readFile(path, "utf8")), ...changes });
  await writeFile(path, manifest);
  const pointer = join(settings.indexDir, "current");
  const current = JSON.parse(await readFile(pointer, "utf8"));
  await writeFile(pointer, JSON.stringify({ ...current, manifest: sha256(manifest) }));
}

async function alter(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
  await writeFile(path, bytes);
}
