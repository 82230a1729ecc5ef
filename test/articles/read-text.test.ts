import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const MODULE = new URL("../../src/articles/read-text.ts", import.meta.url).href;
/** Far more than reading takes; a process that waits for a pipe hears nothing but SIGKILL. */
const TIMEOUT_MS = 10_000;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
});
afterEach(() => rm(dir, { recursive: true }));

describe("reading a file", () => {
  it.skipIf(process.platform === "win32")("refuses what has become a pipe, without waiting for it", () => {
    const pipe = join(dir, "article.txt");
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
    const script = `import { readBytes } from ${JSON.stringify(MODULE)};
      readBytes(${JSON.stringify(pipe)}, 100);`;
    const { stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", script],
      { encoding: "utf8", timeout: TIMEOUT_MS, killSignal: "SIGKILL" },
    );
    expect(stderr).toContain(`DatelineError: ${pipe}: cannot be read`);
  });
});
