import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockIndex } from "../../src/index/lock.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
});
afterEach(() => rm(dir, { recursive: true }));

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

  it("is waited for no longer than wanted", async () => {
    const first = await lockIndex(dir, () => {});
    const abort = new AbortController();
    const second = lockIndex(dir, () => setTimeout(() => abort.abort(), 10), abort.signal);
    await expect(second).rejects.toMatchObject({ name: "AbortError" });
    await first.release();
    expect(await readdir(dir)).toEqual([]);
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

  it("is taken at once from a process of this machine that is no more", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    await mkdir(join(dir, "lock"));
    await writeFile(join(dir, "lock-owner"), JSON.stringify({ host: hostname(), pid, started: 1 }));
    const lock = await lockIndex(dir, () => {
      throw new Error("waits for the dead");
    });
    await lock.release();
    expect(await readdir(dir)).toEqual([]);
  });

  it("is left to grow stale when nobody can tell whose it is", async () => {
    await mkdir(join(dir, "lock"));
    await writeFile(join(dir, "lock-owner"), '{"ho');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(dir, "lock"), longAgo, longAgo);
    await (await lockIndex(dir, () => {})).release();
  });

  it("says which folder cannot be written, and which variable names it", async () => {
    const file = join(dir, "file");
    await writeFile(file, "");
    await expect(lockIndex(join(file, "index"), () => {})).rejects.toThrow(
      /cannot be written \(a part of its path is a file\); set INDEX_DIR/,
    );
  });
});
