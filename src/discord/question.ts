import { shortenAtWord } from "../shared/shorten.ts";
import { escapeMarkdown, oneLine, unescapeMarkdown } from "./markdown.ts";
import { walk } from "./message.ts";

/** Longer questions are refused: twice as many characters, should each need a backslash, must fit into a message. */
export const MAX_QUESTION = 1000;

/** A question as it is asked and shown: one line without control characters. Empty if it has not one word. */
export function tidyQuestion(typed: string): string {
  const question = oneLine(typed);
  return /[\p{L}\p{N}]/u.test(question) ? question : "";
}

/** How many questions before it a follow-up knows, and how much of each is shown and known. */
const MAX_HISTORY = 5;
const MAX_EARLIER = 150;

const ARROW = "↳";
const BETWEEN = " › ";

export type Asked = {
  question: string;
  /** The questions before it in the conversation, newest last. */
  history: readonly string[];
};

/** The questions of a conversation, as much of them as a follow-up knows. */
export const historyOf = ({ question, history }: Asked): string[] =>
  [...history, question]
    .slice(-MAX_HISTORY)
    .map((earlier) => shortenAtWord(earlier.replaceAll(BETWEEN, " > "), MAX_EARLIER));

/**
 * The first lines of every answer: the question, whole, and under it those that it follows. So they can be read back from the message by a
 * button or a reply, without a memory.
 */
export function questionLines({ question, history }: Asked): string[] {
  const line = `**${escapeMarkdown(question)}**`;
  return history.length === 0
    ? [line]
    : [line, `-# ${ARROW} ${history.map((earlier) => escapeMarkdown(earlier)).join(BETWEEN)}`];
}

/**
 * What a message of ours answers, read from the message itself.
 * @param components as Discord gives them back; anything else gives null.
 */
export function readQuestionLines(components: unknown): Asked | null {
  if (!Array.isArray(components)) return null;
  for (const { content } of walk(components)) {
    if (typeof content !== "string") continue;
    const [first = "", second = ""] = content.split("\n");
    const question = /^\*\*(.+)\*\*$/u.exec(first)?.[1];
    if (!question) return null;
    const history = second.startsWith(`-# ${ARROW} `)
      ? second.slice(`-# ${ARROW} `.length).split(BETWEEN)
      : [];
    return { question: unescapeMarkdown(question), history: history.map(unescapeMarkdown) };
  }
  return null;
}
