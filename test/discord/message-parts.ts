import { unescapeMarkdown } from "../../src/discord/markdown.ts";
import { type Message, walk } from "../../src/discord/message.ts";

const stringsOf = ({ components }: Message, name: "content" | "custom_id"): string[] =>
  [...walk(components)].flatMap(({ [name]: value }) => (typeof value === "string" ? [value] : []));

/** The texts of a message from top to bottom. */
export const displaysOf = (message: Message): string[] => stringsOf(message, "content");

export const customIdsOf = (message: Message): string[] => stringsOf(message, "custom_id");

/** The lines of block quotes as they are in the article: without bold, unescaped. A mark of omission stays. */
export const quotedLines = (markdown: string): string[] =>
  markdown
    .split("\n")
    .filter((line) => line.startsWith("> "))
    .map((line) => unescapeMarkdown(line.slice(2).replace(/(?<!\\)((?:\\\\)*)\*\*/g, "$1")));
