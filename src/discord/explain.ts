import type { AnswerOptions, Reason } from "../answer/answer.ts";
import { FIRST_DATE, kindOfRange, LAST_DATE } from "../shared/date-range.ts";
import { label } from "./markdown.ts";
import type { Texts } from "./texts.ts";

/** Why there is no answer, in one sentence. */
export function explain(reason: Reason, { from, to }: AnswerOptions, texts: Texts): string {
  switch (reason.kind) {
    case "unknown-name":
      return texts("unknownName", { name: label(reason.name) });
    case "unknown-ordinal":
      return texts("unknownOrdinal", { number: Number.parseInt(reason.ordinal, 10) });
    case "unreached-date":
      return texts("unreachedDate", { ...reason.articles, range: rangeInWords(reason.asked, texts) });
    case "no-article-in-range":
      return from === undefined && to === undefined
        ? texts("notInTheArticles")
        : texts("noArticleInRange", { range: rangeInWords({ from, to }, texts) });
    case "not-found":
      return texts("notInTheArticles");
  }
}

/** A range of calendar dates; a missing end is open. */
export function rangeInWords(
  range: { from?: string | undefined; to?: string | undefined },
  texts: Texts,
): string {
  const { from = FIRST_DATE, to = LAST_DATE } = range;
  switch (kindOfRange({ from, to })) {
    case "day":
      return texts("range_day", { from });
    case "month":
      return texts("range_month", { from });
    case "year":
      return texts("range_year", { from });
    case "since":
      return texts("range_since", { from });
    case "until":
      return texts("range_until", { to });
    case "between":
      return texts("range_between", { from, to });
  }
}
