import { ApplicationCommandOptionType } from "discord.js";
import type { AnswerOptions } from "../answer/answer.ts";
import type { Collection } from "../answer/collection.ts";
import { isCalendarDate } from "../shared/calendar-date.ts";
import type { Options } from "./command.ts";
import { named } from "./command-words.ts";
import { findSource } from "./find-source.ts";
import { label } from "./markdown.ts";
import { MAX_QUESTION, tidyQuestion } from "./question.ts";
import type { Texts } from "./texts.ts";

/** Room for a date that is written otherwise, so that the reader gets a correction and not Discord's silence. */
const MAX_TYPED_DATE = 40;

const dateOption = (name: "from" | "to") =>
  ({ ...named(name), type: ApplicationCommandOptionType.String, max_length: MAX_TYPED_DATE }) as const;

/** The options that limit what is asked, as commands declare them. */
export const FROM_OPTION = dateOption("from");
export const TO_OPTION = dateOption("to");
export const SOURCE_OPTION = {
  ...named("source-option"),
  type: ApplicationCommandOptionType.String,
  autocomplete: true,
} as const;

/** What cannot be asked so, in the reader's language. */
export type Correction = { correction: string };

/** What is asked of which articles, or why it cannot be asked so. Takes no time, so that the correction can be private. */
export function readAnswerOptions(
  typed: unknown,
  given: Options,
  { articles }: Collection,
  texts: Texts,
): { question: string; options: AnswerOptions } | Correction {
  const question = tidyQuestion(String(typed ?? ""));
  if (question === "") return { correction: texts("howToAsk") };
  if (question.length > MAX_QUESTION) return { correction: texts("questionTooLong", { max: MAX_QUESTION }) };
  const dates = readDateOptions(given, texts);
  if ("correction" in dates) return dates;
  if (given.source === undefined) return { question, options: dates };
  const source = findSource(articles, String(given.source));
  if (!source) return { correction: texts("unknownSource", { typed: label(String(given.source)) }) };
  return { question, options: { ...dates, source: source.id } };
}

/** The range of dates that is asked for. */
export function readDateOptions(given: Options, texts: Texts): { from?: string; to?: string } | Correction {
  const range: { from?: string; to?: string } = {};
  for (const name of ["from", "to"] as const) {
    if (given[name] === undefined) continue;
    const date = String(given[name]).trim();
    if (!isCalendarDate(date))
      return { correction: texts("badDate", { option: texts(`${name}.name`), typed: label(date) }) };
    range[name] = date;
  }
  const { from, to } = range;
  if (from !== undefined && to !== undefined && from > to)
    return { correction: texts("fromAfterTo", { from: label(from), to: label(to) }) };
  return range;
}
