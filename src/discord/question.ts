import { shortenAtWord } from "../shared/shorten.ts";
import { escapeMarkdown, oneLine, unescapeMarkdown } from "./markdown.ts";
import { walk } from "./message.ts";

/** Longer questions are refused: twice as many characters, should each need a backslash, must fit into a message. */
export const MAX_QUESTION = 1000;

/** How much of a question stands above quotes, which need the room. */
export const MAX_ECHO = 160;

/** A question as it is asked and shown: one line without control characters. Empty if it has not one word. */
export function tidyQuestion(typed: string): string {
  const question = oneLine(typed);
  return /[\p{L}\p{N}]/u.test(question) ? question : "";
}

/** The first line of every answer. Whole unless `max` says otherwise, so that a button can read it back. */
export const questionLine = (question: string, max: number = MAX_QUESTION): string =>
  `**${escapeMarkdown(shortenAtWord(question, max))}**`;

/**
 * The question of an answer in which it stands whole: read from the message itself, so that a button needs no memory,
 * whatever the question's length.
 * @param components of a message of ours, as Discord gives them back with a press; anything else gives null.
 */
export function readQuestionLine(components: unknown): string | null {
  if (!Array.isArray(components)) return null;
  for (const { content } of walk(components)) {
    if (typeof content !== "string") continue;
    const line = /^\*\*(.+)\*\*(?:\n|$)/u.exec(content);
    return line?.[1] ? unescapeMarkdown(line[1]) : null;
  }
  return null;
}
