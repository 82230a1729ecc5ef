import { ApplicationCommandOptionType, ApplicationIntegrationType, InteractionContextType } from "discord.js";
import type { AnswerOptions } from "../../answer/answer.ts";
import type { Collection } from "../../answer/collection.ts";
import { isCalendarDate } from "../../shared/calendar-date.ts";
import type { Command, Options } from "../command.ts";
import { findSource, sourceChoices } from "../find-source.ts";
import { label } from "../markdown.ts";
import { COLOUR, notice } from "../message.ts";
import { MAX_QUESTION, tidyQuestion } from "../question.ts";
import { MAX_QUOTES, renderAnswer } from "../render-answer.ts";
import type { Texts } from "../texts.ts";

/** Room for a date that is written otherwise, so that the reader gets a correction and not Discord's silence. */
const MAX_TYPED_DATE = 40;

export const askCommand = {
  data: {
    name: "ask",
    description: "Ask a question and get short quotes from the articles, with source and date",
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    options: [
      {
        name: "question",
        description: "What you want to know",
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: MAX_QUESTION,
      },
      {
        name: "from",
        description: "Only articles dated on or after this day, for example 2023-09-01",
        type: ApplicationCommandOptionType.String,
        max_length: MAX_TYPED_DATE,
      },
      {
        name: "to",
        description: "Only articles dated on or before this day, for example 2023-09-30",
        type: ApplicationCommandOptionType.String,
        max_length: MAX_TYPED_DATE,
      },
      {
        name: "source",
        description: "Only this article; type a part of its title, publisher, date or file name",
        type: ApplicationCommandOptionType.String,
        autocomplete: true,
      },
      {
        name: "limit",
        description: `How many quotes, 1 to ${MAX_QUOTES}; 3 if you leave it out`,
        type: ApplicationCommandOptionType.Integer,
        min_value: 1,
        max_value: MAX_QUOTES,
      },
      {
        name: "private",
        description: "Show the answer to you alone",
        type: ApplicationCommandOptionType.Boolean,
      },
    ],
  },

  async run({ options, reply, collection, texts }) {
    const reading = readOptions(options, collection, texts);
    if ("correction" in reading) {
      await reply.sendPrivately(notice(reading.correction, COLOUR.error));
      return;
    }
    await reply.defer(options.private === true ? "private" : "public");
    await reply.send(renderAnswer(await collection.answer(reading.question, reading.options), texts));
  },

  complete: ({ typed, collection }) => sourceChoices(collection.articles, typed),
} as const satisfies Command;

/** What is asked, or why it cannot be asked so. Takes no time, so that the correction can be private. */
function readOptions(
  given: Options,
  { articles }: Collection,
  texts: Texts,
): { question: string; options: AnswerOptions } | { correction: string } {
  const question = tidyQuestion(String(given.question ?? ""));
  if (question === "") return { correction: texts.howToAsk() };
  if (question.length > MAX_QUESTION) return { correction: texts.questionTooLong(MAX_QUESTION) };
  const options: AnswerOptions = {};
  for (const name of ["from", "to"] as const) {
    if (given[name] === undefined) continue;
    const date = String(given[name]).trim();
    if (!isCalendarDate(date)) return { correction: texts.badDate(name, label(date)) };
    options[name] = date;
  }
  const { from, to } = options;
  if (from !== undefined && to !== undefined && from > to)
    return { correction: texts.fromAfterTo(label(from), label(to)) };
  if (given.source !== undefined) {
    const source = findSource(articles, String(given.source));
    if (!source) return { correction: texts.unknownSource(label(String(given.source))) };
    options.source = source.id;
  }
  if (given.limit !== undefined) options.limit = Math.min(Math.max(1, Number(given.limit)), MAX_QUOTES);
  return { question, options };
}
