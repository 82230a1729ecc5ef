import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeFolder } from "../../src/shared/make-folder.ts";

async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "dateline-folder-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

describe("makeFolder", () => {
  it("makes a folder with those above it, also twice and by two at once", async () => {
    const path = join(await temporaryFolder(), "a", "b", "c");
    await Promise.all([makeFolder(path), makeFolder(path)]);
    await makeFolder(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it("fails where a file stands in the way", async () => {
    const file = join(await temporaryFolder(), "file");
    await writeFile(file, "");
    await expect(makeFolder(file)).rejects.toThrow("EEXIST");
    await expect(makeFolder(join(file, "a"))).rejects.toThrow("ENOTDIR");
  });

  it.skipIf(!existsSync("/proc/self"))("fails at once where nothing can be made", async () => {
    await expect(makeFolder("/proc/dateline/a")).rejects.toThrow("ENOENT");
  });
});
