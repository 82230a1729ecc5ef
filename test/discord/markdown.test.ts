import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkdown, label, oneLine, unescapeMarkdown } from "../../src/discord/markdown.ts";

/** What Discord's client finds in a text, as regular expressions at a position; `line` ones only at the start of a line. */
const ANYWHERE = {
  bold: /^\*\*[\s\S]+?\*\*/,
  italic: /^\*[^\s*][\s\S]*?\*|^_[\s\S]+?_/,
  underline: /^__[\s\S]+?__/,
  strikethrough: /^~~[\s\S]+?~~/,
  spoiler: /^\|\|[\s\S]+?\|\|/,
  code: /^`+[\s\S]+?`+/,
  maskedLink: /^\[[^\]]*\]\([^)]*\)/,
  address: /^(?:https?|steam|discord):\/\/\S/,
  invite: /^discord(?:\.gg|(?:app)?\.com\/invite)\/\S/,
  angleBrackets: /^<[@#:/at+\w][^>]*>/,
  everyone: /^@(?:everyone|here)/,
  mention: /^@\S/,
  emoji: /^:[^\s:]+:/,
};
const AT_LINE_START = {
  quote: /^ *>{1,3} /,
  heading: /^ *#{1,3} /,
  subtext: /^ *-# /,
  list: /^ *(?:[-*+]|\d+\.) /,
};

/** The names of everything that Discord would not show as it is written. */
function findMarkdown(markdown: string): string[] {
  const found: string[] = [];
  let lineStart = true;
  for (let i = 0; i < markdown.length; ) {
    const rest = markdown.slice(i);
    if (/^\\[^0-9A-Za-z\s]/.test(rest)) {
      i += 2;
      lineStart = false;
      continue;
    }
    const rules = Object.entries({ ...ANYWHERE, ...(lineStart ? AT_LINE_START : {}) });
    found.push(...rules.filter(([, rule]) => rule.test(rest)).map(([name]) => name));
    lineStart = markdown[i] === "\n";
    i++;
  }
  return found;
}

const SAMPLES = [
  "**bold** *italic* _italic_ __underline__ ~~gone~~ ||spoiler|| `code` ```js\nblock\n``` ***both***",
  "# one\n## two\n### three\n-# small\n> quote\n>>> quotes\n- list\n* list\n+ list\n1. list\n  12. list",
  "[text](https://example.org) <https://example.org> https://example.org http://a.b steam://run/1",
  "discord.gg/abc discord.com/invite/abc",
  "@everyone @here <@1> <@!1> <@&1> <#1> </ask:1> <id:customize> <:smile:1> <a:smile:1> <t:1694563200:D>",
  ":smile: :skin-tone-2: ¯\\_(ツ)_/¯ \\*not bold\\* \\\\",
];

describe("escapeMarkdown", () => {
  it("finds Markdown in every sample before it is escaped, so that this test can fail", () => {
    for (const sample of SAMPLES) expect(findMarkdown(sample)).not.toEqual([]);
  });

  it.each(SAMPLES)("leaves nothing for Discord to format, mention, link or preview in %j", (sample) => {
    expect(findMarkdown(escapeMarkdown(sample))).toEqual([]);
    expect(unescapeMarkdown(escapeMarkdown(sample))).toBe(sample);
  });

  it.each([..."\\*_~`|<>[]()#@:/"])("escapes %j wherever it stands", (character) => {
    expect(escapeMarkdown(`a${character}b`)).toBe(`a\\${character}b`);
    expect(escapeMarkdown(character)).toBe(`\\${character}`);
  });

  it("leaves prose as it is", () => {
    const prose = "Wang Xiaohong's all-level, 16-word plan (sic) cost 1.5 million; “good”, he said.";
    expect(escapeMarkdown(prose)).toBe(prose.replace("(sic)", "\\(sic\\)"));
  });

  it("gives back the exact text for any text, at most doubled, with nothing for Discord to find", () => {
    const special = fc.string({
      unit: fc.constantFrom(..."\\*_~`|<>[]()#@:/-+.0123456789 \n\tabhtps", "https://", "@everyone", "é"),
      maxLength: 60,
    });
    const anything = fc.oneof(special, fc.string({ unit: "binary", maxLength: 60 }));
    fc.assert(
      fc.property(anything, (text) => {
        const markdown = escapeMarkdown(text);
        expect(unescapeMarkdown(markdown)).toBe(text);
        expect(markdown.length).toBeLessThanOrEqual(2 * text.length);
        expect(findMarkdown(markdown)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("names and questions within a line", () => {
  it("become one line without control characters or direction marks", () => {
    expect(oneLine(" a\r\nb\tc\u202egpj\u0000 \u2028 d ")).toBe("a b cgpj d");
  });

  it("are shortened with an ellipsis", () => {
    expect(label("a longer one", 9)).toBe("a longer…");
  });

  it("are isolated when they run from right to left, so that the date beside them stays in place", () => {
    expect(label("أخبار *اليوم*")).toBe("\u2068أخبار \\*اليوم\\*\u2069");
    expect(label("VNS")).toBe("VNS");
  });
});
