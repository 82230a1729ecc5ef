import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLiveCollection } from "../../src/answer/live-collection.ts";
import { openCollection } from "../../src/answer/open-collection.ts";
import { loadConfig } from "../../src/config.ts";
import { buildIndex, SILENT } from "../../src/index/build-index.ts";
import { pointerPath } from "../../src/index/publish.ts";
import { buildOrKeep } from "../../src/terminal/prepare.ts";
import {
  placeTinyModel,
  TINY_FILES,
  TINY_MODEL,
  temporaryFolder,
  tinySettings,
} from "../support/tiny-model.ts";

const PATIENCE = { timeout: 15_000, interval: 100 };
const QUESTION = "Who met the police in Beijing?";

/** An index that the tiny model has built, whose files are then damaged. */
async function withDamagedModel() {
  const dir = temporaryFolder();
  const articlesDir = join(dir, "articles");
  mkdirSync(articlesDir);
  const put = (name: string, text: string) =>
    writeFileSync(join(articlesDir, name), `date 2023-09-13 ${text}`);
  put("police.txt", "The minister met the police in Beijing. They talked about the law.");
  put("house.txt", "House prices rose in Hanoi. Nobody knows why.");
  const embedding = tinySettings({ cacheDir: join(dir, "models") });
  const folder = placeTinyModel(embedding.cacheDir);
  const settings = { articlesDir, indexDir: join(dir, "index"), maxArticleBytes: 100_000, embedding };
  await buildIndex(settings, SILENT);
  writeFileSync(join(folder, TINY_FILES[3]), "damaged");
  const mend = () => {
    rmSync(folder, { recursive: true });
    cpSync(TINY_MODEL, folder, { recursive: true });
  };
  return { settings, put, mend, pointer: () => readFileSync(pointerPath(settings.indexDir), "utf8") };
}

describe("an index whose model is damaged on the disk", () => {
  it("answers by words alone in a bot that starts, says so, and uses the model once it is mended", async () => {
    const { settings, mend } = await withDamagedModel();
    const lines: { msg: string; err?: { message: string } }[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const live = await openLiveCollection(settings.indexDir, settings.embedding, log);
    onTestFinished(() => live.close());
    const without = await live.current().answer(QUESTION);
    expect(without).toMatchObject({ withoutModel: true, quotes: [{ article: { id: "police.txt" } }] });
    expect(live.current().status.embedder.kind).toBe("transformers");
    expect(live.modelHealth().isDown).toBe(true);
    expect(lines[0]?.msg).toMatch(/a model failed .* words alone/);
    expect(lines[0]?.err?.message).toMatch(/could not be loaded.*damaged/);

    mend();
    await expect.poll(async () => (await live.current().answer(QUESTION)).withoutModel, PATIENCE).toBe(false);
    expect(live.modelHealth()).toEqual({ isDown: false, failures: expect.any(Number) });
    expect(lines.at(-1)?.msg).toBe("the model answers again");
  });

  it("is not rebuilt with another embedder, unless that is asked for", async () => {
    const { settings, put, pointer } = await withDamagedModel();
    const before = pointer();
    await expect(openCollection(settings.indexDir, settings.embedding)).rejects.toMatchObject({
      code: "model",
    });
    put("new.txt", "A lighthouse was painted green.");
    await expect(buildIndex(settings, SILENT)).rejects.toMatchObject({
      code: "model",
      message: expect.stringMatching(/could not be loaded/),
    });
    const config = { ...loadConfig({}), ...settings };
    await buildOrKeep(config, new AbortController().signal);
    const strict = { ...config, embedding: { ...settings.embedding, embedder: "transformers" as const } };
    await expect(buildOrKeep(strict, new AbortController().signal)).rejects.toMatchObject({ code: "model" });
    expect(pointer()).toBe(before);
    const forced = await buildIndex({ ...settings, force: true }, SILENT);
    expect(forced).toMatchObject({ changed: true, embedder: { kind: "built-in" } });
  });
});
