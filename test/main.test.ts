import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeDiscord, startFakeDiscord, textOf } from "./support/fake-discord/index.ts";

const ROOT = resolve(import.meta.dirname, "..");

let dir: string;
let children: ChildProcessWithoutNullStreams[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  await cp(join(ROOT, "seeds"), join(dir, "seeds"), { recursive: true });
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(dir, { recursive: true });
});

/** Runs a program of the project as its npm script does, in an empty environment, with its articles and index in a folder of their own. */
function start(program: string, args: string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(ROOT, "scripts/run.mjs"), program, ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: dir,
      ARTICLES_DIR: join(dir, "seeds"),
      INDEX_DIR: join(dir, "index"),
      DATA_DIR: join(dir, "data"),
      EMBEDDER: "built-in",
      ...env,
    },
  });
  children.push(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    output.stderr += text;
  });
  const ended = once(child, "close").then(([code]) => ({ code: code as number, ...output }));
  return { child, output, ended };
}

function run(program: string, args: string[] = [], input = "", env: Record<string, string> = {}) {
  const { child, ended } = start(program, args, env);
  child.stdin.end(input);
  return ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe("npm start without a token", () => {
  it("builds the index, says in one line how to set a token, and answers its input line by line", async () => {
    const { code, stdout, stderr } = await run(
      "src/main.ts",
      [],
      "What insignia did Wang Xiaohong give?\n\nbest pizza dough recipe\n",
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/Index built in .*: 5 articles/);
    expect(stderr.split("\n").filter((line) => line.includes("DISCORD_TOKEN"))).toHaveLength(1);
    expect(stdout).toContain("13 September 2023 · VNS · 000_45847a6cb954d0ff.txt");
    expect(stdout).toContain("The articles do not answer this.");
  });

  it("stops with one readable list when settings are wrong", async () => {
    const { code, stderr } = await run("src/main.ts", [], "", { EMBEDDER: "magic", LOG_LEVEL: "loud" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/EMBEDDER: .*\n.*LOG_LEVEL: /);
    expect(stderr).not.toContain("    at ");
  });

  it("stops with a clear line when there is no article", async () => {
    const { code, stderr } = await run("src/main.ts", [], "", { ARTICLES_DIR: join(dir, "nothing") });
    expect(code).toBe(1);
    expect(stderr).toContain("ARTICLES_DIR");
    expect(stderr).not.toContain("    at ");
  });
});

describe("npm start with a token", () => {
  let discord: FakeDiscord;
  beforeEach(async () => {
    discord = await startFakeDiscord();
  });
  afterEach(() => discord.close());

  const settings = () => ({ DISCORD_TOKEN: discord.token, DISCORD_REST_API: discord.api });

  it("answers in Discord, prints the invite link, takes in a new index, and leaves cleanly on SIGTERM", async () => {
    const { child, output, ended } = start("src/main.ts", [], settings());
    await expect
      .poll(() => output.stdout, { timeout: 15_000 })
      .toContain(`client_id=${discord.applicationId}`);
    await expect.poll(() => discord.commands().length, { timeout: 5_000 }).toBeGreaterThan(0);
    const asked = await discord.slash("ask", { question: "What insignia did Wang Xiaohong give?" });
    expect(textOf(await asked.reply())).toContain("Golden Great Wall insignia");

    await writeFile(
      join(dir, "seeds", "new.txt"),
      "date 2024-01-01 The lighthouse of the island was painted green.",
    );
    expect((await run("scripts/build-index.ts")).code).toBe(0);
    await expect
      .poll(
        async () => {
          const again = await discord.slash("ask", { question: "Which colour was the lighthouse painted?" });
          return textOf(await again.reply());
        },
        { timeout: 10_000, interval: 500 },
      )
      .toContain("painted green");

    child.kill("SIGTERM");
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(discord.token);
    expect(discord.problems).toEqual([]);
  });

  it("ends on SIGTERM although Discord leaves a request without an answer", { timeout: 40_000 }, async () => {
    const { child, output, ended } = start("src/main.ts", [], { ...settings(), REGISTER_COMMANDS: "false" });
    await expect.poll(() => output.stdout, { timeout: 15_000 }).toContain("client_id=");
    discord.failNext({ method: "POST", path: /\/messages$/ }, { delayMs: 60_000, times: 5 });
    await discord.say(`<@${discord.botUser.id}> What insignia did Wang Xiaohong give?`);
    await expect
      .poll(() => discord.requests.some(({ path }) => path.endsWith("/typing")), { timeout: 5_000 })
      .toBe(true);
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  });

  it("tells on HEALTH_PORT how it is, from before it is connected until it ends", async () => {
    const port = await freePort();
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    const statusOf = (path: string) =>
      get(path).then(
        ({ status }) => status,
        () => null,
      );
    const stumble = discord.failNext({ path: /\/gateway\/bot$/ }, { status: 502, times: 100 });
    const { child, output, ended } = start("src/main.ts", [], { ...settings(), HEALTH_PORT: String(port) });
    await expect.poll(() => statusOf("/readyz"), { timeout: 15_000 }).toBe(503);
    expect(await statusOf("/healthz")).toBe(200);
    await expect
      .poll(async () => (await get("/readyz")).json(), { timeout: 15_000 })
      .toMatchObject({ index: "open", gateway: "not connected", model: "none" });
    stumble();
    await expect.poll(() => statusOf("/readyz"), { timeout: 15_000 }).toBe(200);

    await expect.poll(() => discord.commands().length, { timeout: 5_000 }).toBeGreaterThan(0);
    const question = "What insignia did Wang Xiaohong give?";
    await (await discord.slash("ask", { question })).reply();
    const metrics = async () => (await get("/metrics")).text();
    await expect.poll(metrics).toContain('dateline_questions_total{kind="answered",command="ask"} 1\n');
    expect(await metrics()).toMatch(/^dateline_question_stage_seconds_count\{stage="words"\} 1$/m);
    expect(await metrics()).toMatch(/^dateline_articles 5$/m);
    const line = () =>
      output.stderr.split("\n").find((text) => text.includes('"msg":"question"') && text.endsWith("}"));
    await expect.poll(line).toBeDefined();
    expect(JSON.parse(line() ?? "")).toMatchObject({ from: "ask", kind: "answered" });
    expect(output.stderr).not.toContain("insignia");

    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
    expect(await statusOf("/healthz")).toBeNull();
  });

  it("exits with 1 and a sentence that names HEALTH_PORT when its port is taken", async () => {
    const port = new URL(discord.api).port;
    const { code, stderr } = await run("src/main.ts", [], "", { ...settings(), HEALTH_PORT: port });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^HEALTH_PORT: port \d+ .*another program uses it/);
    expect(stderr).not.toContain("    at ");
  });

  it("exits with 1 and a sentence that names DISCORD_TOKEN when Discord refuses the token", async () => {
    const { code, stdout, stderr } = await run("src/main.ts", [], "", {
      ...settings(),
      DISCORD_TOKEN: "not.the.token",
    });
    expect(code).toBe(1);
    expect(stderr).toContain("DISCORD_TOKEN");
    expect(stdout + stderr).not.toContain("not.the.token");
    expect(stderr).not.toContain("    at ");
  });

  it("registers the commands by a script of its own", async () => {
    const first = await run("scripts/register-commands.ts", [], "", settings());
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("registered") });
    const second = await run("scripts/register-commands.ts", [], "", settings());
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining("up to date") });
  });
});

describe("the commands", () => {
  const ask = (...args: string[]) => run("scripts/ask.ts", args);

  it("answers with exit code 0, says with 2 that the articles are silent, and with 1 that something is wrong", async () => {
    const answered = await ask("What insignia did Wang Xiaohong give?", "--limit", "1", "--json");
    expect(answered.code).toBe(0);
    expect(JSON.parse(answered.stdout)).toMatchObject({
      abstained: false,
      passages: [{ source: "000_45847a6cb954d0ff.txt" }],
    });
    expect((await ask("best pizza dough recipe")).code).toBe(2);
    const wrong = await ask("x", "--from", "2023-02-30");
    expect(wrong).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("2023-02-30") });
    expect(await ask("x", "--nonsense")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("--help"),
    });
  });

  it("prints nothing but JSON to standard output", async () => {
    const { code, stdout } = await run(
      "scripts/ask.ts",
      ["--jsonl"],
      '{"id":"1","question":"human trafficking"}\nnonsense\n',
    );
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { id: "1", abstained: false },
      { id: null, error: expect.any(String) },
    ]);
    const sources = await run("scripts/sources.ts", ["--json"]);
    expect(JSON.parse(sources.stdout)).toHaveLength(5);
  });

  it("takes a wrong option for a mistake of the whole command, with --jsonl too", async () => {
    const wrong = await run(
      "scripts/ask.ts",
      ["--jsonl", "--limit", "99"],
      '{"id":"1","question":"human trafficking"}\n',
    );
    expect(wrong).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("from 1 to 25") });
  });

  it("exits with 1 under --strict when an article was refused", async () => {
    await writeFile(join(dir, "seeds", "broken.txt"), "no date");
    expect((await run("scripts/build-index.ts")).code).toBe(0);
    const strict = await run("scripts/build-index.ts", ["--strict"]);
    expect(strict).toMatchObject({ code: 1, stderr: expect.stringContaining("broken.txt") });
  });

  it.each([
    "src/main.ts",
    "scripts/ask.ts",
    "scripts/build-index.ts",
    "scripts/chat.ts",
    "scripts/sources.ts",
    "scripts/evaluate.ts",
    "scripts/register-commands.ts",
  ])("%s explains itself with --help", async (script) => {
    const { code, stdout } = await run(script, ["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/npm (run|start)/);
  });
});
