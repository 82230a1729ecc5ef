import type { DateRange } from "../shared/date-range.ts";

/** What the scores of articles that fit a date in the question are multiplied by; 1.2 to 1.5 rank alike. */
const FAVOUR = 1.3;
/** A date may be that of the event, and an article comes out days after it. */
const DAYS_LATER = 5;

/** How much each article is favoured: those published within five days of a range that the question names, softly. */
export function favourDates(
  ranges: readonly DateRange[],
  dateOf: (article: number) => string,
): (article: number) => number {
  if (ranges.length === 0) return () => 1;
  const reached = ranges.map((range) => widen(range, DAYS_LATER));
  return (article) => (reached.some((range) => isWithin(dateOf(article), range)) ? FAVOUR : 1);
}

/** Whether an article of a date may be about a range, which dates the event or the article. */
export const isPublishedNear = (date: string, range: DateRange): boolean =>
  isWithin(date, widen(range, DAYS_LATER));

/** The range with `days` more before and after it, as far as there are calendar dates. */
export const widen = ({ from, to }: DateRange, days: number): DateRange => ({
  from: shift(from, -days),
  to: shift(to, days),
});

/** Calendar dates compare as texts. */
export const isWithin = (date: string, { from, to }: DateRange): boolean => date >= from && date <= to;

function shift(date: string, days: number): string {
  const shifted = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  return /^\d/.test(shifted) ? shifted : date;
}

const DAY_MS = 86_400_000;

/** Sentences that score at least this share of the best are good enough for their date to decide. */
const GOOD = 0.6;
/** A report says what happened in its first sentences; a caption or the place may stand before them. */
const LEAD_SENTENCES = 3;

/**
 * For "the latest …": the good matches by the date of their article, newest first, then the rest as they were. Each article
 * opens with its lead where that has to do with the question, since a report is newest in what it reports itself. The last
 * step of a ranking: afterwards the scores no longer fall.
 * @param ranked best first; `sentence` counts within its article, and a score of 0 has nothing to do with the question
 */
export function latestFirst<T extends { article: number; sentence: number; score: number }>(
  ranked: readonly T[],
  dateOf: (article: number) => string,
): T[] {
  const least = GOOD * (ranked[0]?.score ?? 0);
  const isGood = ({ score }: T) => score >= least;
  const leads = new Map<number, T>();
  for (const one of ranked)
    if (one.score > 0 && one.sentence < LEAD_SENTENCES && !leads.has(one.article))
      leads.set(one.article, one);
  const isLead = (one: T) => leads.get(one.article) === one;
  const articles = new Set(ranked.filter(isGood).map(({ article }) => article));
  const newest = ranked
    .filter((one) => isGood(one) || (isLead(one) && articles.has(one.article)))
    .sort(
      (a, b) => compare(dateOf(b.article), dateOf(a.article)) || +isLead(b) - +isLead(a) || b.score - a.score,
    );
  const shown = new Set(newest);
  return [...newest, ...ranked.filter((one) => !shown.has(one))];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
