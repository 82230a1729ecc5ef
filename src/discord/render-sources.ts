import type { ListedArticle } from "../answer/collection.ts";
import { label } from "./markdown.ts";
import { COLOUR, card, type Message, notice, TEXT_BUDGET, text, textSize } from "./message.ts";
import { sourceOf } from "./render-quote.ts";
import type { Texts } from "./texts.ts";

/** A longer list is not read on a phone; a search narrows it. */
const MAX_LISTED = 15;

/**
 * A list of articles: title, publisher, date, file and number of passages of each, as many as fit.
 * @param search what the list was narrowed by, if anything.
 */
export function renderSources(
  articles: readonly ListedArticle[],
  search: string | undefined,
  texts: Texts,
): Message {
  const searched = search === undefined ? undefined : label(search);
  if (articles.length === 0 && searched !== undefined) return notice(texts.noSources(searched));
  const title =
    searched === undefined
      ? texts.sourcesTitle(articles.length)
      : texts.sourcesFound(articles.length, searched);
  const lines = [title];
  let left = TEXT_BUDGET - textSize(title);
  for (const article of articles.slice(0, MAX_LISTED)) {
    const entry = `${label(article.title)}\n-# ${sourceOf(article)} · ${texts.passages(article.passages)}`;
    left -= textSize(entry) + 1;
    if (left < 0) break;
    lines.push(entry);
  }
  const unlisted = articles.length - (lines.length - 1);
  if (unlisted > 0) lines.push(`-# ${texts.moreSources(unlisted)}`);
  return card(COLOUR.information, [text(lines.join("\n"))]);
}
