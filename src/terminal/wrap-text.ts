/** Latin letters, figures and the marks of a quotation: each is one column wide and stands for itself. */
const NARROW = /^[ -~\u00a1-\u00ac\u00ae-\u02af\u1e00-\u1eff–—‘’“”…]*$/;

/**
 * Breaks a text of one line into lines of at most `columns` columns, between words where that is possible. Blanks at the breaks
 * fall away; escape sequences take no room.
 */
export async function wrapText(text: string, columns: number): Promise<string> {
  const plain = wrapPlain(text, columns);
  if (plain !== undefined) return plain;
  // Loaded for these alone: its patterns for wide characters take as long to load as all of an answer takes to find.
  const { default: wrapAnsi } = await import("wrap-ansi");
  return wrapAnsi(text, columns, { hard: true });
}

/** The same for a text in which a column is a character, and no word is too long for a line; undefined for any other. */
function wrapPlain(text: string, columns: number): string | undefined {
  if (!NARROW.test(text)) return undefined;
  const words = text.split(" ");
  if (words.some(({ length }) => length === 0 || length > columns)) return undefined;
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
