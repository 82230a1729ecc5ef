import { describe, expect, it } from "vitest";
import { button, buttonRows, card, section, text } from "../../src/discord/message.ts";
import { messageToHtml } from "../../src/picture/message-html.ts";

describe("messageToHtml", () => {
  it("draws a container with its coloured edge, texts, sections with their button, and rows of buttons", () => {
    const message = card(0x0f7d5b, [
      text("**Who?**"),
      section("> He.\n-# file", button("Context", "1:context")),
      ...buttonRows([button("Show <more>", "1:closest")]),
    ]);
    expect(messageToHtml(message).replaceAll("\n", "")).toBe(
      [
        '<div class="container" style="--accent: #0f7d5b">',
        '<div class="text"><p><strong>Who?</strong></p></div>',
        '<div class="section"><div class="words">',
        '<div class="text"><blockquote>He.</blockquote><small>file</small></div>',
        '</div><span class="button">Context</span></div>',
        '<div class="row"><span class="button">Show &#60;more&#62;</span></div>',
        "</div>",
      ].join(""),
    );
  });

  it("refuses a kind of component that it cannot draw, instead of leaving it out", () => {
    const file = { type: 13, file: { url: "attachment://a.txt" } } as const;
    expect(() => messageToHtml({ components: [file] })).toThrow("type 13");
  });
});
