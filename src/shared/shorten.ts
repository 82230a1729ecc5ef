import { once } from "./once.ts";

/** Making one takes milliseconds, and few texts are cut inside a word. */
const graphemes = once(() => new Intl.Segmenter(undefined, { granularity: "grapheme" }));

const ELLIPSIS = "…";
const REACH = 64;
const LOOSE_END = /[\s,;:，、；：–—-]+$/u;

/** The text on one line: every run of white space and control characters is one blank. */
export const onOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/**
 * The text on one line in at most `maxLength` UTF-16 units (2 or more). A longer one is cut after a word, or
 * after a character where no word ends in its last half, and ends in "…".
 */
export function shortenAtWord(text: string, maxLength: number): string {
  const line = onOneLine(text);
  if (line.length <= maxLength) return line;
  const room = maxLength - ELLIPSIS.length;
  const blank = line.lastIndexOf(" ", room);
  const kept = blank >= room / 2 ? line.slice(0, blank) : wholeCharacters(line, room);
  return kept.replace(LOOSE_END, "") + ELLIPSIS;
}

/** The longest beginning of at most `room` units that ends between two characters as a reader sees them. */
function wholeCharacters(text: string, room: number): string {
  let end = 0;
  // Past the room, enough for the character in which it ends to be seen whole.
  for (const { index, segment } of graphemes().segment(text.slice(0, room + REACH))) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
