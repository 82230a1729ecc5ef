import { addDays, daysInMonth } from "./calendar-date.ts";

/** A range of calendar dates, `YYYY-MM-DD`, both ends included. An open end is the first or the last date there is. */
export type DateRange = { from: string; to: string };

export const FIRST_DATE = "0001-01-01";
export const LAST_DATE = "9999-12-31";

/** Calendar dates compare as texts. */
export const isWithin = (date: string, { from, to }: DateRange): boolean => date >= from && date <= to;

/** The range with `days` more before and after it, as far as there are calendar dates. */
export const widen = ({ from, to }: DateRange, days: number): DateRange => ({
  from: addDays(from, -days),
  to: addDays(to, days),
});

/** How a range is best said: as one day, a whole month or year, open at one end, or by its two ends. */
export type RangeKind = "day" | "month" | "year" | "since" | "until" | "between";

export function kindOfRange({ from, to }: DateRange): RangeKind {
  if (to === LAST_DATE) return "since";
  if (from === FIRST_DATE) return "until";
  if (from === to) return "day";
  if (from.slice(0, 4) !== to.slice(0, 4)) return "between";
  if (from.endsWith("-01-01") && to.endsWith("-12-31")) return "year";
  const [year = 0, month = 0] = to.split("-").map(Number);
  const isMonth = from === `${to.slice(0, 7)}-01` && Number(to.slice(8)) === daysInMonth(year, month);
  return isMonth ? "month" : "between";
}
