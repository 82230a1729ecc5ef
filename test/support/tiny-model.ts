import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { EmbeddingSettings } from "../../src/embedding/embedding-settings.ts";
import type { ModelFiles, ModelSpec } from "../../src/embedding/model-messages.ts";

/** The folders of the tiny models that scripts/make-tiny-model.ts writes: one that embeds and one that reranks. */
export const TINY_MODEL = fileURLToPath(new URL("./tiny-model", import.meta.url));
export const TINY_RERANKER = fileURLToPath(new URL("./tiny-reranker", import.meta.url));
/** The ids under which tests put them into a cache or a fake hub. */
export const TINY_ID = "Dateline/tiny-model";
export const TINY_RERANKER_ID = "Dateline/tiny-reranker";
/** The files of either. */
export const TINY_FILES = [
  "config.json",
  "tokenizer_config.json",
  "tokenizer.json",
  "onnx/model_quantized.onnx",
] as const;

export const tinySpec: ModelSpec = {
  folder: TINY_MODEL,
  files: TINY_FILES,
  quantized: true,
  pooling: "mean",
  queryPrefix: "",
  passagePrefix: "",
  maxTokens: null,
};

export const tinyRerankerSpec: ModelFiles = { folder: TINY_RERANKER, files: TINY_FILES, quantized: true };

/** Settings for the tiny model in an empty cache, without a hub that could be reached. */
export const tinySettings = (changed: Partial<EmbeddingSettings> = {}): EmbeddingSettings => ({
  embedder: "auto",
  model: TINY_ID,
  revision: undefined,
  cacheDir: changed.cacheDir ?? temporaryFolder(),
  hub: "http://127.0.0.1:9",
  ...changed,
});

/** Copies the tiny model to where a user would put it by hand. */
export function placeTinyModel(cacheDir: string, ...below: string[]): string {
  const folder = join(cacheDir, TINY_ID, ...below);
  cpSync(TINY_MODEL, folder, { recursive: true });
  return folder;
}

/** The same with the tiny reranker. */
export function placeTinyReranker(cacheDir: string): string {
  const folder = join(cacheDir, TINY_RERANKER_ID);
  cpSync(TINY_RERANKER, folder, { recursive: true });
  return folder;
}

/** A folder that is removed when the test ends. Tests that run at the same time hand in their own `onTestFinished`. */
export function temporaryFolder(onFinished: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "dateline-test-"));
  onFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
