import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openCollection } from "../../src/answer/open-collection.ts";
import { loadConfig } from "../../src/config.ts";
import { buildIndex, SILENT } from "../../src/index/build-index.ts";
import { readPointer } from "../../src/index/publish.ts";
import { buildOrKeep } from "../../src/terminal/prepare.ts";
import { builtIn } from "../support/make-collection.ts";

const ROOT = resolve(import.meta.dirname, "../..");

let dir: string;
let articlesDir: string;
let indexDir: string;
let mounted: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  articlesDir = join(dir, "articles");
  indexDir = join(dir, "disk", "index");
  mounted = [];
  await cp(join(ROOT, "seeds"), articlesDir, { recursive: true });
  await mkdir(join(dir, "disk"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const folder of mounted) spawnSync("umount", [folder]);
  await rm(dir, { recursive: true });
});

const build = () =>
  buildIndex({ articlesDir, indexDir, maxArticleBytes: 1_000_000, embedding: builtIn }, SILENT);

/** Makes the folder of the index a small disk of its own; needs root. */
function mount(options: string): boolean {
  const folder = join(dir, "disk");
  const again = mounted.includes(folder);
  const { status } = spawnSync("mount", [
    "-t",
    "tmpfs",
    "-o",
    again ? `remount,${options}` : options,
    "tmpfs",
    folder,
  ]);
  if (status === 0 && !again) mounted.push(folder);
  return status === 0;
}

/** An article of so many sentences, each of a word of its own. */
const addLargeArticle = (sentences: number) =>
  writeFile(
    join(articlesDir, "large.txt"),
    `date 2024-01-01 ${Array.from({ length: sentences }, (_, i) => `Word${i} is said.`).join(" ")}`,
  );

async function expectOldIndex(before: Awaited<ReturnType<typeof readPointer>>) {
  expect(await readPointer(indexDir)).toEqual(before);
  expect(await readdir(join(indexDir, "builds"))).toEqual([before?.build]);
  expect((await readdir(indexDir)).sort()).toEqual(["builds", "current"]);
  const collection = await openCollection(indexDir, builtIn);
  const [quote] = (await collection.answer("What insignia did Wang present to the minister?")).quotes;
  expect(quote?.article.id).toBe("000_45847a6cb954d0ff.txt");
  await collection.close();
}

describe("a disk that is full", () => {
  it("leaves the last good index, says which folder it is, and what to do", async (context) => {
    if (!mount("size=1m")) return context.skip();
    await build();
    const before = await readPointer(indexDir);
    await addLargeArticle(10_000);
    await expect(build()).rejects.toMatchObject({
      code: "disk",
      message: `${indexDir} cannot be written (the disk is full); make room, or set INDEX_DIR to another folder`,
    });
    await expectOldIndex(before);
  });

  it("is told as well when not one byte can be written", async (context) => {
    if (!mount("size=1m")) return context.skip();
    await build();
    const before = await readPointer(indexDir);
    await addLargeArticle(10);
    await writeFile(join(dir, "disk", "filler"), Buffer.alloc(2_000_000)).catch(() => {});
    await expect(build()).rejects.toThrow("the disk is full");
    await rm(join(dir, "disk", "filler"));
    await expectOldIndex(before);
    expect(await build()).toMatchObject({ changed: true, articles: 6 });
  });

  // Whatever is written through these links meets a full disk.
  it.skipIf(!existsSync("/dev/full")).each([
    ["the lock", "lock-owner"],
    ["the publication", "current.new"],
  ])("is told at the moment of %s too", async (_, name) => {
    await build();
    const before = await readPointer(indexDir);
    await addLargeArticle(10);
    await symlink("/dev/full", join(indexDir, name));
    await expect(build()).rejects.toMatchObject({
      code: "disk",
      message: expect.stringContaining("the disk is full"),
    });
    await expectOldIndex(before);
    expect(await build()).toMatchObject({ changed: true, articles: 6 });
  });
});

describe("a disk that is read-only", () => {
  it("keeps the index from being built, but not a program that starts from answering", async (context) => {
    if (!mount("size=1m")) return context.skip();
    await build();
    const before = await readPointer(indexDir);
    await addLargeArticle(10);
    mount("ro");
    await expect(build()).rejects.toThrow(
      `${indexDir} cannot be written (the disk is read-only); set INDEX_DIR to a folder that can`,
    );
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await buildOrKeep(
      { ...loadConfig({ EMBEDDER: "built-in" }), articlesDir, indexDir },
      new AbortController().signal,
    );
    await expectOldIndex(before);
  });

  it.skipIf(process.getuid?.() === 0)("is the same as a folder that may not be written", async () => {
    await build();
    const before = await readPointer(indexDir);
    await addLargeArticle(10);
    await chmod(indexDir, 0o555);
    await expect(build()).rejects.toThrow(`${indexDir} cannot be written (permission denied); set INDEX_DIR`);
    await expectOldIndex(before);
    await chmod(indexDir, 0o755);
  });
});

describe("an index folder that is a file", () => {
  it("is told of as such", async () => {
    await writeFile(indexDir, "");
    await expect(build()).rejects.toThrow(
      `${indexDir} cannot be written (it is a file); set INDEX_DIR to a folder that can`,
    );
  });
});
