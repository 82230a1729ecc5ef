import type { APIComponentInContainer } from "discord.js";
import type { ListedArticle } from "../answer/collection.ts";
import { articleMenu, listButtons } from "./buttons/sources-buttons.ts";
import { rangeInWords } from "./explain.ts";
import { label } from "./markdown.ts";
import { buttonRows, COLOUR, card, type Message, notice, TEXT_BUDGET, text, textSize } from "./message.ts";
import { sourceOf } from "./render-quote.ts";
import { listedBy, type SourcesState } from "./sources-state.ts";
import type { Texts } from "./texts.ts";

/** As many as are looked through with ease on a phone. */
const PER_PAGE = 8;
const MAX_TITLE = 100;
/** With titles no longer than this a page fits, even if all names on it are as long as can be and need a backslash everywhere. */
const MAX_TITLE_IF_CROWDED = 40;

/**
 * A page of the list of articles: title, publisher, date, file and number of passages of each, and a menu that opens one.
 * @param articles all of the collection, newest first; past the last page the last one is shown.
 */
export function renderSources(
  articles: readonly ListedArticle[],
  wanted: SourcesState,
  texts: Texts,
): Message {
  const listed = listedBy(wanted, articles);
  const pages = Math.max(1, Math.ceil(listed.length / PER_PAGE));
  const state = { ...wanted, page: Math.min(wanted.page, pages - 1) };
  const head = headLines(state, { listed: listed.length, pages }, texts);
  const shown = listed.slice(state.page * PER_PAGE, (state.page + 1) * PER_PAGE);
  if (shown.length === 0) return notice(head.join("\n"));
  const render = (maxTitle: number) =>
    [...head, ...shown.map((article) => entry(article, maxTitle, texts))].join("\n");
  const list = render(MAX_TITLE);
  const parts: APIComponentInContainer[] = [
    text(textSize(list) <= TEXT_BUDGET ? list : render(MAX_TITLE_IF_CROWDED)),
    articleMenu(shown, texts),
    ...buttonRows(listButtons(state, pages, texts)),
  ];
  return card(COLOUR.information, parts);
}

/** How many articles there are, and of what the list is a part. */
function headLines(
  { from, to, search, page }: SourcesState,
  { listed, pages }: { listed: number; pages: number },
  texts: Texts,
): string[] {
  const range = from === undefined && to === undefined ? null : rangeInWords({ from, to }, texts);
  const isSearch = search !== "";
  if (listed === 0 && range !== null && !isSearch) return [texts("noArticleInRange", { range })];
  const small = [
    ...(range === null ? [] : [texts("articlesDated", { range })]),
    ...(pages > 1 ? [texts("page", { page: page + 1, pages })] : []),
  ];
  const title = !isSearch
    ? texts("sourcesTitle", { count: listed })
    : listed === 0
      ? texts("noSources", { search: label(search) })
      : texts("sourcesFound", { count: listed, search: label(search) });
  return small.length === 0 ? [title] : [title, `-# ${small.join(" · ")}`];
}

const entry = (article: ListedArticle, maxTitle: number, texts: Texts): string =>
  `**${label(article.title, maxTitle)}**\n-# ${sourceOf(article, texts)} · ${texts("passages", { count: article.passages })}`;
