import { type DateRange, isWithin, widen } from "../shared/date-range.ts";

/** What the scores of articles that fit a date in the question are multiplied by; 1.2 to 1.5 rank alike. */
const FAVOUR = 1.3;
/** An article about an event comes out days after it, or announces it days before. */
const DAYS_AROUND = 5;

/** How much each article is favoured: those published within five days of a range that the question names, softly. */
export function favourDates(
  ranges: readonly DateRange[],
  dateOf: (article: number) => string,
): (article: number) => number {
  if (ranges.length === 0) return () => 1;
  const reached = ranges.map((range) => widen(range, DAYS_AROUND));
  return (article) => (reached.some((range) => isWithin(dateOf(article), range)) ? FAVOUR : 1);
}

/** Whether an article of a date may be about a range, which dates the event or the article. */
export const isPublishedNear = (date: string, range: DateRange): boolean =>
  isWithin(date, widen(range, DAYS_AROUND));
