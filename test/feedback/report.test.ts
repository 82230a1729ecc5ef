import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFeedback } from "../../src/feedback/feedback-store.ts";

const ROOT = resolve(import.meta.dirname, "../..");

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
});
afterEach(() => rm(dir, { recursive: true }));

const report = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, "scripts/run.mjs"), "scripts/feedback.ts", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: dir, DATA_DIR: dir },
  });

describe("npm run feedback", () => {
  it("says in one sentence that nothing was given, with exit code 0", () => {
    expect(report()).toMatchObject({ status: 0, stdout: "No feedback has been given yet.\n", stderr: "" });
  });

  it("prints the report for programs, without anything that stands for a user", async () => {
    const store = await openFeedback(dir);
    const question = "Who won the marathon?";
    await store.add({ userId: "1", question, verdict: "not-helpful", outcome: "abstained", quotes: [] });
    const { status, stdout } = report("--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      votes: 1,
      gaps: [{ votes: 1, questions: [{ question, votes: 1 }] }],
      unreadable: 0,
    });
    expect(stdout).not.toMatch(/[0-9a-f]{32}|"user"/);
  });
});
