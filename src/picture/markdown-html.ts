/**
 * Discord's Markdown as HTML, as far as Dateline writes it: `> ` block quotes, `-# ` small lines, line breaks, bold, italics, code
 * and backslashes. Everything else stays plain text, and nothing of the text becomes HTML.
 */
export function markdownToHtml(markdown: string): string {
  const html: string[] = [];
  const lines = markdown.split("\n");
  for (let i = 0; i < lines.length; ) {
    const { matches, wrap } = kindOf(lines[i] ?? "");
    const block: string[] = [];
    do block.push((lines[i++] ?? "").replace(matches, ""));
    while (i < lines.length && kindOf(lines[i] ?? "").matches === matches);
    html.push(wrap(block));
  }
  return html.join("");
}

type Block = { matches: RegExp; wrap: (lines: string[]) => string };

const BLOCKS: readonly Block[] = [
  { matches: /^> /, wrap: (lines) => `<blockquote>${inline(lines.join("\n"))}</blockquote>` },
  { matches: /^-# /, wrap: (lines) => lines.map((line) => `<small>${inline(line)}</small>`).join("") },
];
const PARAGRAPH: Block = { matches: /^/, wrap: (lines) => `<p>${inline(lines.join("\n"))}</p>` };

const kindOf = (line: string): Block => BLOCKS.find(({ matches }) => matches.test(line)) ?? PARAGRAPH;

/** A backslash before anything but letters, digits and blanks; bold; italics; code; a line break; HTML's own characters. */
const INLINE =
  /\\(?<escaped>[^\p{L}\p{N}\s])|\*\*(?<bold>(?:\\.|[^\\])+?)\*\*(?!\*)|\*(?<italic>(?:\\.|[^\\*])+?)\*|`(?<code>[^`]+)`|(?<lineBreak>\n)|(?<plain>[&<>"'])/gsu;

function inline(markdown: string): string {
  return markdown.replace(INLINE, (...match) => {
    const { escaped, bold, italic, code, lineBreak, plain } = match.at(-1) as Record<
      string,
      string | undefined
    >;
    if (bold !== undefined) return `<strong>${inline(bold)}</strong>`;
    if (italic !== undefined) return `<em>${inline(italic)}</em>`;
    if (code !== undefined) return `<code>${escapeHtml(code)}</code>`;
    if (lineBreak !== undefined) return "<br>";
    return escapeHtml(escaped ?? plain ?? "");
  });
}

/** The text with HTML's own characters as references, for an element's content or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
