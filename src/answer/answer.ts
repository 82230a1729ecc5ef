import type { ArticleInfo } from "../articles/article.ts";
import type { DateRange } from "../shared/date-range.ts";

/** Words of an article, exactly, with the stretch that answers best. */
export type Quote = {
  article: ArticleInfo;
  /** UTF-16 offsets into the article's text. */
  start: number;
  end: number;
  /** `article.text.slice(start, end)`, never altered. */
  text: string;
  /** Whether the quote begins or ends inside a sentence, one of several pages that had to be cut. */
  cut: { before: boolean; after: boolean };
  /** The sentences that answer best: `[start, end)` offsets into `text`, in order, not overlapping. */
  highlights: [number, number][];
  /** The answer's confidence for the best quote, and in proportion to their ranking less for the others. */
  score: number;
  /** Other articles that say the same in (nearly) the same words. */
  alsoIn: ArticleInfo[];
};

export type AnswerOptions = {
  /** Keep articles dated on or after this calendar date, `YYYY-MM-DD`. */
  from?: string;
  /** Keep articles dated on or before this calendar date. */
  to?: string;
  /** Keep this article only: its id. */
  source?: string;
  /** How many quotes, 1 to 25; 3 if not given. */
  limit?: number;
  /** Earlier questions of the conversation, newest last. */
  history?: readonly string[];
  /** Show the good matches by the date of their article instead of the best first. */
  order?: "newest" | "oldest";
  /** At most one quote of each article. */
  onePerArticle?: boolean;
};

/** Why there is no answer. All but the first two are certain: names and ordinals are as the question writes them. */
export type Reason =
  | { kind: "not-found" }
  /** No article is dated in the range that the options ask for. */
  | { kind: "no-article-in-range" }
  /** No article has this full name. */
  | { kind: "unknown-name"; name: string }
  /** No article is dated near what is asked or speaks of it; an open end is 0001-01-01 or 9999-12-31. */
  | { kind: "unreached-date"; asked: DateRange; articles: DateRange }
  /** No article has this place in a series, such as "9th". */
  | { kind: "unknown-ordinal"; ordinal: string };

export type Answer = {
  question: string;
  options: AnswerOptions;
  /** False: the articles do not answer, and `quotes` holds the closest passages, to be shown only on demand. */
  answered: boolean;
  /** Whether the quotes stand as an answer; those of an answer that is not sure are only possibly related. */
  sure: boolean;
  /** Why there is no answer; null when there is one. */
  reason: Reason | null;
  /** From 0 to 1: how likely the first quote answers. */
  confidence: number;
  /** Whether it was found by words alone, because a model did not answer. */
  withoutModel: boolean;
  /** Best first unless the options say otherwise; none of an article that the options exclude. */
  quotes: Quote[];
};

export const DEFAULT_LIMIT = 3;
export const MAX_LIMIT = 25;
