import { rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import type { EmbeddingSettings } from "../../src/embedding/embedding-settings.ts";
import { findModel, modelSource } from "../../src/embedding/model-source.ts";
import { EMBEDDING, RERANKING } from "../../src/embedding/model-use.ts";
import { placeTinyModel, TINY_ID, TINY_MODEL, temporaryFolder, tinySettings } from "../support/tiny-model.ts";

const sourceOf = (settings: EmbeddingSettings) => modelSource(settings, EMBEDDING);

describe("where a model lies", () => {
  it("looks in MODEL_CACHE_DIR/<org>/<name>, and below that for a revision", () => {
    const settings = tinySettings({ cacheDir: "/cache" });
    expect(sourceOf(settings).places).toEqual([{ folder: `/cache/${TINY_ID}`, revision: "main" }]);
    expect(sourceOf({ ...settings, revision: "v2" }).places).toEqual([
      { folder: `/cache/${TINY_ID}/v2`, revision: "v2" },
    ]);
    expect(sourceOf({ ...settings, revision: "main" }).places).toEqual(sourceOf(settings).places);
  });

  it("takes files put there by hand for a known model, but prefers the pinned revision", () => {
    const { places } = sourceOf(tinySettings({ cacheDir: "/cache", model: "Xenova/all-MiniLM-L6-v2" }));
    expect(places.map(({ revision }) => revision)).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/), "main"]);
  });

  it("takes a path for a folder, absolute or relative", () => {
    for (const model of [TINY_MODEL, `./${relative(".", TINY_MODEL)}`, relative(".", TINY_MODEL)]) {
      const source = sourceOf(tinySettings({ model }));
      expect(source).toMatchObject({ name: "tiny-model", onHub: false });
      expect(source.places).toEqual([{ folder: TINY_MODEL, revision: "local" }]);
    }
  });

  it("asks for the full weights when the quantized ones are not wanted", () => {
    expect(sourceOf(tinySettings()).files.at(-1)).toBe("onnx/model_quantized.onnx");
    expect(sourceOf(tinySettings({ quantized: false })).files.at(-1)).toBe("onnx/model.onnx");
  });

  it("refuses a model or a revision that cannot be a name", () => {
    for (const model of ["", "a b/c", "a/b?c=d", "org/"]) {
      expect(() => sourceOf(tinySettings({ model })), model).toThrow(/EMBEDDING_MODEL/);
    }
    for (const revision of ["", "../..", "a/../b", "/etc", "a b"]) {
      expect(() => sourceOf(tinySettings({ revision })), revision).toThrow(/EMBEDDING_REVISION/);
    }
  });

  it("names the variables of what the model is for", () => {
    const source = (changed: Partial<EmbeddingSettings>) => modelSource(tinySettings(changed), RERANKING);
    expect(() => source({ model: "a b/c" })).toThrow(/RERANKER_MODEL .*Xenova\/ms-marco-MiniLM-L-6-v2/);
    expect(() => source({ revision: "a b" })).toThrow(/RERANKER_REVISION/);
  });

  it("finds a model only when all of its files are there and none is empty", async () => {
    const cacheDir = temporaryFolder();
    const source = sourceOf(tinySettings({ cacheDir }));
    expect(await findModel(source)).toBeNull();
    const folder = placeTinyModel(cacheDir);
    expect(await findModel(source)).toEqual({ folder, revision: "main" });
    writeFileSync(join(folder, "tokenizer.json"), "");
    expect(await findModel(source)).toBeNull();
    rmSync(join(folder, "tokenizer.json"));
    expect(await findModel(source)).toBeNull();
  });
});
