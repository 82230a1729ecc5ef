import type { APIMessage } from "discord.js";
import { splitSentences } from "../articles/split-sentences.ts";
import { shortenAtWord } from "../shared/shorten.ts";
import { withoutMentions } from "./mentions.ts";
import { MAX_QUESTION, tidyQuestion } from "./question.ts";

/** In a longer message a question says better what to look for than all the words around it. */
const LONG = 200;

const ADDRESS = /<?https?:\/\/[^\s<>)]+>?/giu;
/** `[words](address)`, of which the words count. */
const MASKED_LINK = /\[([^\]\n]+)\]\(<?https?:[^)\s]*>?\)/giu;
/** With what joins and varies them: skin tones, joiners, variation selectors, the frame of a key. */
const EMOJI =
  /(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f)(?:\p{Emoji_Presentation}|\p{Emoji_Modifier}|\ufe0f|\u200d|\u20e3)*/gu;
/** Headings, quotes, lists and small print at the start of a line. */
const LINE_MARK = /^[^\S\n]*(?:#{1,3}|-#|>{1,3}|[-*+])[^\S\n]+/gmu;
/** Emphasis, spoilers and code; an underscore or star within a word is a part of it. */
const EMPHASIS = /\*\*|__|~~|\|\||`+|(?<![\p{L}\p{N}])[*_]+|[*_]+(?![\p{L}\p{N}])/gu;

const QUESTION = /[?？]["'”’」』)]*$/u;

/**
 * What to look up of a message that somebody wrote, on one line: its words, or its longest question where it is long. Empty if it has
 * no words.
 * @param message as Discord sends it, optional fields may be missing; of a forwarded one the forwarded words count.
 */
export function textToFind(message: Partial<APIMessage> | undefined): string {
  const text = plain(message?.content || message?.message_snapshots?.[0]?.message?.content || "");
  const words = tidyQuestion(text);
  const question = words.length > LONG ? tidyQuestion(longestQuestion(text)) : "";
  return atMost(question || words, MAX_QUESTION);
}

/** Words without mentions, emoji, addresses and Markdown, in the lines in which they were written. */
const plain = (content: string): string =>
  withoutMentions(content)
    .replace(MASKED_LINK, "$1")
    .replace(ADDRESS, " ")
    .replace(EMOJI, " ")
    .replace(LINE_MARK, "")
    .replace(EMPHASIS, "");

/** In a chat a line break ends a sentence as well. */
const longestQuestion = (text: string): string =>
  text
    .split("\n")
    .flatMap((line) => splitSentences(line).map(({ start, end }) => line.slice(start, end)))
    .filter((sentence) => QUESTION.test(sentence))
    .reduce((longest, sentence) => (sentence.length > longest.length ? sentence : longest), "");

/** Whole sentences from the beginning; of a first one that is too long itself, whole words. */
function atMost(words: string, max: number): string {
  const fitting = splitSentences(words).filter(({ end }) => end <= max);
  return fitting.length > 0 ? words.slice(0, fitting.at(-1)?.end) : shortenAtWord(words, max);
}
