import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readArticles } from "../../src/articles/read-articles.ts";
import { DatelineError } from "../../src/shared/errors.ts";

const NEWS = "date 2023-09-13 The ministers met.";
const OPTIONS = { maxBytes: 1000 };

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "dateline-articles-"));
  folder = join(parent, "articles");
  await mkdir(folder);
});

afterEach(() => rm(parent, { recursive: true, force: true }));

async function write(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

const idsOf = ({ articles }: { articles: { article: { id: string } }[] }) =>
  articles.map(({ article }) => article.id);

describe("readArticles", () => {
  it("reads all types in all sub-folders, in the order of their paths", async () => {
    await write({
      "z.txt": NEWS,
      "a/deep/er/m.MD": "---\ndate: 2023-09-14\n---\nWords.",
      "a/b.html": '<meta name="date" content="2023-09-15"><p>The ministers met, and left.</p>',
      "B.TXT": NEWS,
    });
    const read = await readArticles(folder, OPTIONS);
    expect(idsOf(read)).toEqual(["B.TXT", "b.html", "m.MD", "z.txt"]);
    expect(read.articles.map(({ article }) => article.date)).toEqual([
      "2023-09-13",
      "2023-09-15",
      "2023-09-14",
      "2023-09-13",
    ]);
    expect(read.refusals).toEqual([]);
    expect(read.warnings).toEqual([]);
  });

  it("keeps the text exactly, without a byte-order mark, and hashes the bytes", async () => {
    const content = `\ufeff${NEWS}\r\n\u00a0 Tô Lâm \t😀\n`;
    await write({ "a.txt": content });
    const [read] = (await readArticles(folder, OPTIONS)).articles;
    expect(read?.article.text).toBe(content.slice(1));
    expect(read?.hash).toBe(createHash("sha256").update(content).digest("hex"));
  });

  it("does not parse an article again whose id and hash are known", async () => {
    await write({ "a.txt": NEWS, "b.txt": NEWS });
    const first = await readArticles(folder, OPTIONS);
    const known = new Map(
      first.articles.map(({ article, hash }) => [
        article.id,
        { ...article, hash: article.id === "a.txt" ? hash : "that of another text" },
      ]),
    );
    const second = await readArticles(folder, { ...OPTIONS, known: (id) => known.get(id) });
    expect(second.articles[0]?.article).toBe(known.get("a.txt"));
    expect(second.articles[1]).toEqual(first.articles[1]);
  });

  it("takes the date for a title that shows nothing, and no such name for a publisher", async () => {
    const front = '---\ndate: 2023-09-14\ntitle: "\\u202e\\u200e"\npublisher: "\\u200b"\n---\nWords.';
    await write({ "m.md": front });
    const { articles } = await readArticles(folder, OPTIONS);
    expect(articles[0]?.article).toMatchObject({ title: "2023-09-14", publisher: null });
  });

  it("tells how far it is", async () => {
    await write({ "a.txt": NEWS, "b.txt": "no date", "c.txt": NEWS, "d.pdf": "" });
    const steps: [number, number][] = [];
    await readArticles(folder, { ...OPTIONS, onProgress: (done, total) => steps.push([done, total]) });
    expect(steps).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it("passes over other files with one warning each, and hidden ones silently", async () => {
    await write({
      "a.txt": NEWS,
      "b.pdf": "x",
      "sub/README": "x",
      ".env": "x",
      ".git/c.txt": NEWS,
      "sub/.d.txt": NEWS,
    });
    const { articles, warnings, refusals } = await readArticles(folder, OPTIONS);
    expect(articles).toHaveLength(1);
    expect(warnings).toEqual([
      `${join(folder, "b.pdf")}: not a .txt, .md, .html file; passed over`,
      `${join(folder, "sub/README")}: not a .txt, .md, .html file; passed over`,
    ]);
    expect(refusals).toEqual([]);
  });

  it("refuses what cannot be used, names the file and the mend, and reads the others", async () => {
    await write({
      "bad/date.txt": "no date",
      "bad/latin.txt": Buffer.from("date 2023-09-13 caf\xe9", "latin1"),
      "bad/long.txt": `${NEWS}${"x".repeat(1000)}`,
      "bad/utf16.txt": Buffer.from(`\ufeff${NEWS}`, "utf16le"),
      "good.txt": NEWS,
    });
    const read = await readArticles(folder, OPTIONS);
    expect(idsOf(read)).toEqual(["good.txt"]);
    const at = (name: string) => join(folder, "bad", name);
    expect(read.refusals).toEqual([
      {
        file: "bad/date.txt",
        message: `${at("date.txt")}: no date in the first line; begin the file with "date 2023-09-13"`,
      },
      {
        file: "bad/latin.txt",
        message: `${at("latin.txt")}: not UTF-8 (it may be in an older encoding such as Windows-1252); save it again as UTF-8`,
      },
      {
        file: "bad/long.txt",
        message:
          `${at("long.txt")}: 1,034 bytes, more than the 1,000 allowed; ` +
          "split it into several articles, or raise MAX_ARTICLE_BYTES",
      },
      {
        file: "bad/utf16.txt",
        message: `${at("utf16.txt")}: not UTF-8 (it is UTF-16); save it again as UTF-8`,
      },
    ]);
  });

  it("takes a file of exactly the largest size", async () => {
    await write({ "a.txt": NEWS.padEnd(1000, "x") });
    expect((await readArticles(folder, OPTIONS)).articles).toHaveLength(1);
  });

  it("refuses what takes too long to read, and reads the others", async () => {
    const slow = `<meta name="date" content="2023-09-15"><p>${NEWS}<img srcset="${"a".repeat(200_000)} b">`;
    await write({ "a.txt": NEWS, "slow.html": slow, "z.txt": NEWS });
    const read = await readArticles(folder, { maxBytes: 1_000_000, maxMs: 300 });
    expect(idsOf(read)).toEqual(["a.txt", "z.txt"]);
    expect(read.refusals).toEqual([
      {
        file: "slow.html",
        message:
          `${join(folder, "slow.html")}: reading it takes longer than 0.3 s; ` +
          "save the words of the article alone as a .txt file, or remove it",
      },
    ]);
  });

  it("keeps the first of two articles with one name, and refuses the second naming both", async () => {
    const composed = "việt.txt".normalize("NFC");
    const decomposed = "việt.txt".normalize("NFD");
    await write({ [`a/${decomposed}`]: NEWS, [`b/${composed}`]: NEWS, "c/a.txt": NEWS, "d/a.txt": NEWS });
    const read = await readArticles(folder, OPTIONS);
    expect(idsOf(read)).toEqual([composed, "a.txt"]);
    expect(read.refusals).toEqual([
      {
        file: `b/${composed}`,
        message: `${join(folder, "b", composed)}: it has the same name as ${join(folder, "a", decomposed)}, and names must differ; rename one`,
      },
      {
        file: "d/a.txt",
        message: `${join(folder, "d/a.txt")}: it has the same name as ${join(folder, "c/a.txt")}, and names must differ; rename one`,
      },
    ]);
  });

  it("does not follow links that leave the folder", async () => {
    await writeFile(join(parent, "secret.txt"), NEWS);
    await mkdir(join(parent, "articles-too"));
    await writeFile(join(parent, "articles-too", "b.txt"), NEWS);
    await write({ "a.txt": NEWS });
    await symlink(join(parent, "secret.txt"), join(folder, "file.txt"));
    await symlink("../articles-too", join(folder, "folder"));
    await symlink("nowhere.txt", join(folder, "gone.txt"));
    const read = await readArticles(folder, OPTIONS);
    expect(idsOf(read)).toEqual(["a.txt"]);
    expect(read.warnings).toEqual([
      `${join(folder, "file.txt")}: a symbolic link that leaves the folder; passed over`,
      `${join(folder, "folder")}: a symbolic link that leaves the folder; passed over`,
      `${join(folder, "gone.txt")}: a symbolic link to nothing; passed over`,
    ]);
  });

  it("ends on cycles of links, and reads each file once", async () => {
    await write({ "sub/a.txt": NEWS });
    await symlink("..", join(folder, "sub", "up"));
    await symlink("sub", join(folder, "again"));
    await symlink("sub/a.txt", join(folder, "b.txt"));
    await symlink("loop.txt", join(folder, "loop.txt"));
    const read = await readArticles(folder, OPTIONS);
    expect(idsOf(read)).toEqual(["a.txt"]);
    expect(read.warnings).toEqual([`${join(folder, "loop.txt")}: a symbolic link to nothing; passed over`]);
  });

  it("follows links within the folder to what is hidden there, as container volumes have them", async () => {
    await write({ "..2023/a.txt": NEWS });
    await symlink("..2023", join(folder, "..data"));
    await symlink("..data/a.txt", join(folder, "a.txt"));
    expect(idsOf(await readArticles(folder, OPTIONS))).toEqual(["a.txt"]);
  });

  it("reads a folder that is itself a link", async () => {
    await write({ "a.txt": NEWS });
    await symlink(folder, join(parent, "link"));
    expect(idsOf(await readArticles(join(parent, "link"), OPTIONS))).toEqual(["a.txt"]);
  });

  it.skipIf(process.getuid?.() === 0)("refuses files and sub-folders that may not be read", async () => {
    await write({ "a.txt": NEWS, "b.txt": NEWS, "sub/c.txt": NEWS });
    await chmod(join(folder, "b.txt"), 0);
    await chmod(join(folder, "sub"), 0);
    const { articles, refusals } = await readArticles(folder, OPTIONS);
    await chmod(join(folder, "sub"), 0o700);
    expect(articles).toHaveLength(1);
    expect(refusals.map(({ message }) => message)).toEqual([
      `${join(folder, "sub")}: the folder cannot be read (permission denied); allow reading it, or move it away`,
      `${join(folder, "b.txt")}: cannot be read (permission denied); allow reading it, or move it out of the folder`,
    ]);
  });

  it("fails when the folder does not exist or is a file, and names it and ARTICLES_DIR", async () => {
    const missing = join(parent, "missing");
    await expect(readArticles(missing, OPTIONS)).rejects.toThrow(
      `${missing}: there is no such folder; create it and put articles into it, or set ARTICLES_DIR to the folder`,
    );
    await write({ "a.txt": NEWS });
    await expect(readArticles(join(folder, "a.txt"), OPTIONS)).rejects.toThrow(
      "not a folder; set ARTICLES_DIR",
    );
    await expect(readArticles(missing, OPTIONS)).rejects.toBeInstanceOf(DatelineError);
  });

  it("fails when there is not one good article, and lists what was refused", async () => {
    await expect(readArticles(folder, OPTIONS)).rejects.toThrow(
      `${folder}: no article in this folder; add .txt, .md, .html files, or set ARTICLES_DIR`,
    );
    await write({ "a.txt": "no date", "b.md": "no front matter", "c.pdf": "" });
    const failure = await readArticles(folder, OPTIONS).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatelineError);
    expect(failure).toMatchObject({ code: "articles" });
    const [head, ...rest] = (failure as DatelineError).message.split("\n");
    expect(head).toBe(
      `${folder}: no article in this folder can be used; mend these files, or set ARTICLES_DIR to another folder`,
    );
    expect(rest).toEqual([
      expect.stringContaining("a.txt: no date in the first line"),
      expect.stringContaining("b.md: no front matter"),
      expect.stringContaining("c.pdf: not a .txt, .md, .html file"),
    ]);
  });

  it("cuts what a file claims as its title or publisher to a reasonable length", async () => {
    await write({
      "a.md": `---\ndate: 2023-09-13\ntitle: ${"t ".repeat(400)}\npublisher: ${"p ".repeat(400)}\n---\nWords.`,
    });
    const [read] = (await readArticles(folder, { maxBytes: 5000 })).articles;
    expect(read?.article.title.length).toBeLessThanOrEqual(300);
    expect(read?.article.publisher?.length).toBeLessThanOrEqual(100);
  });
});
