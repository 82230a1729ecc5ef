const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The months' English names, January first. */
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Whether the text is a calendar date `YYYY-MM-DD` that exists (2024-02-29 does, 2023-02-30 does not). */
export function isCalendarDate(text: string): boolean {
  const match = PATTERN.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

/** Today's date in UTC, `YYYY-MM-DD`. */
export const currentDate = (): string => new Date().toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** The calendar date so many days later, or earlier where `days` is negative; the date itself where the calendar ends before. */
export function addDays(date: string, days: number): string {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  return isCalendarDate(moved) ? moved : date;
}

/** Days of a month of the Gregorian calendar; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * A calendar date in words, `13 September 2023`. Words on purpose: a Discord timestamp is shown in the reader's
 * time zone and moves the day.
 */
export function dateInWords(date: string): string {
  const match = PATTERN.exec(date);
  if (!match) throw new RangeError(`not a calendar date: ${date}`);
  return `${Number(match[3])} ${MONTHS[Number(match[2]) - 1]} ${Number(match[1])}`;
}
