import { daysInMonth, isCalendarDate } from "../shared/calendar-date.ts";
import { DatelineError } from "../shared/errors.ts";

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[Tt ]\s?\d{1,2}:\d{2}/;
const YEAR_FIRST = /^\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)/;

/**
 * The calendar date in a text that is `YYYY-MM-DD` or an ISO 8601 timestamp, of which the day counts as it is
 * written, in the time zone of the writer. Null when the text has another form. The day may not exist.
 */
export function dateAsWritten(text: string): string | null {
  if (CALENDAR_DATE.test(text)) return text;
  return TIMESTAMP.exec(text)?.[1] ?? null;
}

/** The same for what stands in web pages, where `2023/09/13` and `20230913…` are common too. */
export function dateInWebPage(text: string): string | null {
  const match = YEAR_FIRST.exec(text);
  return match ? `${match[1]}-${match[3]}-${match[4]}` : null;
}

/**
 * @param file the path that the error names
 * @throws DatelineError with code "articles" when the date is not in the calendar.
 */
export function requireExistingDate(date: string, file: string): string {
  if (isCalendarDate(date)) return date;
  const [year, month] = date.split("-").map(Number) as [number, number];
  const lastDay = month >= 1 && month <= 12 && year >= 1 ? daysInMonth(year, month) : null;
  const mend = lastDay === null ? "" : `; that month ends on ${date.slice(0, 8)}${lastDay}`;
  throw new DatelineError(
    "articles",
    `${file}: the date ${date} does not exist${mend}; write the day of publication`,
  );
}
