import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerId } from "../../src/feedback/feedback-entry.ts";
import { openFeedback, type Vote } from "../../src/feedback/feedback-store.ts";
import { readFeedback } from "../../src/feedback/read-feedback.ts";

const ANN = "112233445566778899";
const BOB = "998877665544332211";
const quotes = [{ article: "cup.txt", start: 10, end: 60 }];

const vote = (userId: string, question: string, more: Partial<Vote> = {}): Vote => ({
  userId,
  question,
  verdict: "helpful",
  outcome: "answered",
  quotes,
  ...more,
});

let parent: string;
let dir: string;
let file: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "dateline-"));
  dir = join(parent, "data");
  file = join(dir, "feedback.jsonl");
});
afterEach(() => rm(parent, { recursive: true }));

const questions = async () => (await readFeedback(dir)).entries.map(({ question }) => question);
const unreadable = async () => (await readFeedback(dir)).unreadable;

/** No file may grow past 5 blocks, of 512 or 1,024 bytes as the shell has it. A write beyond takes a part, then SIGXFSZ. */
const SMALL_FILES = "ulimit -f 5";

/** Runs code with an open store in a process of its own. @returns what it prints */
async function inProcess(code: string, limit = "true"): Promise<string> {
  const store = pathToFileURL(resolve(import.meta.dirname, "../../src/feedback/feedback-store.ts")).href;
  const program = `import { openFeedback } from ${JSON.stringify(store)};
    const store = await openFeedback(${JSON.stringify(dir)});
    const vote = (question) => ({ userId: "${ANN}", question, verdict: "helpful", outcome: "answered", quotes: [] });
    const LONG = "x".repeat(900);
    ${code}`;
  const child = spawn(
    "sh",
    [
      "-c",
      `${limit}; exec "$0" "$@"`,
      process.execPath,
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      program,
    ],
    {
      cwd: resolve(import.meta.dirname, "../.."),
      env: { ...process.env, TSX_DISABLE_CACHE: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    printed += text;
  });
  await once(child, "close");
  return printed;
}

describe("the feedback store", () => {
  it("keeps a vote as one line with these fields and no other", async () => {
    const store = await openFeedback(dir);
    await store.add(vote(ANN, "Who won?", { verdict: "not-helpful", reason: " the wrong\nyear " }));
    const text = await readFile(file, "utf8");
    expect(text).toMatch(/^\{"user":"[0-9a-f]{32}".*\}\n$/);
    expect(JSON.parse(text)).toEqual({
      user: expect.stringMatching(/^[0-9a-f]{32}$/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      question: "Who won?",
      verdict: "not-helpful",
      reason: "the wrong year",
      outcome: "answered",
      quotes,
      answer: answerId("Who won?", quotes),
    });
  });

  it("keeps no more than 1,000 characters of a reason, and none that is blank", async () => {
    const store = await openFeedback(dir);
    await store.add(vote(ANN, "Who won?", { reason: "word ".repeat(1_000) }));
    await store.add(vote(ANN, "Who lost?", { reason: " \n" }));
    const [long, blank] = (await readFeedback(dir)).entries;
    expect(long?.reason?.length).toBeLessThanOrEqual(1_000);
    expect(long?.reason?.length).toBeGreaterThan(900);
    expect(blank).not.toHaveProperty("reason");
  });

  it("never writes a user's id, and hashes it alike after a restart but otherwise in another folder", async () => {
    const userIn = async (folder: string) => {
      const store = await openFeedback(folder);
      await store.add(vote(ANN, "Who won?"));
      await store.close();
      return (await readFeedback(folder)).entries.at(-1)?.user;
    };
    const first = await userIn(dir);
    expect(await userIn(dir)).toBe(first);
    expect(await userIn(join(parent, "other"))).not.toBe(first);
    for (const name of await readdir(dir))
      expect(await readFile(join(dir, name), "latin1")).not.toContain(ANN);
  });

  it("lets nobody but the owner read what it keeps", async () => {
    const store = await openFeedback(dir);
    await store.add(vote(ANN, "Who won?"));
    await store.add(vote(BOB, "Who won?"));
    await store.forget(BOB);
    for (const name of ["feedback.jsonl", "feedback-salt"]) {
      if (process.platform !== "win32") expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
    }
  });

  it("keeps every one of many votes at once, in the order in which they were given", async () => {
    const store = await openFeedback(dir);
    const asked = Array.from({ length: 100 }, (_, i) => `Question ${i}?`);
    await Promise.all(asked.map((question) => store.add(vote(ANN, question))));
    expect(await questions()).toEqual(asked);
  });

  it("has written all that was begun when it is closed", async () => {
    const store = await openFeedback(dir);
    for (const question of ["One?", "Two?", "Three?"]) void store.add(vote(ANN, question));
    await store.close();
    expect(await questions()).toEqual(["One?", "Two?", "Three?"]);
  });
});

describe("forgetting a user", () => {
  it("deletes all of his lines, says how many, and leaves the others byte for byte", async () => {
    const store = await openFeedback(dir);
    await store.add(vote(BOB, "Where is Hà Nội?"));
    const others = await readFile(file);
    await store.add(vote(ANN, "Who won?"));
    await store.add(vote(ANN, "Who lost?"));
    expect(await store.forget(ANN)).toBe(2);
    expect(await readFile(file)).toEqual(others);
    expect(await store.forget(ANN)).toBe(0);
    expect((await readdir(dir)).sort()).toEqual(["feedback-salt", "feedback.jsonl"]);
  });

  it("finds nothing where nothing was given", async () => {
    expect(await (await openFeedback(dir)).forget(ANN)).toBe(0);
  });

  it("loses no vote that is given meanwhile, by this store or another", async () => {
    const [store, other] = [await openFeedback(dir), await openFeedback(dir)];
    const asked = Array.from({ length: 20 }, (_, i) => `Question ${i}?`);
    await Promise.all(
      asked.flatMap((question, i) => [
        (i % 2 ? store : other).add(vote(BOB, question)),
        store.add(vote(ANN, question)),
        ...(i % 5 === 0 ? [other.forget(ANN)] : []),
      ]),
    );
    await store.forget(ANN);
    expect((await questions()).sort()).toEqual(asked.sort());
  });

  it("deletes the torn line of a crash too, if it is his", async () => {
    const store = await openFeedback(dir);
    await store.add(vote(BOB, "Who lost?"));
    await store.add(vote(ANN, "A question in confidence?"));
    await truncate(file, (await stat(file)).size - 40);
    expect(await store.forget(ANN)).toBe(1);
    expect(await readFile(file, "utf8")).not.toContain("confidence");
    expect(await questions()).toEqual(["Who lost?"]);
  });
});

describe("a crash", () => {
  it("costs at most the last line, wherever it tears it", async () => {
    const store = await openFeedback(dir);
    await store.add(vote(ANN, "Before?"));
    const whole = (await stat(file)).size;
    await store.add(vote(ANN, "Hà Nội 河内?", { quotes: [] }));
    const full = await readFile(file);
    for (let size = whole; size < full.length; size++) {
      await writeFile(file, full.subarray(0, size));
      await store.add(vote(BOB, "After?"));
      const isTorn = size > whole && size < full.length - 1;
      // Without its newline a line is whole already.
      const torn = size === full.length - 1 ? ["Hà Nội 河内?"] : [];
      expect(await questions()).toEqual(["Before?", ...torn, "After?"]);
      expect(await unreadable()).toBe(isTorn ? 1 : 0);
    }
  });

  it.skipIf(process.platform === "win32")("in the middle of a write leaves the lines before it", async () => {
    await inProcess("for (let i = 0; i < 9; i++) await store.add(vote(i + LONG));", SMALL_FILES);
    const before = await questions();
    expect(before.length).toBeGreaterThan(0);
    expect(await unreadable()).toBe(1);
    await (await openFeedback(dir)).add(vote(BOB, "After?"));
    expect(await questions()).toEqual([...before, "After?"]);
    expect(await unreadable()).toBe(1);
  });

  it("leaves lines that are no feedback to be passed over and counted", async () => {
    const store = await openFeedback(dir);
    await store.add(vote(ANN, "Before?"));
    await appendFile(file, '\n\0\0\0\n{"question":"Whose?"}\nnull\n');
    await store.add(vote(ANN, "After?"));
    expect(await questions()).toEqual(["Before?", "After?"]);
    expect(await unreadable()).toBe(3);
  });

  it("may leave a lock behind, which is taken over", async () => {
    await mkdir(join(dir, "feedback.lock"), { recursive: true });
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(dir, "feedback.lock"), longAgo, longAgo);
    await (await openFeedback(dir)).add(vote(ANN, "Who won?"));
    expect(await questions()).toEqual(["Who won?"]);
  });

  it("may leave a new file behind that was never put in place, which is written anew", async () => {
    const store = await openFeedback(dir);
    await store.add(vote(ANN, "Who won?"));
    await store.add(vote(BOB, "Who lost?"));
    await writeFile(`${file}.new`, "half of a li");
    expect(await store.forget(ANN)).toBe(1);
    expect(await questions()).toEqual(["Who lost?"]);
  });
});

describe("several processes", () => {
  it("that start together agree on one salt", async () => {
    await Promise.all(
      Array.from({ length: 3 }, (_, i) => inProcess(`await store.add(vote("Question ${i}?"));`)),
    );
    const { entries } = await readFeedback(dir);
    expect(entries).toHaveLength(3);
    expect(new Set(entries.map(({ user }) => user)).size).toBe(1);
    expect((await stat(join(dir, "feedback-salt"))).size).toBe(32);
  });
});

describe("a disk that refuses", () => {
  it("is named, with what to do, when the folder cannot be made", async () => {
    await writeFile(dir, "");
    await expect(openFeedback(join(dir, "data"))).rejects.toMatchObject({
      code: "feedback",
      message: expect.stringMatching(
        /data cannot be written \(ENOTDIR\); make room, set DATA_DIR .* FEEDBACK=false/,
      ),
    });
  });

  it.skipIf(!existsSync("/dev/full"))("fails the one vote and not those after it", async () => {
    const store = await openFeedback(dir);
    await symlink("/dev/full", file);
    const refused = store.add(vote(ANN, "Who won?"));
    await expect(refused).rejects.toMatchObject({
      code: "feedback",
      message: expect.stringContaining("ENOSPC"),
    });
    await rm(file);
    await store.add(vote(ANN, "Who lost?"));
    expect(await questions()).toEqual(["Who lost?"]);
  });

  it.skipIf(process.platform === "win32")("keeps no half of a line when it takes only a part", async () => {
    const code = `process.on("SIGXFSZ", () => {});
      const codes = [];
      for (let i = 0; i < 9; i++) await store.add(vote(i + LONG)).catch((error) => codes.push(error.code));
      process.stdout.write(codes.join());`;
    expect(await inProcess(code, SMALL_FILES)).toMatch(/^feedback(,feedback)*$/);
    const { entries, unreadable } = await readFeedback(dir);
    expect(entries.length).toBeGreaterThan(0);
    expect(unreadable).toBe(0);
    expect(await readFile(file, "utf8")).toMatch(/\}\n$/);
  });

  it("says so when the salt is damaged", async () => {
    await openFeedback(dir);
    await truncate(join(dir, "feedback-salt"), 5);
    await expect(openFeedback(dir)).rejects.toThrow(
      /feedback-salt has 5 bytes instead of 32; put back a copy/,
    );
  });
});

describe("reading the feedback", () => {
  it("finds none where none was given", async () => {
    expect(await readFeedback(join(dir, "missing"))).toEqual({ entries: [], unreadable: 0 });
  });

  it("says which file cannot be read", async () => {
    await mkdir(file, { recursive: true });
    await expect(readFeedback(dir)).rejects.toThrow(
      /feedback\.jsonl cannot be read \(EISDIR\); set DATA_DIR/,
    );
  });
});
