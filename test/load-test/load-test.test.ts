import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Asked, askAtRate, isAmong } from "../../src/load-test/ask-at-rate.ts";
import { judgeLeak } from "../../src/load-test/leak.ts";
import { readLoadOptions } from "../../src/load-test/load-options.ts";
import { readLines } from "../../src/load-test/read-lines.ts";
import { renderFigures, summarise } from "../../src/load-test/summarise.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const answered = (replyMs: number, ackMs: number | null = 1): Asked => ({ ackMs, replyMs, failure: null });
const NEVER = new AbortController().signal;

describe("askAtRate", () => {
  it("asks every question in turn, without waiting for the answers to earlier ones, and waits for all", async () => {
    const asked: number[] = [];
    let most = 0;
    let underWay = 0;
    const ask = async (number: number) => {
      asked.push(number);
      most = Math.max(most, ++underWay);
      await delay(50);
      underWay--;
      return answered(50);
    };
    const { asked: all } = await askAtRate(ask, { rate: 1_000, count: 20 }, NEVER);
    expect(all).toHaveLength(20);
    expect(asked).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(most).toBeGreaterThan(5);
  });

  it("keeps to the rate", async () => {
    const { seconds } = await askAtRate(async () => answered(0), { rate: 100, count: 21 }, NEVER);
    expect(seconds).toBeGreaterThanOrEqual(0.2);
  });

  it("stops when it is told to", async () => {
    const abort = AbortSignal.timeout(20);
    await expect(askAtRate(async () => answered(0), { rate: 10, count: 1_000 }, abort)).rejects.toMatchObject(
      { name: "TimeoutError" },
    );
  });

  it("spreads a share of the questions evenly", () => {
    const tenth = Array.from({ length: 20 }, (_, i) => i).filter((i) => isAmong(0.1, i));
    expect(tenth).toEqual([9, 19]);
    expect([0, 1, 2].filter((i) => isAmong(1, i))).toEqual([0, 1, 2]);
    expect([0, 1, 2].filter((i) => isAmong(0, i))).toEqual([]);
  });
});

describe("the figures", () => {
  const measured = { loopP99Ms: 3.14, botCpuMs: 1_000, fakeCpuMs: 500, rssPeakMb: 150.4, problems: 1 };

  it("count every question that got no answer, and what Discord had to object to, as errors", () => {
    const asked = [
      answered(10, 2),
      answered(20, null),
      { ackMs: 5, replyMs: Number.NaN, failure: "no reply" },
    ];
    const figures = summarise({ asked, seconds: 2 }, measured);
    expect(figures).toEqual({
      throughput: 1,
      asked: 3,
      p50_ms: 10,
      p95_ms: 20,
      p99_ms: 20,
      ack_p99_ms: 5,
      ack_max_ms: 5,
      loop_p99_ms: 3.1,
      rss_peak_mb: 150,
      bot_cpu: 0.5,
      fake_cpu: 0.25,
      errors: 2,
    });
    expect(renderFigures(figures)).toMatch(/p50 10 ms.*p99 20 ms/);
  });

  it("call it a leak when the heap has grown beyond the tolerance, whatever it was in between", () => {
    const at = (questions: number, heapMb: number) => ({ questions, heapMb, rssMb: 200 });
    expect(judgeLeak([at(0, 50), at(1, 90), at(2, 55)], 0)).toMatchObject({
      leaks: false,
      heap_growth_mb: 5,
    });
    expect(judgeLeak([at(0, 50), at(1, 51), at(2, 65)], 0).leaks).toBe(true);
  });
});

describe("the options", () => {
  it("have usual values, and are refused by name", () => {
    expect(readLoadOptions({ mentions: "50" })).toEqual({
      rate: 200,
      seconds: 20,
      warmUpSeconds: 3,
      users: 100,
      mentionShare: 0.5,
    });
    expect(() => readLoadOptions({ rate: "0" })).toThrow("--rate");
    expect(() => readLoadOptions({ mentions: "101" })).toThrow("--mentions");
  });

  it("take questions as text or as JSON, and name the line that is neither", () => {
    const folder = mkdtempSync(join(tmpdir(), "dateline-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "questions");
    writeFileSync(file, '{"question":"Who?","id":1}\n\n  What then?  \n');
    expect(readLines(file)).toEqual(["Who?", "What then?"]);
    writeFileSync(file, '\n{"asked":"Who?"}\n');
    expect(() => readLines(file)).toThrow("line 2");
    writeFileSync(file, "\n");
    expect(() => readLines(file)).toThrow("no question");
  });
});

describe("npm run load-test", () => {
  it("asks the bot in a process of its own and prints one object", { timeout: 90_000 }, async () => {
    const args = [
      "--import",
      "tsx",
      "scripts/load-test.ts",
      ..."--rate 10 --seconds 1 --warm-up 1 --mentions 30 --json".split(" "),
    ];
    const child = spawn(process.execPath, args, { cwd: ROOT });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    expect(await once(child, "close")).toEqual([0, null]);
    expect(JSON.parse(stdout)).toMatchObject({ asked: 10, errors: 0, throughput: expect.any(Number) });
  });
});
