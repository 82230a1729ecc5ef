import type { AnswerOptions, Reason } from "../answer/answer.ts";
import { dateInWords, MONTHS } from "../shared/calendar-date.ts";
import { type DateRange, kindOfRange } from "../shared/date-range.ts";

/** Why there is no answer, in one sentence. */
export function explain(reason: Reason, options: AnswerOptions): string {
  switch (reason.kind) {
    case "not-found":
      return "The articles do not answer this.";
    case "no-article-in-range":
      return `No article matches ${optionsInWords(options) || "these options"}.`;
    case "unknown-name":
      return `No article mentions “${reason.name}”.`;
    case "unknown-ordinal":
      return `No article speaks of a ${reason.ordinal}.`;
    case "unreached-date":
      return `The articles are dated ${rangeInWords(reason.articles)}; nothing is ${rangeInWords(reason.asked)}.`;
  }
}

const optionsInWords = ({ from, to, source }: AnswerOptions): string =>
  [from && `from ${dateInWords(from)}`, to && `to ${dateInWords(to)}`, source && `in ${source}`]
    .filter(Boolean)
    .join(" ");

function rangeInWords(range: DateRange): string {
  const { from, to } = range;
  const month = MONTHS[Number(from.slice(5, 7)) - 1];
  switch (kindOfRange(range)) {
    case "day":
      return dateInWords(from);
    case "month":
      return `from ${month} ${Number(from.slice(0, 4))}`;
    case "year":
      return `from ${Number(from.slice(0, 4))}`;
    case "since":
      return `from ${dateInWords(from)} or later`;
    case "until":
      return `from ${dateInWords(to)} or earlier`;
    case "between":
      return `from ${dateInWords(from)} to ${dateInWords(to)}`;
  }
}
