import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../src/discord/markdown.ts";
import { escapeHtml, markdownToHtml } from "../../src/picture/markdown-html.ts";

/** What a browser shows of HTML without entities but numbered ones. */
const shownTextOf = (html: string): string =>
  html
    .replaceAll("<br>", "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

describe("markdownToHtml", () => {
  it("shows text as it is, HTML's own characters included", () => {
    expect(markdownToHtml("Prices & wages")).toBe("<p>Prices &#38; wages</p>");
    expect(markdownToHtml('<img src="x">')).toBe("<p>&#60;img src=&#34;x&#34;&#62;</p>");
  });

  it("makes bold and code of their marks, and no bold within code", () => {
    expect(markdownToHtml("a **b c** d")).toBe("<p>a <strong>b c</strong> d</p>");
    expect(markdownToHtml("use `/ask **now**`")).toBe("<p>use <code>/ask **now**</code></p>");
  });

  it("shows an escaped character plainly, within bold too", () => {
    expect(markdownToHtml("\\*\\*not bold\\*\\*")).toBe("<p>**not bold**</p>");
    expect(markdownToHtml("**a \\*\\* b \\<c\\>**")).toBe("<p><strong>a ** b &#60;c&#62;</strong></p>");
    expect(markdownToHtml("000\\_sample.txt \\\\")).toBe("<p>000_sample.txt \\</p>");
  });

  it("keeps a backslash before a letter, a digit or a blank", () => {
    expect(markdownToHtml("a\\b \\1 \\ c")).toBe("<p>a\\b \\1 \\ c</p>");
  });

  it("joins the lines of a block quote and ends it at the first other line", () => {
    expect(markdownToHtml("> one\n> **two**\n-# **VNS** · file")).toBe(
      "<blockquote>one<br><strong>two</strong></blockquote><small><strong>VNS</strong> · file</small>",
    );
  });

  it("keeps the empty lines of a block quote and of a text", () => {
    expect(markdownToHtml("> one\n> \n> two")).toBe("<blockquote>one<br><br>two</blockquote>");
    expect(markdownToHtml("one\n\ntwo")).toBe("<p>one<br><br>two</p>");
  });

  it("gives every small line its own line", () => {
    expect(markdownToHtml("-# one\n-# two")).toBe("<small>one</small><small>two</small>");
  });

  it("knows a quote or a small line only at the start of a line and unescaped", () => {
    expect(markdownToHtml("a > b -# c")).toBe("<p>a &#62; b -# c</p>");
    expect(markdownToHtml("\\> a\n\\-\\# b")).toBe("<p>&#62; a<br>-# b</p>");
  });

  it("shows any text that was escaped for Discord as it was, in a quote and in bold", () => {
    const line = fc
      .string({ unit: fc.constantFrom(..."*_`~|<>&\"'[]()#@:/\\.-+!1a é中 ") })
      .filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(line, (text) => {
        expect(shownTextOf(markdownToHtml(`> ${escapeMarkdown(text)}`))).toBe(text);
        expect(shownTextOf(markdownToHtml(`> **${escapeMarkdown(text)}**`))).toBe(text);
      }),
    );
  });
});

describe("escapeHtml", () => {
  it("leaves no character that could end a text or an attribute", () => {
    expect(escapeHtml(`<a href="b" title='c'>&`)).not.toMatch(/[<>"']|&(?!#\d+;)/);
  });
});
