import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_QUESTION_LENGTH } from "../src/answer/check-options.ts";
import type { Collection } from "../src/answer/collection.ts";
import { openCollection } from "../src/answer/open-collection.ts";
import { parseHtml } from "../src/articles/parse-html.ts";
import { loadConfig } from "../src/config.ts";
import { buildIndex, SILENT } from "../src/index/build-index.ts";
import { renderAnswer } from "../src/terminal/render-answer.ts";

const ROOT = resolve(import.meta.dirname, "..");

/** File names that would do harm where a name is used as a path, a command, a pattern or a key. */
const HOSTILE_NAMES = [
  "$(touch owned).txt",
  "; touch owned;.txt",
  "a\\..\\..\\owned.txt",
  "%2e%2e%2fowned.txt",
  "__proto__.txt",
  "line\nbreak.txt",
  "\u001b[31mred.txt",
  "\u202Etxt.exe.txt",
  "*.txt",
  "@everyone.txt",
];

let dir: string;
let collection: Collection;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
  await cp(join(ROOT, "seeds"), join(dir, "articles"), { recursive: true });
  await writeFile(join(dir, "owned.txt"), "date 2024-01-01 This lies outside of the folder.");
  for (const [i, name] of HOSTILE_NAMES.entries()) {
    await writeFile(
      join(dir, "articles", name),
      `date 2024-01-01 The lighthouse number ${i} was painted green.`,
    );
  }
  const config = loadConfig({
    EMBEDDER: "built-in",
    ARTICLES_DIR: join(dir, "articles"),
    INDEX_DIR: join(dir, "index"),
  });
  await buildIndex(config, SILENT);
  collection = await openCollection(config.indexDir, config.embedding);
});
afterAll(async () => {
  await collection.close();
  await rm(dir, { recursive: true });
});

describe("a question, whatever it is made of,", () => {
  const plain = { bold: (text: string) => text, dim: (text: string) => text };

  it.each([
    ["6,000 characters", "x".repeat(6_000)],
    ["6,000 characters of words", "Wang ".repeat(1_200)],
    ["nothing", ""],
    ["blanks alone", " \n\t\u00a0\u3000 "],
  ])("is refused with what to do instead: %s", async (_, question) => {
    await expect(collection.answer(question)).rejects.toMatchObject({
      name: "DatelineError",
      code: "question",
      message: expect.stringMatching(/write what you want to know|are the most/),
    });
  });

  it.each([
    ["emoji alone", "😀👩‍👩‍👧‍👦🇻🇳❤️".repeat(20)],
    ["direction marks alone", "\u202e\u200f\u2067\u2069\u202c".repeat(50)],
    ["zero-width characters alone", "\u200b\u200c\u200d\ufeff".repeat(50)],
    ["control characters", "\u0000\u0007\u001b[2J\u001b]0;title\u0007"],
    ["halves of surrogate pairs", "\ud83d \ude00 \ud800"],
    ["combining marks", `a${"\u0301".repeat(1_500)}`],
    ["a mention", "@everyone @here <@1> <@&2>"],
    ["Markdown", "**# [What](https://example.com)** ```did``` ||Wang|| > present?"],
    ["a right-to-left question", "\u202eWhat insignia did Wang present?\u202c"],
    ["500 words", Array(500).fill("who").join(" ")],
    ["400 different words", Array.from({ length: 400 }, (_, i) => `w${i}`).join(" ")],
    ["a pattern that explodes", "(a+)+$ ".repeat(200)],
    ["names of built-in properties", "__proto__ constructor toString hasOwnProperty valueOf"],
    ["a path", "../../../../etc/passwd"],
    ["a template", "{{7*7}} #{7*7} $(id) <%= 7 %> %s %n"],
    ["the longest question", "ministerial ".repeat(200).slice(0, MAX_QUESTION_LENGTH)],
  ])("is answered in the words of the articles or not at all: %s", async (_, question) => {
    const answer = await collection.answer(question);
    for (const { article, text, start, end } of answer.quotes) {
      expect(text).toBe(collection.article(article.id)?.text.slice(start, end));
    }
    if (!answer.answered) expect(answer.reason).not.toBeNull();
    const shown = await renderAnswer(answer, plain, 80);
    expect(shown).toBe(stripVTControlCharacters(shown));
    expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

describe("an article's name", () => {
  it.each([
    "../owned.txt",
    "..",
    "/etc/passwd",
    "../../package.json",
    "articles/../../owned.txt",
    "\u0000",
    "__proto__",
    "constructor",
    "",
  ])("is looked up among the names of the index and never as a path: %j", async (id) => {
    expect(collection.article(id)).toBeUndefined();
    await expect(collection.answer("lighthouse", { source: id })).rejects.toMatchObject({ code: "question" });
  });

  it.skipIf(process.platform === "win32")(
    "may hold anything: it makes no file, steers nothing and is found again",
    async () => {
      expect(collection.articles).toHaveLength(5 + HOSTILE_NAMES.length);
      expect((await readdir(dir)).sort()).toEqual(["articles", "index", "owned.txt"]);
      expect(await readdir(ROOT)).not.toContain("owned");
      for (const name of HOSTILE_NAMES) {
        const answer = await collection.answer("Which colour was the lighthouse painted?", { source: name });
        expect(answer.quotes[0]?.article.id).toBe(name);
      }
      const written = await readdir(join(dir, "index"), { recursive: true });
      expect(written.filter((path) => /owned|proto|lighthouse|red/.test(path))).toEqual([]);
    },
  );
});

describe("a page among the articles", () => {
  it("loads nothing and runs nothing, whatever it asks for", async () => {
    const asked: string[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url ?? "");
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const globals = globalThis as { pageRan?: boolean };
    const run = "globalThis.pageRan = true";
    const page = `<!DOCTYPE html SYSTEM "${base}/dtd"><html manifest="${base}/manifest"><head><base href="${base}/">
      <meta property="article:published_time" content="2024-01-01"><meta http-equiv="refresh" content="0;url=${base}/refresh">
      <link rel="stylesheet" href="${base}/css"><link rel="preload" href="${base}/preload" as="script">
      <script src="${base}/script"></script><script type="module">import "${base}/module"; ${run}</script></head>
      <body onload="${run}"><iframe src="${base}/frame" srcdoc="<script>${run}</script>"></iframe>
      <object data="${base}/object"></object><svg onload="${run}"><use href="${base}/svg"/></svg>
      <article><p>${"The lighthouse of the island was painted green in the spring. ".repeat(10)}</p>
      <img src="${base}/img" onerror="${run}"><video src="${base}/video" autoplay></video></article></body></html>`;
    expect(parseHtml(page, "page.html", () => {}).text).toContain("painted green");
    await delay(50);
    server.close();
    expect(asked).toEqual([]);
    expect(globals.pageRan).toBeUndefined();
  });
});

describe("the sources", () => {
  it("start no shell, and evaluate no text as a program", async () => {
    const files = (await readdir(join(ROOT, "src"), { recursive: true })).filter((path) =>
      path.endsWith(".ts"),
    );
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      const source = await readFile(join(ROOT, "src", file), "utf8");
      expect(source, file).not.toMatch(/\beval\(|\bnew Function\(|\bnew Script\((?!")|\bshell: true/);
      // `exec` and `execSync` hand their text to a shell.
      expect(source, file).not.toMatch(/import {[^}]*\bexec(Sync)?\b[^}]*} from "node:child_process"/);
    }
  });
});
