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
