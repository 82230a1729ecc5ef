import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MANIFEST, newBuild, publish, readPointer, removeUnpublished } from "../../src/index/publish.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
});
afterEach(() => rm(dir, { recursive: true }));

async function finishedBuild() {
  const { build, folder } = await newBuild(dir);
  await writeFile(join(folder, MANIFEST), `{"of":"${build}"}`);
  return build;
}

describe("publishing an index", () => {
  it("has no pointer before the first build", async () => {
    expect(await readPointer(dir)).toBeUndefined();
    expect(await readPointer(join(dir, "missing"))).toBeUndefined();
  });

  it("points to the build that was published last, and keeps nothing else", async () => {
    await publish(dir, await finishedBuild());
    const second = await finishedBuild();
    await publish(dir, second);
    await finishedBuild();
    await removeUnpublished(dir);
    expect((await readPointer(dir))?.build).toBe(second);
    expect(await readdir(join(dir, "builds"))).toEqual([second]);
  });

  it("names the pointer file when it is damaged, and what to do", async () => {
    await writeFile(join(dir, "current"), "half a li");
    await expect(readPointer(dir)).rejects.toThrow(/current does not name a build; .*npm run index/);
    await writeFile(join(dir, "current"), JSON.stringify({ build: "../../etc", manifest: "0".repeat(64) }));
    await expect(readPointer(dir)).rejects.toMatchObject({ code: "index-damaged" });
  });
});
