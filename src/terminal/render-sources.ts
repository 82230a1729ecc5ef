import type { ListedArticle } from "../answer/collection.ts";
import type { Article } from "../articles/article.ts";
import { dateInWords } from "../shared/calendar-date.ts";
import { printable } from "./render-answer.ts";
import type { Style } from "./style.ts";

/** The articles, one block each, in the given order. */
export const renderSources = (articles: readonly ListedArticle[], style: Style): string =>
  articles.map((article) => `${renderSource(article, style)}\n`).join("\n");

function renderSource({ date, publisher, title, id, passages }: ListedArticle, style: Style): string {
  const facts = [dateInWords(date), publisher, id, `${passages} ${passages === 1 ? "passage" : "passages"}`];
  return `  ${style.bold(printable(title))}\n  ${style.dim(facts.filter(Boolean).map(String).map(printable).join(" · "))}`;
}

/** One whole article, for reading. */
export const renderArticle = (article: ListedArticle, { text, bodyStart }: Article, style: Style): string =>
  `${renderSource(article, style)}\n\n${text.slice(bodyStart).trim().split(/\n+/).map(printable).join("\n")}\n`;
