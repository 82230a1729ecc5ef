import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockIndex, MANIFEST, newBuild, publish, readPointer, removeUnpublished } from "../../src/index/publish.ts";

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
    const lock = await lockIndex(dir, () => {});
    await publish(dir, await finishedBuild());
    const second = await finishedBuild();
    await publish(dir, second);
    await finishedBuild();
    await removeUnpublished(dir);
    await lock.release();
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

describe("the lock of an index", () => {
  it("makes a second builder wait, and says so once", async () => {
    const first = await lockIndex(dir, () => {});
    let waits = 0;
    let held = false;
    const second = lockIndex(dir, () => waits++).then((lock) => {
      held = true;
      return lock;
    });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect({ waits, held }).toEqual({ waits: 1, held: false });
    await first.release();
    await (await second).release();
    expect(held).toBe(true);
  });

  it("is taken over from a builder that died", async () => {
    const lockfile = join(dir, "lock");
    await mkdir(lockfile);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lockfile, longAgo, longAgo);
    const lock = await lockIndex(dir, () => {
      throw new Error("waits for the dead");
    });
    await lock.release();
  });

  it("says which folder cannot be written, and which variable names it", async () => {
    const file = join(dir, "file");
    await writeFile(file, "");
    await expect(lockIndex(join(file, "index"), () => {})).rejects.toThrow(/cannot be written \(ENOTDIR\); set INDEX_DIR/);
  });
});
