import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeDiscord, startFakeDiscord, textOf } from "./support/fake-discord/index.ts";

const ROOT = resolve(import.meta.dirname, "..");
const run = promisify(execFile);

describe("what npm run build makes", () => {
  let dir: string;
  let discord: FakeDiscord;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "dateline-"));
    const compile = ["--import", "tsx", join(ROOT, "scripts/compile.ts"), "--out", join(dir, "dist")];
    await run(process.execPath, compile, { cwd: ROOT });
    await symlink(join(ROOT, "node_modules"), join(dir, "node_modules"), "junction");
    await cp(join(ROOT, "seeds"), join(dir, "seeds"), { recursive: true });
    discord = await startFakeDiscord();
  }, 60_000);
  afterAll(async () => {
    await discord?.close();
    await rm(dir, { recursive: true });
  });

  const env = () => ({ PATH: process.env.PATH, EMBEDDING_MODEL: join(ROOT, "test/support/tiny-model") });

  it("answers in Discord by node alone, with the model in a process of its own, and leaves cleanly on SIGTERM", async () => {
    const child = spawn(process.execPath, ["dist/src/main.js"], {
      cwd: dir,
      env: {
        ...env(),
        DISCORD_TOKEN: discord.token,
        DISCORD_REST_API: discord.api,
        EMBEDDER: "transformers",
      },
      stdio: "ignore",
    });
    try {
      const ended = new Promise((done) => child.once("close", done));
      await expect.poll(() => discord.commands().length, { timeout: 15_000 }).toBeGreaterThan(0);
      const asked = await discord.slash("ask", { question: "What insignia did Wang Xiaohong give?" });
      expect(textOf(await asked.reply())).toContain("Golden Great Wall insignia");
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("has its word lists with it, and the commands of an operator", async () => {
    const ask = spawn(process.execPath, ["dist/scripts/ask.js", "--json", "王小洪赠送了什么徽章？"], {
      cwd: dir,
      env: { ...env(), EMBEDDER: "built-in", INDEX_DIR: "other" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(JSON.parse(await text(ask.stdout))).toMatchObject({ abstained: false });
    expect((await readdir(join(dir, "dist/scripts"))).sort()).toEqual([
      "ask.js",
      "build-index.js",
      "doctor.js",
      "feedback.js",
      "register-commands.js",
      "sources.js",
    ]);
  });
});
