import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { createModelClient } from "../../src/embedding/model-client.ts";
import { openModelEmbedder } from "../../src/embedding/model-embedder.ts";
import type { ModelClientOptions } from "../../src/embedding/run-model.ts";
import { TINY_FILES, TINY_MODEL, temporaryFolder, tinySpec } from "../support/tiny-model.ts";

const PATIENCE = { timeout: 15_000, interval: 20 };
/** Pauses that a test can wait for. */
const SOON = { firstMs: 100, mostMs: 400 };
const WEIGHTS = TINY_FILES[3];

type Fault = { why: string; againInMs: number };

/** The tiny model in use, and all that becomes of its processes. */
async function start(options: ModelClientOptions = {}, folder = tinySpec.folder) {
  const pids: number[] = [];
  const faults: Fault[] = [];
  const told = { ups: 0 };
  const embedder = await openModelEmbedder(
    { name: "tiny", revision: "main", dimensions: null, spec: { ...tinySpec, folder } },
    {
      backOff: SOON,
      ...options,
      onStart: (pid) => {
        pids.push(pid);
        options.onStart?.(pid);
      },
      onDown: ({ message }, againInMs) => faults.push({ why: message, againInMs }),
      onUp: () => {
        told.ups++;
      },
    },
  );
  onTestFinished(() => embedder.close());
  const signal = (name: NodeJS.Signals) => process.kill(pids.at(-1) as number, name);
  return { embedder, pids, faults, told, signal };
}

const modelError = (text: RegExp) =>
  expect.objectContaining({ code: "model", message: expect.stringMatching(text) });

const untilAnswered = (embedder: Embedder) =>
  expect.poll(() => embedder.embedQuestion("police").catch(() => null), PATIENCE).not.toBeNull();

describe("a question", () => {
  it("is tried once more when the model is killed under it or hangs, and nobody notices", async () => {
    const { embedder, pids, faults, told, signal } = await start({ questionDeadlineMs: 500, steadyMs: 0 });
    const before = await embedder.embedQuestion("the police");
    signal("SIGSTOP");
    const asked = embedder.embedQuestion("the police");
    signal("SIGKILL");
    expect(await asked).toEqual(before);
    signal("SIGSTOP");
    expect(await embedder.embedQuestion("the police")).toEqual(before);
    expect(pids).toHaveLength(3);
    expect(faults).toEqual([
      { why: expect.stringContaining("ended (SIGKILL)"), againInMs: 0 },
      { why: expect.stringMatching(/did not answer within .* and was ended/), againInMs: 0 },
    ]);
    expect(told.ups).toBe(2);
  });

  it("does not wait for a model that takes long to start, and the next one not at all", async () => {
    let stop = false;
    const onStart = (pid: number) => void (stop && process.kill(pid, "SIGSTOP"));
    const { embedder, pids, signal } = await start({ patienceMs: 300, onStart });
    stop = true;
    signal("SIGKILL");
    await expect.poll(() => pids.length, PATIENCE).toBe(2);
    await expect(embedder.embedQuestion("police")).rejects.toEqual(modelError(/within 0\.3 seconds/));
    const never = wait(200, "waited");
    await expect(Promise.race([embedder.embedQuestion("police"), never])).rejects.toEqual(
      modelError(/within 0\.3 seconds/),
    );
    signal("SIGCONT");
    await untilAnswered(embedder);
    expect(pids).toHaveLength(2);
  });

  it("brings a process to an end that refuses it, as one without memory does", async () => {
    const pids: number[] = [];
    const client = createModelClient(tinySpec, { onStart: (pid) => pids.push(pid), backOff: SOON });
    onTestFinished(() => client.close());
    await client.load();
    const refused = client.inTime((until) => client.embed("question", [], until));
    await expect(refused).rejects.toEqual(modelError(/started again|The embedding model failed/));
    await expect
      .poll(() => client.inTime((until) => client.embed("question", ["a"], until)).catch(() => []), PATIENCE)
      .not.toHaveLength(0);
    expect(pids).toHaveLength(3);
  });
});

describe("a model that fails again and again", () => {
  it("is started later and later, fails questions at once meanwhile, and comes back by itself", async () => {
    let kill = false;
    const onStart = (pid: number) => void (kill && process.kill(pid, "SIGKILL"));
    const { embedder, pids, faults, told, signal } = await start({ onStart });
    kill = true;
    signal("SIGSTOP");
    const asked = embedder.embedQuestion("the police");
    signal("SIGKILL");
    await expect(asked).rejects.toEqual(modelError(/ended \(SIGKILL\)/));
    const started = pids.length;
    const meanwhile = modelError(/is started again in 1 s\. What happened: .*ended \(SIGKILL\)/);
    await expect(embedder.embedQuestion("the police")).rejects.toEqual(meanwhile);
    await expect(embedder.embedPassages(["the police"])).rejects.toEqual(meanwhile);
    expect(pids).toHaveLength(started);

    await expect.poll(() => faults.length, PATIENCE).toBe(6);
    expect(faults.map(({ againInMs }) => againInMs)).toEqual([0, 100, 200, 400, 400, 400]);
    kill = false;
    // Nobody asks: it is started all the same.
    await expect.poll(() => told.ups, PATIENCE).toBe(1);
    expect(await embedder.embedQuestion("the police")).toHaveLength(embedder.info.dimensions);
  });

  it("is away while its files are damaged, and back when they have been mended", async () => {
    const folder = join(temporaryFolder(), "model");
    cpSync(TINY_MODEL, folder, { recursive: true });
    const { embedder, faults, told, signal } = await start({}, folder);
    writeFileSync(join(folder, WEIGHTS), "damaged");
    signal("SIGKILL");
    await expect.poll(() => faults.length, PATIENCE).toBeGreaterThan(1);
    expect(faults[1]?.why).toMatch(/The embedding model failed: /);
    await expect(embedder.embedQuestion("police")).rejects.toEqual(modelError(/embedding model/));
    rmSync(folder, { recursive: true });
    cpSync(TINY_MODEL, folder, { recursive: true });
    await expect.poll(() => told.ups, PATIENCE).toBe(1);
    await untilAnswered(embedder);
  });

  it("is away while there is no memory for it, and back when there is", async () => {
    const { embedder, faults, told, signal } = await start();
    const { NODE_OPTIONS } = process.env;
    const restore = () => {
      if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = NODE_OPTIONS;
    };
    onTestFinished(restore);
    process.env.NODE_OPTIONS = "--max-old-space-size=10";
    signal("SIGKILL");
    await expect.poll(() => faults.length, PATIENCE).toBeGreaterThan(1);
    expect(faults[1]?.why).toMatch(/heap out of memory|ended \(SIGABRT\)/);
    await expect(embedder.embedQuestion("police")).rejects.toEqual(modelError(/embedding model/));
    restore();
    await expect.poll(() => told.ups, PATIENCE).toBe(1);
  });

  it("leaves no process behind when it is closed in between", async () => {
    let kill = false;
    const onStart = (pid: number) => void (kill && process.kill(pid, "SIGKILL"));
    const { embedder, pids, faults, signal } = await start({ onStart });
    kill = true;
    signal("SIGKILL");
    await expect.poll(() => faults.length, PATIENCE).toBe(2);
    await embedder.close();
    const started = pids.length;
    await wait(3 * SOON.firstMs);
    expect(pids).toHaveLength(started);
    await expect(embedder.embedQuestion("police")).rejects.toEqual(modelError(/has been closed/));
  });
});
