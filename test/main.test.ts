import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, it as plainIt } from "vitest";
import { type FakeDiscord, startFakeDiscord, textOf } from "./support/fake-discord/index.ts";

const ROOT = resolve(import.meta.dirname, "..");
/** Several programs start at the same time, on a machine that may be busy. */
const START = { timeout: 40_000 };
const TEST_TIMEOUT_MS = 60_000;

/** The programs of one test, with a folder of their own. */
type Programs = ReturnType<typeof programsIn> & { dir: string };

/** Tests run at the same time, since most of them wait; each one has its own folder and its own Discord. */
const it = plainIt.extend<{ programs: Programs; discord: FakeDiscord }>({
  programs: async ({ task: _ }, use) => {
    const dir = await mkdtemp(join(tmpdir(), "dateline-"));
    await cp(join(ROOT, "seeds"), join(dir, "seeds"), { recursive: true });
    const programs = programsIn(dir);
    await use({ dir, ...programs });
    await programs.kill();
    await rm(dir, { recursive: true });
  },
  discord: async ({ task: _ }, use) => {
    const discord = await startFakeDiscord();
    await use(discord);
    await discord.close();
  },
});

function programsIn(dir: string) {
  const children: { child: ChildProcessWithoutNullStreams; ended: Promise<unknown> }[] = [];

  /** Runs a program of the project as its npm script does, in an empty environment, with its articles and index in the folder. */
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
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output.stderr += text;
    });
    const ended = once(child, "close").then(([code]) => ({ code: code as number, ...output }));
    children.push({ child, ended });
    return { child, output, ended };
  }

  function run(program: string, args: string[] = [], input = "", env: Record<string, string> = {}) {
    const { child, ended } = start(program, args, env);
    child.stdin.end(input);
    return ended;
  }

  async function kill() {
    for (const { child } of children) child.kill("SIGKILL");
    await Promise.all(children.map(({ ended }) => ended));
  }

  return { start, run, kill };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe.concurrent("npm start without a token", { timeout: TEST_TIMEOUT_MS }, () => {
  it("builds the index, says in one line how to set a token, and answers its input line by line", async ({
    expect,
    programs: { run },
  }) => {
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

  it("stops with one readable list when settings are wrong", async ({ expect, programs: { run } }) => {
    const { code, stderr } = await run("src/main.ts", [], "", { EMBEDDER: "magic", LOG_LEVEL: "loud" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/EMBEDDER: .*\n.*LOG_LEVEL: /);
    expect(stderr).not.toContain("    at ");
  });

  it("stops with a clear line when there is no article", async ({ expect, programs: { dir, run } }) => {
    const { code, stderr } = await run("src/main.ts", [], "", { ARTICLES_DIR: join(dir, "nothing") });
    expect(code).toBe(1);
    expect(stderr).toContain("ARTICLES_DIR");
    expect(stderr).not.toContain("    at ");
  });
});

describe.concurrent("npm start with a token", { timeout: TEST_TIMEOUT_MS }, () => {
  const settings = ({ token, api }: FakeDiscord) => ({ DISCORD_TOKEN: token, DISCORD_REST_API: api });

  it("answers in Discord, prints the invite link, takes in a new index, and leaves cleanly on SIGTERM", async ({
    expect,
    programs: { dir, start, run },
    discord,
  }) => {
    const { child, output, ended } = start("src/main.ts", [], settings(discord));
    await expect.poll(() => output.stdout, START).toContain(`client_id=${discord.applicationId}`);
    await expect.poll(() => discord.commands().length, START).toBeGreaterThan(0);
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
        { ...START, interval: 500 },
      )
      .toContain("painted green");

    child.kill("SIGTERM");
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(discord.token);
    expect(discord.problems).toEqual([]);
  });

  it("ends on SIGTERM although Discord leaves a request without an answer", async ({
    expect,
    programs: { start },
    discord,
  }) => {
    const { child, output, ended } = start("src/main.ts", [], {
      ...settings(discord),
      REGISTER_COMMANDS: "false",
    });
    await expect.poll(() => output.stdout, START).toContain("client_id=");
    discord.failNext({ method: "POST", path: /\/messages$/ }, { delayMs: 2 * TEST_TIMEOUT_MS, times: 5 });
    await discord.say(`<@${discord.botUser.id}> What insignia did Wang Xiaohong give?`);
    await expect.poll(() => discord.requests.some(({ path }) => path.endsWith("/typing")), START).toBe(true);
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  });

  it("tells on HEALTH_PORT how it is, from before it is connected until it ends", async ({
    expect,
    programs: { start },
    discord,
  }) => {
    const port = await freePort();
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    const statusOf = (path: string) =>
      get(path).then(
        ({ status }) => status,
        () => null,
      );
    const stumble = discord.failNext({ path: /\/gateway\/bot$/ }, { status: 502, times: 100 });
    const { child, output, ended } = start("src/main.ts", [], {
      ...settings(discord),
      HEALTH_PORT: String(port),
    });
    await expect.poll(() => statusOf("/readyz"), START).toBe(503);
    expect(await statusOf("/healthz")).toBe(200);
    await expect
      .poll(async () => (await get("/readyz")).json(), START)
      .toMatchObject({ index: "open", gateway: "not connected", model: "none" });
    stumble();
    await expect.poll(() => statusOf("/readyz"), START).toBe(200);

    await expect.poll(() => discord.commands().length, START).toBeGreaterThan(0);
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

  it("exits with 1 and a sentence that names HEALTH_PORT when its port is taken", async ({
    expect,
    programs: { run },
    discord,
  }) => {
    const port = new URL(discord.api).port;
    const { code, stderr } = await run("src/main.ts", [], "", { ...settings(discord), HEALTH_PORT: port });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^HEALTH_PORT: port \d+ .*another program uses it/);
    expect(stderr).not.toContain("    at ");
  });

  it("exits with 1 and a sentence that names DISCORD_TOKEN when Discord refuses the token", async ({
    expect,
    programs: { run },
    discord,
  }) => {
    const { code, stdout, stderr } = await run("src/main.ts", [], "", {
      ...settings(discord),
      DISCORD_TOKEN: "not.the.token",
    });
    expect(code).toBe(1);
    expect(stderr).toContain("DISCORD_TOKEN");
    expect(stdout + stderr).not.toContain("not.the.token");
    expect(stderr).not.toContain("    at ");
  });

  it("registers the commands by a script of its own", async ({ expect, programs: { run }, discord }) => {
    const first = await run("scripts/register-commands.ts", [], "", settings(discord));
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("registered") });
    const second = await run("scripts/register-commands.ts", [], "", settings(discord));
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining("up to date") });
  });
});

describe.concurrent("the commands", { timeout: TEST_TIMEOUT_MS }, () => {
  it("answers with exit code 0, says with 2 that the articles are silent, and with 1 that something is wrong", async ({
    expect,
    programs: { run },
  }) => {
    const ask = (...args: string[]) => run("scripts/ask.ts", args);
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

  it("prints nothing but JSON to standard output", async ({ expect, programs: { run } }) => {
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

  it("takes a wrong option for a mistake of the whole command, with --jsonl too", async ({
    expect,
    programs: { run },
  }) => {
    const wrong = await run(
      "scripts/ask.ts",
      ["--jsonl", "--limit", "99"],
      '{"id":"1","question":"human trafficking"}\n',
    );
    expect(wrong).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("from 1 to 25") });
  });

  it("exits with 1 under --strict when an article was refused", async ({
    expect,
    programs: { dir, run },
  }) => {
    await writeFile(join(dir, "seeds", "broken.txt"), "no date");
    expect((await run("scripts/build-index.ts")).code).toBe(0);
    const strict = await run("scripts/build-index.ts", ["--strict"]);
    expect(strict).toMatchObject({ code: 1, stderr: expect.stringContaining("broken.txt") });
  });

  it.for([
    "src/main.ts",
    "scripts/ask.ts",
    "scripts/build-index.ts",
    "scripts/chat.ts",
    "scripts/sources.ts",
    "scripts/evaluate.ts",
    "scripts/register-commands.ts",
  ])("%s explains itself with --help", async (script, { expect, programs: { run } }) => {
    const { code, stdout } = await run(script, ["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/npm (run|start)/);
  });
});
