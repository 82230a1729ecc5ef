import type { DateRange } from "../shared/date-range.ts";

/** What the scores of articles that fit a date in the question are multiplied by; 1.2 to 1.5 rank alike. */
const FAVOUR = 1.3;
/** A date may be that of the event, and an article comes out days after it. */
const DAYS_LATER = 5;

/** How much each article is favoured: those published within five days of a range that the question names, softly. */
export const favourDates =
  (ranges: readonly DateRange[], dateOf: (article: number) => string) => (article: number) =>
    ranges.some((range) => isNear(dateOf(article), range, DAYS_LATER)) ? FAVOUR : 1;

/** Whether a calendar date lies in a range, or at most `days` before or after it. */
export function isNear(date: string, { from, to }: DateRange, days: number): boolean {
  const day = dayNumber(date);
  return day >= dayNumber(from) - days && day <= dayNumber(to) + days;
}

const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** Sentences that score at least this share of the best are good enough for their date to decide. */
const GOOD = 0.6;

/**
 * For "the latest …": the good matches by the date of their article, newest first, then the rest as they were. The last step of
 * a ranking: afterwards the scores no longer fall.
 * @param ranked best first
 */
export function latestFirst<T extends { score: number }>(
  ranked: readonly T[],
  dateOf: (item: T) => string,
): T[] {
  const least = GOOD * (ranked[0]?.score ?? 0);
  const good = ranked.filter(({ score }) => score >= least);
  const newest = good.toSorted((a, b) => compare(dateOf(b), dateOf(a)) || b.score - a.score);
  return [...newest, ...ranked.filter(({ score }) => score < least)];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
