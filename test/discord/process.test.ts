import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { feedbackPath } from "../../src/feedback/feedback-files.ts";
import { buttonsOf, type FakeDiscord, textOf } from "../support/fake-discord/index.ts";
import { startFake } from "./run-bot.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const QUESTION = "What insignia did Wang Xiaohong give?";
/** A machine that is busy takes long to load the program. */
const START = { timeout: 40_000, interval: 50 };
const TEST_TIMEOUT_MS = 60_000;

/** Does what no code of ours should do, when it gets the signal. */
const BUG = `process.on("SIGUSR2", () => { Promise.reject(new Error("a rejection of a bug")); });`;

/** Built by the first program, used by all. */
const indexParent = mkdtempSync(join(tmpdir(), "dateline-index-"));
afterAll(() => rm(indexParent, { recursive: true }));

type Running = {
  fake: FakeDiscord;
  child: ChildProcess;
  dataDir: string;
  output: { text: string };
  ended: Promise<number | null>;
};

/** Runs the program itself until it is connected and its commands are registered. */
async function startProgram(given?: FakeDiscord): Promise<Running> {
  const fake = given ?? (await startFake());
  const dir = mkdtempSync(join(tmpdir(), "dateline-"));
  const bug = join(dir, "bug.mjs");
  writeFileSync(bug, BUG);
  const args = ["--import", pathToFileURL(bug).href, join(ROOT, "scripts/run.mjs"), "src/main.ts"];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: dir,
      ARTICLES_DIR: join(ROOT, "seeds"),
      INDEX_DIR: join(indexParent, "index"),
      DATA_DIR: join(dir, "data"),
      EMBEDDER: "built-in",
      DISCORD_TOKEN: fake.token,
      DISCORD_REST_API: fake.api,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
    await rm(dir, { recursive: true });
  });
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output.text += text;
    });
  return { fake, child, dataDir: join(dir, "data"), output, ended };
}

async function startConnected(): Promise<Running> {
  const running = await startProgram();
  await expect.poll(() => running.fake.commands().length, START).toBeGreaterThan(0);
  return running;
}

describe("the program in Discord", { timeout: TEST_TIMEOUT_MS }, () => {
  it("finishes the running answers on SIGTERM, then leaves with code 0", async () => {
    const { fake, child, ended } = await startConnected();
    fake.failNext({ method: "PATCH", path: /@original$/ }, { delayMs: 700 });
    const call = await fake.slash("ask", { question: QUESTION });
    await call.ackMs();
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(textOf(await call.reply())).toContain("Golden Great Wall insignia");
    expect(fake.problems).toEqual([]);
  });

  it("leaves with code 0 on SIGTERM also while Discord cannot be reached", async () => {
    const fake = await startFake();
    fake.failNext({ path: /\/gateway\/bot$/ }, { dropRequest: true, times: 1_000 });
    const { child, output, ended } = await startProgram(fake);
    await expect.poll(() => output.text, START).toContain("cannot be reached");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("has every vote on the disk that a reader was thanked for, even when it is killed the next moment", async () => {
    const { fake, child, dataDir, ended } = await startConnected();
    const call = await fake.slash("ask", { question: QUESTION });
    const helpful = buttonsOf(await call.reply()).find(({ label }) => label === "Helpful");
    const votes = 20;
    const thanked = Array.from({ length: votes }, async (_, i) => {
      const userId = `1234567890123456${10 + i}`;
      const press = await fake.press(call, String(helpful?.custom_id), { userId });
      return textOf(await press.reply());
    });
    const said = await Promise.all(thanked);
    child.kill("SIGKILL");
    await ended;
    expect(new Set(said)).toEqual(new Set(["Thank you, your feedback has been noted."]));
    const lines = (await readFile(feedbackPath(dataDir), "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).verdict)).toEqual(Array(votes).fill("helpful"));
  });

  it("logs what fails although nobody waited for it, and leaves with code 1", async () => {
    const { child, output, ended } = await startConnected();
    child.kill("SIGUSR2");
    expect(await ended).toBe(1);
    const line = output.text.split("\n").find((text) => text.includes("a rejection of a bug"));
    expect(JSON.parse(String(line))).toMatchObject({
      level: 60,
      msg: expect.stringContaining("Dateline ends"),
    });
  });

  it("says why and leaves with code 1 when the connection is over for good", async () => {
    const { fake, output, ended } = await startConnected();
    fake.gateway.closeAll(4004);
    expect(await ended).toBe(1);
    expect(output.text).toContain("DISCORD_TOKEN");
    expect(output.text).not.toContain("    at ");
  });
});
