import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { BUILT_IN_INFO } from "../../src/embedding/built-in-embedder.ts";
import { chooseEmbedder, isModelCached, openEmbedder } from "../../src/embedding/choose-embedder.ts";
import type { Embedder, EmbedderInfo } from "../../src/embedding/embedder.ts";
import type {
  DownloadProgress,
  EmbeddingHooks,
  EmbeddingSettings,
} from "../../src/embedding/embedding-settings.ts";
import { type HubAnswer, startFakeHub } from "../support/fake-hub.ts";
import {
  placeTinyModel,
  TINY_FILES,
  TINY_ID,
  TINY_MODEL,
  temporaryFolder,
  tinySettings,
} from "../support/tiny-model.ts";

/** Beyond the 5 seconds after which a hub is given up. */
const GIVEN_UP_MS = 7_000;
/** Leaves time for a hub that answers, on a busy machine. */
const SHORT_PATIENCE_MS = 1_500;
const WEIGHTS = TINY_FILES[3];

const closing = (embedder: Embedder) => {
  onTestFinished(() => embedder.close());
  return embedder;
};

async function choose(settings: EmbeddingSettings, hooks?: EmbeddingHooks) {
  const chosen = await chooseEmbedder(settings, hooks);
  closing(chosen.embedder);
  return chosen;
}

const open = async (...args: Parameters<typeof openEmbedder>) => closing(await openEmbedder(...args));

describe("auto with a hub that answers", () => {
  it("downloads the model with progress and uses it without network afterwards", async () => {
    const hub = await startFakeHub();
    const settings = tinySettings({ hub: hub.url });
    const progress: DownloadProgress[] = [];
    const notices: string[] = [];
    expect(await isModelCached(settings)).toBe(false);
    const first = await choose(settings, {
      onDownload: (step) => progress.push(step),
      onNotice: (line) => notices.push(line),
    });
    expect(first.note).toBeNull();
    expect(first.embedder.info).toMatchObject({ kind: "transformers", model: TINY_ID, dimensions: 48 });
    expect(hub.requests).toEqual(TINY_FILES.map((file) => `/${TINY_ID}/resolve/main/${file}`));
    for (const file of TINY_FILES) {
      const bytes = readFileSync(join(TINY_MODEL, file)).length;
      expect(progress.findLast((step) => step.file === file)).toEqual({ file, loaded: bytes, total: bytes });
    }
    expect(notices).toEqual([
      expect.stringMatching(/^Downloading the embedding model Dateline\/tiny-model from /),
    ]);

    expect(await isModelCached(settings)).toBe(true);
    expect(readdirSync(join(settings.cacheDir, ".downloads"))).toEqual([]);
    await hub.close();
    const second = await choose(settings);
    expect(second).toMatchObject({ note: null, embedder: { info: first.embedder.info } });
  });

  it("downloads the revision that is asked for, and keeps it apart", async () => {
    const hub = await startFakeHub();
    const settings = tinySettings({ hub: hub.url, revision: "v1.2" });
    const { embedder } = await choose(settings);
    expect(embedder.info.revision).toMatch(/^v1\.2\+/);
    expect(hub.requests[0]).toBe(`/${TINY_ID}/resolve/v1.2/config.json`);
    expect(existsSync(join(settings.cacheDir, TINY_ID, "v1.2", WEIGHTS))).toBe(true);
    expect(await isModelCached({ ...settings, revision: undefined })).toBe(false);
  });

  it("completes a folder that lacks files", async () => {
    const hub = await startFakeHub();
    const settings = tinySettings({ hub: hub.url });
    const folder = placeTinyModel(settings.cacheDir);
    rmSync(join(folder, WEIGHTS));
    expect((await choose(settings)).note).toBeNull();
    expect(await isModelCached(settings)).toBe(true);
  });
});

describe("auto with a hub that does not deliver", () => {
  const cases: [string, (file: string) => HubAnswer, RegExp][] = [
    ["accepts and never answers", () => "silent", /did not answer within 5 seconds/],
    [
      "stalls in the middle of the first file",
      (file) => (file === "config.json" ? "stall" : "serve"),
      /stopped sending/,
    ],
    [
      "stalls in the middle of the weights",
      (file) => (file === WEIGHTS ? "stall" : "serve"),
      /stopped sending/,
    ],
    ["falls silent before the weights", (file) => (file === WEIGHTS ? "silent" : "serve"), /did not answer/],
    ["cuts the connection", (file) => (file === WEIGHTS ? "break" : "serve"), /cut the connection/],
    [
      "sends half of the weights as if whole",
      (file) => (file === WEIGHTS ? "half" : "serve"),
      /could not be loaded/,
    ],
    ["does not have the model", () => 404, /has no config\.json of it at revision main.*EMBEDDING_MODEL/],
    ["lacks the weights", (file) => (file === WEIGHTS ? 404 : "serve"), /has no onnx\/model_quantized\.onnx/],
    ["hides behind a proxy that forbids", () => 403, /answered with status 403/],
    ["fails", () => 503, /answered with status 503/],
    ["hides behind a login page", () => "login", /login page/],
  ];

  it.concurrent.for(cases)("uses the built-in embedder and says so when it %s", async (testCase, context) => {
    const [, behave, reason] = testCase;
    const { expect, onTestFinished } = context;
    const hub = await startFakeHub(behave, onTestFinished);
    const settings = tinySettings({
      hub: hub.url,
      cacheDir: temporaryFolder(onTestFinished),
      // The others need not be waited for as long as that.
      ...(!reason.source.includes("5 seconds") && { hubPatienceMs: SHORT_PATIENCE_MS }),
    });
    const started = Date.now();
    const { embedder, note } = await chooseEmbedder(settings);
    expect(Date.now() - started).toBeLessThan(GIVEN_UP_MS);
    expect(embedder.info).toEqual(BUILT_IN_INFO);
    expect(note).toMatch(reason);
    expect(note).toMatch(/^The built-in embedder is used, because .*; to use the model, .*npm run index/);
    expect(note).not.toContain(settings.cacheDir);
    expect(await isModelCached(settings)).toBe(false);
    expect(readdirSync(join(settings.cacheDir, ".downloads"))).toEqual([]);
  });

  it("does the same when nothing listens there", async () => {
    const hub = await startFakeHub();
    await hub.close();
    const { embedder, note } = await choose(tinySettings({ hub: hub.url }));
    expect(embedder.info).toEqual(BUILT_IN_INFO);
    expect(note).toMatch(/cannot be reached: ECONNREFUSED.*connect to the network, or put its files/);
  });

  it("does the same when the cache folder cannot be written", async () => {
    const hub = await startFakeHub();
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const { note } = await choose(tinySettings({ hub: hub.url, cacheDir: join(file, "models") }));
    expect(note).toMatch(/MODEL_CACHE_DIR cannot be written: ENOTDIR/);
  });

  it("does the same when the files at hand are damaged", async () => {
    const settings = tinySettings();
    writeFileSync(join(placeTinyModel(settings.cacheDir), WEIGHTS), "damaged");
    const { embedder, note } = await choose(settings);
    expect(embedder.info).toEqual(BUILT_IN_INFO);
    expect(note).toMatch(/could not be loaded/);
    expect(note).not.toContain(settings.cacheDir);
  });
});

describe("a model at hand", () => {
  it("is used from MODEL_CACHE_DIR/<org>/<name> without any request", async () => {
    const hub = await startFakeHub();
    const settings = tinySettings({ hub: hub.url });
    placeTinyModel(settings.cacheDir);
    expect(await isModelCached(settings)).toBe(true);
    const { embedder, note } = await choose(settings);
    expect(embedder.info).toMatchObject({ kind: "transformers", model: TINY_ID });
    expect(note).toBeNull();
    expect(hub.requests).toEqual([]);
  });

  it("is used from a folder that EMBEDDING_MODEL names", async () => {
    const { embedder } = await choose(tinySettings({ embedder: "transformers", model: TINY_MODEL }));
    expect(embedder.info).toMatchObject({ model: "tiny-model", revision: expect.stringMatching(/^local\+/) });
  });
});

describe("a chosen embedder", () => {
  it("is the built-in one for built-in, without looking for a model", async () => {
    const hub = await startFakeHub();
    const { embedder, note } = await choose(tinySettings({ embedder: "built-in", hub: hub.url }));
    expect(embedder.info).toEqual(BUILT_IN_INFO);
    expect(note).toBeNull();
    expect(hub.requests).toEqual([]);
  });

  it("is never another one for transformers: a missing model is an error that says how to get it", async () => {
    const hub = await startFakeHub(() => 503);
    const chosen = choose(tinySettings({ embedder: "transformers", hub: hub.url }));
    await expect(chosen).rejects.toMatchObject({
      code: "model",
      message: expect.stringMatching(
        /^The embedding model Dateline\/tiny-model could not be downloaded .*tokenizer\.json and onnx\/model_quantized\.onnx into MODEL_CACHE_DIR\/Dateline\/tiny-model\/.*EMBEDDER=built-in/,
      ),
    });
  });

  it("names the files that a folder lacks", async () => {
    const folder = temporaryFolder();
    const chosen = choose(tinySettings({ embedder: "transformers", model: folder }));
    await expect(chosen).rejects.toThrow(/lacks config\.json, tokenizer_config\.json/);
  });
});

describe("the embedder of an index", () => {
  const cacheDir = mkdtempSync(join(tmpdir(), "dateline-test-"));
  const settings = tinySettings({ cacheDir });
  let built: Embedder;
  beforeAll(async () => {
    placeTinyModel(cacheDir);
    built = (await chooseEmbedder(settings)).embedder;
  });
  afterAll(async () => {
    await built.close();
    rmSync(cacheDir, { recursive: true });
  });

  it("is opened again, with the same vectors", async () => {
    const again = await open(built.info, settings);
    expect(again.info).toEqual(built.info);
    expect(await again.embedQuestion("police")).toEqual(await built.embedQuestion("police"));
  });

  it("stays the built-in one under auto, even when the model has come meanwhile", async () => {
    expect((await open(BUILT_IN_INFO, settings)).info).toEqual(BUILT_IN_INFO);
  });

  it("is the same model when its files lie in another place", async () => {
    placeTinyModel(cacheDir, "v2");
    await open(built.info, { ...settings, revision: "v2" });
  });

  it("is downloaded when it is not at hand", async () => {
    const hub = await startFakeHub();
    const elsewhere = tinySettings({ hub: hub.url });
    expect((await open(built.info, elsewhere)).info).toEqual(built.info);
  });

  it("is never replaced: every difference is an error that says npm run index", async () => {
    const { info } = built;
    const refused = (from: EmbedderInfo, changed: Partial<EmbeddingSettings>, code: string) =>
      expect(open(from, { ...settings, ...changed })).rejects.toMatchObject({
        code,
        message: expect.stringContaining("npm run index"),
      });
    await refused(info, { embedder: "built-in" }, "index-mismatch");
    await refused(BUILT_IN_INFO, { embedder: "transformers" }, "index-mismatch");
    await refused({ ...BUILT_IN_INFO, model: "hashed-words-0" }, {}, "index-mismatch");
    await refused(info, { model: TINY_MODEL }, "index-mismatch");
    await refused(info, { pooling: "cls" }, "index-mismatch");
    await refused(info, { maxTokens: 100 }, "index-mismatch");
    await refused(info, { cacheDir: temporaryFolder() }, "model");
  });

  it("is refused when its files were exchanged", async () => {
    const other = tinySettings();
    const config = { model_type: "bert", max_position_embeddings: 512 };
    writeFileSync(join(placeTinyModel(other.cacheDir), "config.json"), JSON.stringify(config));
    await expect(open(built.info, other)).rejects.toMatchObject({
      code: "index-mismatch",
      message: expect.stringMatching(/differs in its files.*npm run index/),
    });
  });
});
