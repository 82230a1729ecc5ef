import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const source = (name: string) => JSON.stringify(pathToFileURL(`src/shared/${name}.ts`).href);

it("remembers warnings and errors, and hides secrets there as in what it writes", () => {
  const code = `import { createLog } from ${source("log")};
    import { createRecentProblems } from ${source("recent-problems")};
    const problems = createRecentProblems();
    const log = createLog("info", ["s3cret"], problems);
    log.info("started with s3cret");
    log.warn({ code: 50013 }, "refused s3cret");
    log.error({ err: new TypeError("s3cret"), reference: "12ab" }, "/ask failed");
    process.stdout.write(JSON.stringify(problems.all()));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", code],
    { encoding: "utf8" },
  );
  expect(JSON.parse(stdout)).toEqual([
    { time: expect.any(String), level: "warn", text: "refused [hidden]" },
    { time: expect.any(String), level: "error", text: "/ask failed (TypeError, reference 12ab)" },
  ]);
  expect(stderr).toContain("started with [hidden]");
  expect(stdout + stderr).not.toContain("s3cret");
});

const TOKEN = 'tok."en\\x';

/** What a program writes to its log. */
function logged(statements: string, { isTerminal = false } = {}): string {
  const code = `import { createLog, withoutForeignWords } from ${source("log")};
    import { DatelineError } from ${source("errors")};
    process.stderr.isTTY = ${isTerminal};
    const log = createLog("info", [${JSON.stringify(TOKEN)}, undefined, ""]);
    ${statements}`;
  const options = { encoding: "utf8", env: { ...process.env, TOKEN } } as const;
  const flags = ["--import", "tsx", "--input-type=module", "--eval"];
  return spawnSync(process.execPath, [...flags, code], options).stderr;
}

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("secrets", () => {
  const EVERYWHERE = `
    const { TOKEN } = process.env;
    log.info("with " + TOKEN);
    log.child({ bound: TOKEN }).info({ deep: { header: ["Bot " + TOKEN] } }, "said");
    log.warn({ err: new Error("refused " + TOKEN, { cause: new TypeError(TOKEN) }) }, TOKEN);
    log.info("POST https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24/messages/@original?x=1");
    log.error({ err: new Error("/interactions/123/bW50ZXJhY3Rpb24/callback failed") }, "x");
    log.warn("https://ann:cW50ZXJhY3Rpb24@mirror.example/models cannot be reached");`;

  it("stand nowhere in the log: not in fields, errors, causes, stacks, nor in addresses", () => {
    const text = logged(EVERYWHERE);
    expect(lines(text)).toHaveLength(6);
    for (const secret of ["tok.", "W50ZXJhY3Rpb24", "//ann"]) expect(text).not.toContain(secret);
    expect(text).toContain("/webhooks/123/[hidden]/messages/@original?x=1");
    expect(text).toContain("/interactions/123/[hidden]/callback failed");
    expect(text).toContain("https://[hidden]@mirror.example/models");
  });

  it("nor in what a terminal shows, which is one readable line each", () => {
    const text = logged(`${EVERYWHERE}\nlog.info({ kind: "answered", stages: { words: 1 } }, "question");`, {
      isTerminal: true,
    });
    for (const secret of ["tok.", "W50ZXJhY3Rpb24", "//ann"]) expect(text).not.toContain(secret);
    expect(text).toMatch(/^.*INFO.*question.*"kind":"answered","stages":\{"words":1\}.*$/m);
  });
});

it("keeps what users cause free of words that are not ours, and tells what it is and where", () => {
  const text = logged(`const quiet = withoutForeignWords(log);
    const system = Object.assign(new Error("no space in /data"), { code: "ENOSPC", syscall: "write" });
    quiet.error({ err: new TypeError("what Ann asked\\n    at what she asked", { cause: "Ann" }) }, "x");
    quiet.error({ err: new DatelineError("question", "Ann cannot be read") }, "x");
    quiet.error({ err: new DatelineError("index-damaged", "the index is damaged", { cause: system }) }, "x");
    log.error({ err: new TypeError("Bob") }, "x");`);
  expect(text).not.toMatch(/Ann|asked/);
  const [bug, question, damaged, own] = lines(text).map(({ err }) => err);
  expect(bug).toEqual({
    type: "TypeError",
    stack: expect.stringMatching(/^ +at /),
    cause: { type: "string" },
  });
  expect(question).toMatchObject({ type: "DatelineError", code: "question" });
  expect(damaged).toMatchObject({
    message: "the index is damaged",
    cause: { message: "no space in /data", code: "ENOSPC" },
  });
  expect(own).toMatchObject({ message: "Bob" });
});
