import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Config, loadConfig } from "../../src/config.ts";
import { INDEX_VERSION } from "../../src/index/manifest.ts";
import { buildFolder, readPointer } from "../../src/index/publish.ts";
import { sha256 } from "../../src/shared/sha256.ts";
import { build, buildOrKeep, openOrBuild } from "../../src/terminal/prepare.ts";

const { signal } = new AbortController();

let dir: string;
let config: Config;
let said: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  config = {
    ...loadConfig({ EMBEDDER: "built-in" }),
    articlesDir: join(dir, "articles"),
    indexDir: join(dir, "index"),
  };
  await cp(resolve(import.meta.dirname, "../../seeds"), config.articlesDir, { recursive: true });
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += text;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true });
});

/** Gives the published index another version, as if another Dateline had built it. */
async function setVersion(version: number): Promise<void> {
  const pointer = await readPointer(config.indexDir);
  const path = join(buildFolder(config.indexDir, pointer?.build ?? ""), "manifest.json");
  const manifest = (await readFile(path, "utf8")).replace(
    `"version":${INDEX_VERSION}`,
    `"version":${version}`,
  );
  await writeFile(path, manifest);
  await writeFile(
    join(config.indexDir, "current"),
    JSON.stringify({ ...pointer, manifest: sha256(manifest) }),
  );
}

const versionLines = () => said.split("\n").filter((line) => line.includes("version"));

describe("an index of another version", () => {
  it.each([INDEX_VERSION - 1, INDEX_VERSION + 1])(
    "is built anew at the start, with one line saying why: %s",
    async (version) => {
      await build(config, signal);
      await setVersion(version);
      said = "";
      await buildOrKeep(config, signal);
      expect(versionLines()).toEqual([
        expect.stringMatching(
          `manifest.json is of version ${version}, and this Dateline reads version ${INDEX_VERSION}; building it anew.`,
        ),
      ]);
      expect(said).toMatch(/Index built in .*: 5 articles/);
      await (await openOrBuild(config, signal)).close();
    },
  );

  it("is built anew by whatever asks it", async () => {
    await build(config, signal);
    await setVersion(0);
    said = "";
    const collection = await openOrBuild(config, signal);
    expect(collection.status.articles).toBe(5);
    expect(versionLines()).toHaveLength(1);
    await collection.close();
  });
});

describe("asking", () => {
  it("builds an index where there is none", async () => {
    const collection = await openOrBuild(config, signal);
    expect(collection.status.articles).toBe(5);
    await collection.close();
  });

  it("does not build an index in the place of a damaged one", async () => {
    await build(config, signal);
    const pointer = await readPointer(config.indexDir);
    await truncate(join(buildFolder(config.indexDir, pointer?.build ?? ""), "words.bin"), 10);
    await expect(openOrBuild(config, signal)).rejects.toMatchObject({ code: "index-damaged" });
  });
});
