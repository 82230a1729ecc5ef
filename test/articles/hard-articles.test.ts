import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ARTICLE_TYPES } from "../../src/articles/list-files.ts";
import { checkArticle } from "../support/check-article.ts";
import { anyBytesOf, filled, HARD_PAGES, HARD_TEXTS } from "../support/hard-articles.ts";

/** Here a page need not have the 10 seconds that it has in earnest. */
const MAX_MS = 500;
const TXT = "date 2023-09-13 ";
const MD = "---\ndate: 2023-09-13\n---\n";

describe("an article of any bytes", () => {
  it.each(ARTICLE_TYPES)("is read, or refused by its name: %s", async (type) => {
    await fc.assert(
      fc.asyncProperty(anyBytesOf(type), async (bytes) => {
        await checkArticle(`seeds/x${type}`, bytes, MAX_MS);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a long article", () => {
  it("is read in a time that grows with its length, whatever it is made of", async () => {
    for (const [name, grow] of HARD_TEXTS) {
      const text = grow(15_000);
      for (const [file, head] of [
        ["x.txt", TXT],
        ["x.md", MD],
      ] as const) {
        const outcome = await checkArticle(file, Buffer.from(head + text));
        expect(JSON.stringify(outcome), name).not.toContain("longer than");
      }
    }
  });

  it("may have a million characters and no full stop", async () => {
    const text = filled("word and word ", 1_000_000);
    expect(await checkArticle("x.txt", Buffer.from(TXT + text))).toMatchObject({ kind: "read" });
  });

  it("may have front matter of any content, which is refused when it is long", async () => {
    for (const unit of ["a\n", "[", "{a: ", "- ", "? ", "&a ", '"', "'", "|\n", "a: |\n", "# a\n"]) {
      const short = `---\ndate: 2023-09-13\nx: ${filled(unit, 1_500)}\n---\nWords.`;
      expect(await checkArticle("x.md", Buffer.from(short))).toBeDefined();
    }
    const long = `---\ndate: 2023-09-13\n${filled("a\n", 1_000_000)}\n---\nWords.`;
    expect(await checkArticle("x.md", Buffer.from(long))).toMatchObject({
      message: expect.stringContaining("x.md: the front matter has more than 20000 characters"),
    });
  });
});

describe("a page", () => {
  it("that the HTML libraries would take minutes over is refused in time, by its name", async () => {
    const page = HARD_PAGES.get("a set of sources")?.(300_000) ?? "";
    expect(await checkArticle("x.html", Buffer.from(page), MAX_MS)).toEqual({
      kind: "refused",
      message: expect.stringMatching(/^x\.html: reading it takes longer than 0\.5 s; .*\.txt file/),
    });
  });

  it("of any tags is read or refused, and the next one is read as ever", async () => {
    for (const grow of HARD_PAGES.values()) await checkArticle("x.html", Buffer.from(grow(3_000)), MAX_MS);
    const page = HARD_PAGES.get("<p>a</p>")?.(100) ?? "";
    expect(await checkArticle("x.html", Buffer.from(page))).toMatchObject({ kind: "read" });
  });
});
