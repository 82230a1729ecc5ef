import type { ArticleInfo } from "../articles/article.ts";
import { isCalendarDate } from "../shared/calendar-date.ts";
import { writeCustomId } from "./custom-id.ts";
import { searchArticles } from "./find-source.ts";
import { oneLine } from "./markdown.ts";

/** What a list of articles shows: all that its buttons need. */
export type SourcesState = {
  /** The place of the page, from 0. */
  page: number;
  from?: string;
  to?: string;
  /** Words that are searched one by one; empty: all articles. */
  search: string;
};

/** As many characters as a custom_id has room for. */
export const MAX_SEARCH = 50;

const PAGE = /^\d{1,7}$/;
const HALF_PAIR = /[\ud800-\udbff]$/;

/** Words to search for as a custom_id can hold them: on one line, without colons, MAX_SEARCH UTF-16 units at most. */
export const tidySearch = (typed: string): string =>
  oneLine(typed.replaceAll(":", " ")).slice(0, MAX_SEARCH).replace(HALF_PAIR, "").trimEnd();

/** A custom_id that holds a state: 91 characters at most. */
export const writeSources = (action: string, { page, from = "", to = "", search }: SourcesState): string =>
  writeCustomId(action, [String(page), from, to, search]);

/** The state in the custom_id of a button of ours; null if it is not ours. */
export function readSources(args: readonly string[]): SourcesState | null {
  const [page = "", from = "", to = "", search = ""] = args;
  if (!PAGE.test(page) || ![from, to].every((date) => date === "" || isCalendarDate(date))) return null;
  return { page: Number(page), ...(from !== "" && { from }), ...(to !== "" && { to }), search };
}

/** The articles that a state asks for, on whatever page, in the order given. */
export const listedBy = <A extends ArticleInfo>(
  { from = "", to, search }: SourcesState,
  articles: readonly A[],
): A[] =>
  searchArticles(articles, search).filter(({ date }) => date >= from && (to === undefined || date <= to));
