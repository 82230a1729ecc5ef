import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

const PROGRAM = `
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import * as z from "zod";
import { greet, type Name } from "./greet.ts";

const [first = "nobody"] = process.argv.slice(2);
const file: string = readFileSync(new URL("./mark.txt", import.meta.url), "utf8");
const said = z.string().parse(await text(process.stdin));
const { late } = await import("./late.ts");
if (first === "bug") late();
console.log(greet(first as Name) + file + said);
process.exitCode = 3;
`;

/** A project of three sources that is run as Dateline is. */
let dir: string;
const inProject = (path: string) => join(dir, path);
const copies = () => readdir(inProject("node_modules/.cache/dateline"));
const greeting = (word: string) =>
  writeFile(
    inProject("src/greet.ts"),
    `export type Name = string;\nexport const greet = (name: Name): string => \`${word}, \${name}\`;\n`,
  );

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  for (const folder of ["src", "scripts", "node_modules"]) await mkdir(inProject(folder));
  for (const file of ["scripts/run.mjs", "scripts/make-copy.mjs", "tsconfig.json"]) {
    await cp(join(ROOT, file), inProject(file));
  }
  for (const name of ["esbuild", "tsx", "zod"]) {
    await symlink(join(ROOT, "node_modules", name), inProject(`node_modules/${name}`), "junction");
  }
  await writeFile(inProject("package.json"), '{"type":"module"}');
  await writeFile(inProject("src/main.ts"), PROGRAM);
  await writeFile(
    inProject("src/late.ts"),
    'type Never = never;\n\nexport function late(): Never {\n  throw new Error("late");\n}\n',
  );
  await writeFile(inProject("src/mark.txt"), "!");
  await greeting("Hello");
});
afterEach(() => rm(dir, { recursive: true }));

async function run(args: string[] = [], input = "") {
  const child = spawn(process.execPath, [inProject("scripts/run.mjs"), "src/main.ts", ...args], {
    cwd: tmpdir(),
  });
  child.stdin.end(input);
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await closed) as [number];
  return { code, stdout, stderr };
}

describe("a program of Dateline", () => {
  it("is run from a compiled copy that is made once, with its arguments, input and exit code", async () => {
    const expected = { code: 3, stdout: "Hello, you!?\n", stderr: "" };
    expect(await run(["you"], "?")).toEqual(expected);
    const made = await copies();
    expect(made).toHaveLength(1);
    expect(await run(["you"], "?")).toEqual(expected);
    expect(await copies()).toEqual(made);
  });

  it("is compiled anew when a source, or what it reads beside itself, has changed", async () => {
    await run();
    await greeting("Good day");
    expect((await run(["you"])).stdout).toBe("Good day, you!\n");
    await writeFile(inProject("src/mark.txt"), "!!");
    expect((await run(["you"])).stdout).toBe("Good day, you!!\n");
    expect(await copies()).toHaveLength(3);
  });

  it("may be started twice at once before there is a copy", async () => {
    const both = await Promise.all([run(["one"]), run(["two"])]);
    expect(both.map(({ stdout }) => stdout)).toEqual(["Hello, one!\n", "Hello, two!\n"]);
    expect(await copies()).toHaveLength(1);
  });

  it("leaves nothing of a copy that is broken off", async () => {
    const child = spawn(process.execPath, [inProject("scripts/run.mjs"), "src/main.ts"], { cwd: tmpdir() });
    const closed = once(child, "close");
    while ((await copies().catch(() => [])).length === 0) await sleep(2);
    child.kill("SIGINT");
    child.stdin.end();
    await closed;
    expect((await copies()).filter((name) => name.includes("-"))).toEqual([]);
  });

  it("is run all the same where no copy can be kept", async () => {
    await writeFile(inProject("node_modules/.cache"), "not a folder");
    expect(await run(["you"], "?")).toEqual({ code: 3, stdout: "Hello, you!?\n", stderr: "" });
  });

  it("names the line of the source that failed, and the mistake in one that cannot be compiled", async () => {
    const failed = await run(["bug"]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/Error: late\n +at late \(.*src\/late\.ts:4:9\)/);
    await writeFile(inProject("src/late.ts"), "export const late = ;\n");
    const wrong = await run();
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/late\.ts:1:\d+: ERROR: Unexpected ";"/);
  });

  it("keeps the copies in use, and some that may be used again", async () => {
    await run();
    const [inUse = ""] = await copies();
    const folder = inProject("node_modules/.cache/dateline");
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await utimes(join(folder, inUse), hoursAgo(50), hoursAgo(50));
    await run();
    expect((await stat(join(folder, inUse))).mtimeMs).toBeGreaterThan(hoursAgo(1).getTime());
    for (const hours of [2, 3, 4, 5, 6]) {
      await mkdir(join(folder, `old-${hours}`));
      await utimes(join(folder, `old-${hours}`), hoursAgo(hours), hoursAgo(hours));
    }
    await greeting("Good day");
    await run();
    const left = await copies();
    expect(left).toContain(inUse);
    expect(left.filter((name) => name.startsWith("old"))).toEqual(["old-2", "old-3", "old-4"]);
  });
});
