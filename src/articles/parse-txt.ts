import { DatelineError } from "../shared/errors.ts";
import { describeText } from "./describe-text.ts";
import { type ParseArticle, requireWords } from "./parsed-article.ts";
import { requireExistingDate } from "./read-date.ts";

const FIRST_LINE = /^\s*date[ \t]+(\d{4}-\d{2}-\d{2})(?![\p{L}\p{N}-])/u;
const OTHER_DATE = /^\s*date[ \t]+(\S{1,40})/;

/** Reads a text file whose first line begins with `date YYYY-MM-DD`; the words begin just after it. */
export const parseTxt: ParseArticle = (text, file) => {
  const match = FIRST_LINE.exec(text);
  if (match?.[1] === undefined) throw noDate(text, file);
  const date = requireExistingDate(match[1], file);
  const bodyStart = match[0].length;
  requireWords(text, bodyStart, file);
  const { title, publisher, place } = describeText(text, bodyStart);
  return { date, title: title ?? date, publisher, place, url: null, text, bodyStart };
};

function noDate(text: string, file: string): DatelineError {
  const written = OTHER_DATE.exec(text)?.[1];
  const problem =
    written === undefined ? "no date in the first line" : `"${written}" in the first line is not a date`;
  return new DatelineError("articles", `${file}: ${problem}; begin the file with "date 2023-09-13"`);
}
