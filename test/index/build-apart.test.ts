import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { buildApart } from "../../src/index/build-apart.ts";
import { type BuildSettings, buildIndex, SILENT } from "../../src/index/build-index.ts";
import { createBuilds } from "../../src/index/builds.ts";
import { lockIndex } from "../../src/index/lock.ts";
import { builtIn } from "../support/make-collection.ts";
import { temporaryFolder } from "../support/tiny-model.ts";

let settings: BuildSettings;
beforeEach(async () => {
  const dir = temporaryFolder();
  settings = {
    articlesDir: join(dir, "articles"),
    indexDir: join(dir, "index"),
    maxArticleBytes: 100_000,
    embedding: builtIn,
    unlessLocked: true,
  };
  await mkdir(settings.articlesDir);
  await put("a.txt", "The lighthouse was painted green.");
});

const put = (name: string, text: string) =>
  writeFile(join(settings.articlesDir, name), `date 2024-01-01 ${text}`);

describe("a build in a process of its own", () => {
  it("leaves no process, no lock and no index behind when it is given up", async () => {
    const abort = new AbortController();
    const build = buildApart(settings, SILENT, abort.signal);
    abort.abort(new Error("given up"));
    await expect(build).rejects.toThrow("given up");
    expect(await buildIndex(settings, SILENT)).toMatchObject({ changed: true, added: 1 });
  });
});

describe("a build that must not wait", () => {
  it("fails while another holds the lock, and leaves that one alone", async () => {
    const lock = await lockIndex(settings.indexDir, () => {});
    await expect(buildIndex(settings, SILENT)).rejects.toMatchObject({ code: "index-locked" });
    lock.assertHeld();
    await lock.release();
  });
});

describe("the report of a build", () => {
  it("counts what was added, changed and removed since the last one", async () => {
    await put("b.txt", "The bridge was painted red.");
    expect(await buildIndex(settings, SILENT)).toMatchObject({ added: 2, updated: 0, removed: 0 });
    await put("a.txt", "The lighthouse was painted white.");
    await put("c.txt", "The church was painted blue.");
    await rm(join(settings.articlesDir, "b.txt"));
    expect(await buildIndex(settings, SILENT)).toMatchObject({ added: 1, updated: 1, removed: 1 });
    const seen: number[][] = [];
    const events = { ...SILENT, reading: (...progress: number[]) => seen.push(progress) };
    expect(await buildIndex(settings, events)).toMatchObject({
      changed: false,
      added: 0,
      updated: 0,
      removed: 0,
    });
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

describe("the builds of a bot", () => {
  it("run one at a time, and no more after the bot has stopped", async () => {
    const builds = createBuilds(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.throwIfAborted();
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    );
    const first = builds.run(SILENT);
    expect(builds.isRunning()).toBe(true);
    await expect(builds.run(SILENT)).rejects.toMatchObject({ code: "index-locked" });
    await builds.stop();
    expect(await first).toBe("stopped");
    expect(builds.isRunning()).toBe(false);
    expect(await builds.run(SILENT)).toBe("stopped");
  });
});
