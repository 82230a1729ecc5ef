import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { checkArticles } from "../../src/doctor/check-articles.ts";
import { checkFolders } from "../../src/doctor/check-folders.ts";
import { checkIndexFiles } from "../../src/doctor/check-index.ts";
import { checkModels } from "../../src/doctor/check-models.ts";
import { checkNode, OLDEST_NODE } from "../../src/doctor/check-node.ts";
import { examineApart } from "../../src/doctor/examine-apart.ts";
import { buildIndex, SILENT } from "../../src/index/build-index.ts";
import { checkIndex } from "../../src/index/open-index.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const never = new AbortController().signal;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  await mkdir(join(dir, "articles"));
  await writeFile(join(dir, "articles", "one.txt"), "date 2024-01-01 The lighthouse was painted green.");
});
afterEach(() => rm(dir, { recursive: true }));

const configWith = (env: Record<string, string> = {}) =>
  loadConfig({
    ARTICLES_DIR: join(dir, "articles"),
    INDEX_DIR: join(dir, "index"),
    DATA_DIR: join(dir, "data"),
    MODEL_CACHE_DIR: join(dir, "models"),
    EMBEDDER: "built-in",
    ...env,
  });

const build = (env?: Record<string, string>) => buildIndex(configWith(env), SILENT);

const indexFindings = (env?: Record<string, string>) =>
  checkIndexFiles(configWith(env), checkIndex(join(dir, "index")));

const articleFindings = () => checkArticles(configWith(), checkIndex(join(dir, "index")));

describe("the examination of Node.js", () => {
  it("wants the version that package.json wants", async () => {
    const { engines } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    expect(engines.node).toBe(`>=${OLDEST_NODE.major}.${OLDEST_NODE.minor}`);
    for (const version of ["18.20.8", "20.18.3"])
      expect(checkNode(version)).toMatchObject([{ level: "wrong" }]);
    for (const version of ["20.19.0", "22.1.0"])
      expect(checkNode(version)).toMatchObject([{ level: "right" }]);
  });
});

describe("the examination of index and articles", () => {
  it("is content when the index holds the articles as they are", async () => {
    await build();
    const found = [...(await indexFindings()), ...(await articleFindings())];
    expect(found.map(({ level }) => level)).toEqual(["right", "right", "right"]);
    expect(found[0]?.text).toContain("1 article, 1 passage");
  });

  it("only warns while there is no index yet", async () => {
    expect(await indexFindings()).toMatchObject([
      { level: "warning", text: expect.stringContaining("npm run index") },
    ]);
    expect(await articleFindings()).toMatchObject([{ level: "right" }]);
  });

  it("names the damaged file of an index", async () => {
    await build();
    const [folder = ""] = await readdir(join(dir, "index", "builds"));
    await appendFile(join(dir, "index", "builds", folder, "words.bin"), "x");
    expect(await indexFindings()).toMatchObject([
      { level: "wrong", text: expect.stringMatching(/words\.bin.*npm run index/) },
    ]);
  });

  it("counts the articles that changed since by their content, not by their times", async () => {
    await build();
    const one = join(dir, "articles", "one.txt");
    await writeFile(one, await readFile(one));
    expect(await articleFindings()).toMatchObject([{ level: "right" }, { level: "right" }]);
    await appendFile(one, " It was red before.");
    await writeFile(join(dir, "articles", "two.txt"), "date 2024-01-02 A second one.");
    expect(await articleFindings()).toMatchObject([
      { level: "right" },
      { level: "warning", text: expect.stringMatching(/^2 articles .*npm run index/) },
    ]);
  });

  it("names the refused ones, and is not content when none can be used", async () => {
    for (let i = 0; i < 7; i++) await writeFile(join(dir, "articles", `bad-${i}.txt`), "no date");
    const found = await articleFindings();
    expect(found.filter(({ level }) => level === "warning")).toHaveLength(6);
    expect(found.at(-1)?.text).toContain("2 more");
    await rm(join(dir, "articles", "one.txt"));
    expect((await articleFindings()).every(({ level }) => level === "wrong")).toBe(true);
  });

  it("says that the settings ask for another embedder", async () => {
    await build();
    expect(await indexFindings({ EMBEDDER: "transformers" })).toMatchObject([
      { level: "right" },
      { level: "warning" },
    ]);
  });
});

describe("the examination of the models", () => {
  it("warns of one that is not there, and fails on a folder that cannot be one", async () => {
    expect(await checkModels(configWith())).toMatchObject([{ level: "right" }]);
    const wanted = { EMBEDDER: "auto", RERANKER_MODEL: "Xenova/ms-marco-MiniLM-L-6-v2" };
    expect(await checkModels(configWith(wanted))).toMatchObject([{ level: "warning" }, { level: "warning" }]);
    const absent = { EMBEDDER: "auto", EMBEDDING_MODEL: join(dir, "no-model") };
    expect(await checkModels(configWith(absent))).toMatchObject([{ level: "wrong" }]);
  });

  it("finds one that is there", async () => {
    const model = join(ROOT, "test/support/tiny-model");
    expect(await checkModels(configWith({ EMBEDDER: "auto", EMBEDDING_MODEL: model }))).toMatchObject([
      { level: "right", text: expect.stringContaining(model) },
    ]);
  });
});

describe("the examination of the folders", () => {
  it("is content with folders that are there or can be made, leaves nothing behind, and tells the room", async () => {
    await mkdir(join(dir, "index"));
    const found = await checkFolders(configWith());
    expect(found.slice(0, 3)).toMatchObject([
      { level: "right", subject: "INDEX_DIR" },
      { level: "right", subject: "DATA_DIR" },
      { level: "right", subject: "MODEL_CACHE_DIR" },
    ]);
    expect(found.slice(3)).toMatchObject([{ subject: "disk", text: expect.stringContaining("GB free") }]);
    expect((await readdir(dir)).sort()).toEqual(["articles", "index"]);
    expect(await readdir(join(dir, "index"))).toEqual([]);
  });

  it("names a folder that cannot be written, and its variable, if it is needed", async () => {
    const file = join(dir, "articles", "one.txt");
    const found = await checkFolders(configWith({ INDEX_DIR: join(file, "index"), MODEL_CACHE_DIR: file }));
    expect(found.slice(0, 3)).toMatchObject([
      { level: "wrong", subject: "INDEX_DIR", text: expect.stringContaining("set INDEX_DIR") },
      { level: "right", subject: "DATA_DIR" },
      { level: "right", subject: "MODEL_CACHE_DIR", text: expect.stringContaining("need not be") },
    ]);
  });
});

describe("the examination as a whole", () => {
  it.skipIf(process.platform === "win32")("ends although a disk does not answer, and says so", async () => {
    await mkdir(join(dir, "index"));
    // Whoever opens a pipe waits until somebody writes to it.
    await promisify(execFile)("mkfifo", [join(dir, "index", "current")]);
    const found = await examineApart({ indexDir: join(dir, "index") }, never, 2_500);
    expect(found).toContainEqual({
      level: "wrong",
      subject: "index",
      text: expect.stringContaining("gave no answer within 2.5 s"),
    });
  });

  it("is a command: one line for each finding, exit code 1 when something is wrong, never the token", async () => {
    await cp(join(ROOT, "seeds"), join(dir, "seeds"), { recursive: true });
    await writeFile(join(dir, ".env"), "DISCORD_TOKEN=the-secret\nEMBEDDER=built-in\nLOG_LEVEL=the-secret\n");
    const { code, stdout } = await doctor();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✓ right {4}Node\.js: /);
    expect(stdout).toMatch(/^✗ wrong {4}settings: LOG_LEVEL: write one of/m);
    expect(stdout).not.toContain("the-secret");

    await writeFile(join(dir, ".env"), "EMBEDDER=built-in\nARTICLES_DIR=seeds\n");
    const well = await doctor("--json");
    expect(well.code).toBe(0);
    const { well: isWell, findings } = JSON.parse(well.stdout);
    expect(isWell).toBe(true);
    expect(findings).toContainEqual({
      level: "right",
      subject: "articles",
      text: "seeds: 5 articles can be used",
    });
  });

  async function doctor(...args: string[]) {
    const child = spawn(process.execPath, [join(ROOT, "scripts/run.mjs"), "scripts/doctor.ts", ...args], {
      cwd: dir,
      env: { PATH: process.env.PATH, HOME: dir },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    const [code] = await once(child, "close");
    return { code: code as number, stdout };
  }
});
