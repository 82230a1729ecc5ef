import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createModelClient, type ModelClient } from "../../src/embedding/model-client.ts";
import type { ModelSpec } from "../../src/embedding/model-messages.ts";
import type { ModelClientOptions } from "../../src/embedding/run-model.ts";
import { TINY_MODEL, temporaryFolder, tinySpec } from "../support/tiny-model.ts";

const REPO = fileURLToPath(new URL("../../", import.meta.url));
const PATIENCE = { timeout: 15_000 };
const LONG = Array.from({ length: 16 }, () => "the police and the law ".repeat(90));

function start(
  options: ModelClientOptions = {},
  spec: ModelSpec = tinySpec,
): { client: ModelClient; pids: number[] } {
  const pids: number[] = [];
  const client = createModelClient(spec, {
    ...options,
    onStart: (pid) => {
      pids.push(pid);
      options.onStart?.(pid);
    },
  });
  onTestFinished(() => client.close());
  return { client, pids };
}

const last = (pids: number[]) => pids.at(-1) as number;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // An orphan that has ended stays in the table of processes until the first process takes note of it.
  const state = `/proc/${pid}/stat`;
  return !existsSync(state) || !/\) Z/.test(readFileSync(state, "utf8"));
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await wait(20);
}

const modelError = (text: RegExp) =>
  expect.objectContaining({ code: "model", message: expect.stringMatching(text) });

describe("the model's process", () => {
  it("starts one process for many calls", async () => {
    const { client, pids } = start();
    await Promise.all([
      client.load(),
      client.embed("passage", ["a"]),
      client.count(["a"]),
      client.embed("question", ["b"]),
    ]);
    expect(pids).toHaveLength(1);
  });

  it("rejects the call during which it is killed and serves the waiting and the next ones", async () => {
    const { client, pids } = start();
    await client.load();
    const killed = client.embed("passage", LONG);
    const waiting = client.count(["the police"]);
    process.kill(last(pids), "SIGKILL");
    await expect(killed).rejects.toEqual(modelError(/ended \(SIGKILL\)/));
    expect(await waiting).toEqual([2]);
    expect(await client.embed("passage", ["a"])).toHaveLength(48);
    expect(pids).toHaveLength(2);
  });

  it("is started again after it died between two calls", async () => {
    const { client, pids } = start();
    await client.load();
    process.kill(last(pids), "SIGKILL");
    await untilGone(last(pids));
    // The parent hears of it a moment later.
    await vi.waitFor(async () => expect(await client.count(["the police"])).toEqual([2]), PATIENCE);
    expect(pids).toHaveLength(2);
  });

  it("is ended when it hangs in a call, and started again", async () => {
    const { client, pids } = start({ callDeadlineMs: 1000 });
    await client.load();
    process.kill(last(pids), "SIGSTOP");
    await expect(client.count(["a"])).rejects.toEqual(modelError(/did not answer within/));
    expect(isAlive(pids[0] as number)).toBe(false);
    expect(await client.count(["the police"])).toEqual([2]);
  });

  it("is ended when it hangs while loading", async () => {
    const { client, pids } = start({ loadDeadlineMs: 300, onStart: (pid) => process.kill(pid, "SIGSTOP") });
    await expect(client.load()).rejects.toEqual(modelError(/did not answer within/));
    expect(isAlive(last(pids))).toBe(false);
  });

  it("goes on after a call that the model refuses", async () => {
    const { client, pids } = start();
    await expect(client.embed("passage", [])).rejects.toEqual(modelError(/The embedding model failed/));
    expect(await client.count(["the police"])).toEqual([2]);
    expect(pids).toHaveLength(1);
  });

  it("is not ended by Ctrl-C, which the parent answers", async () => {
    const { client, pids } = start();
    await client.load();
    process.kill(last(pids), "SIGINT");
    expect(await client.count(["the police"])).toEqual([2]);
    expect(pids).toHaveLength(1);
  });

  it("leaves no process after close, not even in the middle of a call", async () => {
    const { client, pids } = start();
    await client.load();
    const cut = client.embed("passage", LONG);
    const rejected = expect(cut).rejects.toEqual(modelError(/has been closed/));
    await client.close();
    await rejected;
    expect(isAlive(last(pids))).toBe(false);
    await expect(client.count(["a"])).rejects.toEqual(modelError(/has been closed/));
    expect(pids).toHaveLength(1);
  });

  it("refuses to go on when the model's files changed between two starts", async () => {
    const folder = join(temporaryFolder(), "model");
    cpSync(TINY_MODEL, folder, { recursive: true });
    const { client, pids } = start({}, { ...tinySpec, folder });
    await client.load();
    writeFileSync(join(folder, "config.json"), JSON.stringify({ model_type: "bert", hidden_size: 48 }));
    process.kill(last(pids), "SIGKILL");
    await untilGone(last(pids));
    const refused = modelError(/changed while it was in use.*npm run index/);
    await vi.waitFor(() => expect(client.count(["a"])).rejects.toEqual(refused), PATIENCE);
  });

  it("explains a model that cannot be loaded", async () => {
    const { client } = start({}, { ...tinySpec, folder: temporaryFolder() });
    await expect(client.load()).rejects.toEqual(modelError(/The embedding model failed: .*tokenizer/));
  });
});

describe("a program with a model", () => {
  const program = `
    const { createModelClient } = await import("./src/embedding/model-client.ts");
    let child;
    const client = createModelClient(${JSON.stringify(tinySpec)}, { onStart: (pid) => { child = pid; } });
    const [tokens] = await client.count(["the police"]);
    console.log(JSON.stringify({ tokens, child }));`;
  const run = (more: string) =>
    spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program + more], {
      cwd: REPO,
      stdio: ["ignore", "pipe", "inherit"],
    });
  const outputOf = async (child: ReturnType<typeof run>) => {
    let output = "";
    child.stdout?.on("data", (text) => {
      output += text;
    });
    const [code] = await once(child, "close");
    return { output, code };
  };

  it("prints only its own lines, ends by itself, and takes the model with it", async () => {
    const { output, code } = await outputOf(run(""));
    expect(code).toBe(0);
    expect(output.split("\n")).toHaveLength(2);
    const { tokens, child } = JSON.parse(output);
    expect(tokens).toBe(2);
    await untilGone(child);
  });

  it("lives until it has heard that the model died", async () => {
    const { output, code } = await outputOf(
      run(`
        process.kill(child, "SIGKILL");
        await client.count(["a"]).catch((error) => console.log(error.code));
        console.log("end");`),
    );
    expect(code).toBe(0);
    expect(output).toMatch(/model\nend\n$/);
  });

  it("takes the model with it when it is killed", async () => {
    const { output } = await outputOf(run(`process.kill(process.pid, "SIGKILL");`));
    await untilGone(JSON.parse(output).child);
  });
});
