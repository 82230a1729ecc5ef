import { onOneLine, shortenAtWord } from "../shared/shorten.ts";

/**
 * What Discord's Markdown can use: emphasis, code, spoilers, quotes, headings, lists, links, mentions, timestamps, emoji
 * (`:name:`) and bare addresses (`https://`, `discord.gg/`). A hyphen or plus between two letters or digits makes no
 * list and stays as it is, as does a full stop that does not follow a number at the start of a line.
 * Discord reads a backslash before any of these as "this character, plainly".
 */
const SPECIAL = /[\\*_~`|<>[\]()#@:/]|(?<![\p{L}\p{N}])[-+]|[-+](?![\p{L}\p{N}])|(?<=^[^\S\r\n]*\d+)\./gmu;

/**
 * Text that Discord shows as it is written: nothing in it formats, mentions, links or previews. Nothing is removed or
 * added but backslashes, so `unescapeMarkdown` gives back the exact text. At most twice as long as the text.
 */
export const escapeMarkdown = (text: string): string => text.replace(SPECIAL, "\\$&");

/** The inverse of `escapeMarkdown`. */
export const unescapeMarkdown = (markdown: string): string => markdown.replace(/\\(.)/gu, "$1");

/** Line breaks of any system: Discord itself knows only the line feed. */
export const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;

/** Characters that change the direction of the text around them (UAX #9: marks, embeddings, overrides, isolates). */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

const MAX_LABEL = 100;

/** One line without control characters: for questions, titles and names, which share a line with other words. */
export const oneLine = (text: string): string => onOneLine(text.replace(DIRECTION_MARKS, ""));

/**
 * A title or a name as Markdown within a line of other words: one line, escaped, at most `max` characters before
 * escaping, and isolated if it runs from right to left, so that it cannot reorder the date beside it.
 */
export function label(text: string, max = MAX_LABEL): string {
  const line = escapeMarkdown(shortenAtWord(oneLine(text), max));
  return RIGHT_TO_LEFT.test(line) ? FIRST_STRONG_ISOLATE + line + POP_DIRECTIONAL_ISOLATE : line;
}
