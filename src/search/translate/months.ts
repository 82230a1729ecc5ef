import { MONTHS } from "../../shared/calendar-date.ts";
import { terms } from "../../shared/terms.ts";

const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** The terms of a month, 1 to 12; none for other numbers, and none for May, which as a word is a stop word. */
export const monthTerms = (month: number): string[] => terms(MONTHS[month - 1] ?? "");

/** The terms of a weekday, 0 (Sunday) to 6. */
export const weekdayTerms = (weekday: number): string[] => terms(WEEKDAYS[weekday] ?? "");

/** 1970 or 70 → 1970s, and the bare number. */
export const decadeTerms = (decade: number): string[] =>
  decade < 100 ? [`${1900 + decade}s`, `${decade}s`] : [`${decade}s`, String(decade)];
