import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { TINY_MAX_TOKENS } from "../../scripts/make-tiny-model.ts";
import type { EmbeddingHooks, EmbeddingSettings } from "../../src/embedding/embedding-settings.ts";
import { openReranker, type Reranker, startReranker } from "../../src/embedding/reranker.ts";
import { startFakeHub } from "../support/fake-hub.ts";
import {
  placeTinyReranker,
  TINY_FILES,
  TINY_MODEL,
  TINY_RERANKER,
  TINY_RERANKER_ID,
  temporaryFolder,
  tinyRerankerSpec,
  tinySettings,
} from "../support/tiny-model.ts";

const WEIGHTS = TINY_FILES[3];

const start = (onStart?: (pid: number) => void): Promise<Reranker> =>
  startReranker("tiny", tinyRerankerSpec, { onStart });

const settingsFor = (changed: Partial<EmbeddingSettings> = {}, model = TINY_RERANKER_ID) =>
  tinySettings({ reranker: { model, revision: undefined }, ...changed });

async function open(settings: EmbeddingSettings, hooks?: EmbeddingHooks): Promise<Reranker | null> {
  const reranker = await openReranker(settings, hooks);
  onTestFinished(() => reranker?.close());
  return reranker;
}

const modelError = (text: RegExp) =>
  expect.objectContaining({ code: "model", message: expect.stringMatching(text) });

const shared = await start();
afterAll(() => shared.close());

describe("a reranker in its own process", () => {
  it("scores each text against the question, in the order of the texts", async () => {
    const texts = ["House prices", "A police meeting in Beijing", "", "The law and the police"];
    const [prices, meeting, empty, police] = await shared.rank("police meeting in beijing", texts);
    expect(meeting).toBeGreaterThan(police as number);
    expect(police).toBeGreaterThan(prices as number);
    expect(empty).toEqual(expect.any(Number));
    expect(await shared.rank("house prices", texts)).not.toEqual([prices, meeting, empty, police]);
    expect(await shared.rank("police", [])).toEqual([]);
  });

  it("gives a text the same score whatever else is in its batch", async () => {
    const texts = Array.from(
      { length: 20 },
      (_, i) => `police meeting ${"and the law ".repeat((i * 7) % 23)}`,
    );
    const together = await shared.rank("the police", texts);
    for (const [i, text] of texts.entries()) {
      expect((await shared.rank("the police", [text]))[0]).toBeCloseTo(together[i] as number, 5);
    }
  });

  it("reads the beginning of a text that is too long, and the end of such a question", async () => {
    const filling = "the ".repeat(2 * TINY_MAX_TOKENS);
    const [begins, ends, without] = await shared.rank("police", [
      `police ${filling}`,
      `${filling} police`,
      filling,
    ]);
    expect(begins).toBeGreaterThan(ends as number);
    expect(ends).toBe(without);
    const [found, missing] = await shared.rank(`law ${filling} police`, ["police", "law"]);
    expect(found).toBeGreaterThan(missing as number);
  });

  it("is started again when it is killed during a call, which is tried once more", async () => {
    const pids: number[] = [];
    const reranker = await start((pid) => pids.push(pid));
    onTestFinished(() => reranker.close());
    const [pid] = pids as [number];
    process.kill(pid, "SIGSTOP");
    const killed = reranker.rank("the police", ["the police"]);
    process.kill(pid, "SIGKILL");
    expect(await killed).toEqual([1]);
    expect(pids).toHaveLength(2);

    await reranker.close();
    await expect(reranker.rank("a", ["a"])).rejects.toEqual(modelError(/The reranker has been closed/));
  });
});

describe("the reranker of the settings", () => {
  it("is none unless a model is named", async () => {
    expect(await open(tinySettings())).toBeNull();
  });

  it("is used from a folder, and reads questions of any language unless more is known", async () => {
    const reranker = await open(settingsFor({}, TINY_RERANKER));
    expect(reranker).toMatchObject({ model: "tiny-reranker", languages: null });
    expect(await reranker?.rank("the police", ["the police", "law"])).toEqual([1, expect.any(Number)]);
  });

  it("is downloaded into the folder of all models", async () => {
    const hub = await startFakeHub();
    const settings = settingsFor({ hub: hub.url });
    const notices: string[] = [];
    const reranker = await open(settings, { onNotice: (line) => notices.push(line) });
    expect(reranker).toMatchObject({ model: TINY_RERANKER_ID });
    expect(notices).toEqual([
      expect.stringMatching(/^Downloading the reranker Dateline\/tiny-reranker from /),
    ]);
    expect(hub.requests).toEqual(TINY_FILES.map((file) => `/${TINY_RERANKER_ID}/resolve/main/${file}`));
    expect(existsSync(join(settings.cacheDir, TINY_RERANKER_ID, WEIGHTS))).toBe(true);
  });

  it("is used from there without any request", async () => {
    const hub = await startFakeHub();
    const settings = settingsFor({ hub: hub.url });
    placeTinyReranker(settings.cacheDir);
    expect(await open(settings)).toMatchObject({ model: TINY_RERANKER_ID });
    expect(hub.requests).toEqual([]);
  });

  it("is an error without network and files, which says what to do", async () => {
    const opened = open(settingsFor());
    await expect(opened).rejects.toEqual(
      modelError(
        /^The reranker Dateline\/tiny-reranker could not be downloaded .*cannot be reached: .*put its files .* into MODEL_CACHE_DIR\/Dateline\/tiny-reranker\/.* Or leave RERANKER_MODEL empty/,
      ),
    );
  });

  it("is an error when the hub does not have it in the revision that is asked for", async () => {
    const hub = await startFakeHub(() => 404);
    const reranker = { model: TINY_RERANKER_ID, revision: "v2" };
    await expect(open(tinySettings({ hub: hub.url, reranker }))).rejects.toEqual(
      modelError(/at revision v2.*check RERANKER_MODEL and RERANKER_REVISION/),
    );
    expect(hub.requests).toEqual([`/${TINY_RERANKER_ID}/resolve/v2/config.json`]);
  });

  it("is an error when its folder lacks files or holds a model of another kind", async () => {
    await expect(open(settingsFor({}, temporaryFolder()))).rejects.toEqual(
      modelError(/that RERANKER_MODEL names lacks config\.json/),
    );
    await expect(open(settingsFor({}, TINY_MODEL))).rejects.toEqual(
      modelError(/one finite number for each pair.*check that RERANKER_MODEL is an ONNX cross-encoder/),
    );
  });

  it("refuses a name that cannot be one", async () => {
    await expect(open(settingsFor({}, "a b/c"))).rejects.toMatchObject({
      code: "config",
      message: expect.stringMatching(/RERANKER_MODEL/),
    });
  });
});
