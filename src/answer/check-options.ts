import { isCalendarDate } from "../shared/calendar-date.ts";
import { DatelineError } from "../shared/errors.ts";
import { type AnswerOptions, DEFAULT_LIMIT, MAX_LIMIT } from "./answer.ts";

/** Longer questions are pasted texts; their words would match everything. */
export const MAX_QUESTION_LENGTH = 2_000;

/** The options with their defaults, and the article that `source` names. */
export type CheckedOptions = Omit<AnswerOptions, "source" | "limit" | "history"> & {
  limit: number;
  history: readonly string[];
};

/**
 * Checks a question and its options.
 * @throws DatelineError "question" whose text tells the asker what to write instead.
 */
export function checkOptions(
  question: string,
  options: AnswerOptions,
  knows: (source: string) => boolean,
): CheckedOptions {
  const { from, to, source, limit = DEFAULT_LIMIT, history = [], order, onePerArticle } = options;
  if (question.trim() === "") throw wrong("The question is empty; write what you want to know.");
  if (question.length > MAX_QUESTION_LENGTH) {
    throw wrong(`The question has ${question.length} characters; ${MAX_QUESTION_LENGTH} are the most.`);
  }
  for (const [name, date] of [
    ["from", from],
    ["to", to],
  ] as const) {
    if (date !== undefined && !isCalendarDate(date)) {
      throw wrong(`"${date}" (${name}) is not a date that exists; write it as 2023-09-13.`);
    }
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw wrong(`"from" (${from}) is after "to" (${to}); swap the two dates.`);
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw wrong(`The limit is ${limit}; write a whole number from 1 to ${MAX_LIMIT}.`);
  }
  if (source !== undefined && !knows(source)) {
    throw wrong(`There is no article "${source}"; the list of sources shows the names.`);
  }
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(order && { order }),
    ...(onePerArticle && { onePerArticle }),
    limit,
    history,
  };
}

const wrong = (message: string) => new DatelineError("question", message);
