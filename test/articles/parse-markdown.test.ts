import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/articles/parse-markdown.ts";

function parse(text: string) {
  const warnings: string[] = [];
  return { ...parseMarkdown(text, "seeds/x.md", (warning) => warnings.push(warning)), warnings };
}

const withDate = (body: string, more = ""): string => `---\ndate: 2023-09-13\n${more}---\n${body}`;

describe("parseMarkdown", () => {
  it("reads the front matter, and the words after it", () => {
    const text = withDate(
      "\n# Another title\n\nThe ministers met.\n",
      'title: "Ministers: a meeting"\npublisher: VNA\nplace: Hà Nội\nurl: https://example.org/a?b=1\n',
    );
    const article = parse(text);
    expect(article).toMatchObject({
      date: "2023-09-13",
      title: "Ministers: a meeting",
      publisher: "VNA",
      place: "Hà Nội",
      url: "https://example.org/a?b=1",
      text,
      warnings: [],
    });
    expect(text.slice(article.bodyStart)).toBe("\n# Another title\n\nThe ministers met.\n");
  });

  it("finds in the text what the front matter leaves out", () => {
    expect(parse(withDate("Lead.\n\n# The  title #\n\nHanoi (VNA) – The ministers met."))).toMatchObject({
      title: "The title",
      publisher: "VNA",
      place: "Hanoi",
      url: null,
    });
    expect(parse(withDate("**Hanoi** hosted the ministers.", "title:\n")).title).toBe(
      "Hanoi** hosted the ministers.",
    );
  });

  it("reads line ends of all kinds and a title that is a number", () => {
    const article = parse("---\r\ndate: '2023-09-13'\r\ntitle: 1984\r\n---\r\nWords.");
    expect(article).toMatchObject({ date: "2023-09-13", title: "1984" });
    expect(article.text.slice(article.bodyStart)).toBe("Words.");
  });

  it("takes the day of a timestamp as it is written", () => {
    expect(parse("---\ndate: 2023-09-13T23:30:00-05:00\n---\nWords.").date).toBe("2023-09-13");
    expect(parse("---\ndate: 2023-09-13 08:00\n---\nWords.").date).toBe("2023-09-13");
  });

  it.each([
    ["Words.", "no front matter; begin the file with the lines"],
    ["\n---\ndate: 2023-09-13\n---\nWords.", "no front matter"],
    ["---\ndate: 2023-09-13\nWords.", 'the front matter has no end; close it with a line "---"'],
    ["---\ntitle: x\n---\nWords.", "no date in the front matter; begin the file with"],
    ["---\n---\nWords.", "no date in the front matter"],
    [
      "---\ndate: 13 September 2023\n---\nWords.",
      '"13 September 2023" is not a date; write it as "date: 2023-09-13"',
    ],
    ["---\ndate: 20230913\n---\nWords.", '"20230913" is not a date'],
    ["---\ndate: 2023-02-30\n---\nWords.", "the date 2023-02-30 does not exist"],
    ["---\ndate: 2023-09-13\n---\n\n", "the article has no words"],
    ["---\n- a\n---\nWords.", 'the front matter is not valid YAML (not a list of "name: value" lines)'],
    ["---\ndate: 2023-09-13\ntitle: a: b\n---\nWords.", "at line 3, column 8); mend it, or begin the file"],
    ["---\ndate: 2023-09-13\ntitle: [a, b]\n---\nWords.", '"title" in the front matter is a list or a group'],
  ])("refuses %j", (text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(/^seeds\/x\.md: /);
  });

  it("refuses front matter that would exhaust memory or the stack", () => {
    const bomb = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`).join(
      "\n",
    );
    expect(() => parse(withDate("Words.", `a0: &a0 [x]\n${bomb}\n`))).toThrow("not valid YAML");
    expect(() => parse(withDate("Words.", `a: ${"[".repeat(19_000)}\n`))).toThrow("not valid YAML");
  });

  it("leaves out an address that is not of the web, with a warning", () => {
    const { url, warnings } = parse(withDate("Words.", "url: javascript:alert(1)\n"));
    expect(url).toBeNull();
    expect(warnings).toEqual([
      'seeds/x.md: "javascript:alert(1)" is not an address that begins with http:// or https://; the url is left out',
    ]);
  });
});
