import type { ArticleInfo } from "../articles/article.ts";
import { dateInWords } from "../shared/calendar-date.ts";
import { shortenAtWord } from "../shared/shorten.ts";
import { fold } from "../shared/tokens.ts";
import { articleIdOf, articleKey } from "./article-key.ts";
import { oneLine } from "./markdown.ts";

/** Discord's limits of autocomplete: choices, and characters of a choice's name and of its value. */
export const MAX_CHOICES = 25;
export const MAX_CHOICE_LENGTH = 100;

/** Stands before an article key where the file name is too long for a choice's value. */
const KEY_PREFIX = "key:";

export type SourceChoice = { name: string; value: string };

/** What an article can be found by, folded once: a search over thousands runs at every typed letter. */
const factsOf = new WeakMap<ArticleInfo, string>();

function facts(article: ArticleInfo): string {
  let folded = factsOf.get(article);
  if (folded === undefined) {
    const { date, publisher, title, place, id } = article;
    folded = fold([date, dateInWords(date), publisher, title, place, id].join(" "));
    factsOf.set(article, folded);
  }
  return folded;
}

/** The articles in whose date, publisher, title, place or file every typed word occurs, in the order given. */
export function searchArticles<A extends ArticleInfo>(articles: readonly A[], typed: string): A[] {
  const wanted = fold(typed).split(/\s+/u).filter(Boolean);
  return articles.filter((article) => wanted.every((word) => facts(article).includes(word)));
}

/** What autocomplete offers for `source`: at most 25 articles that fit what is typed. */
export const sourceChoices = (articles: readonly ArticleInfo[], typed: string): SourceChoice[] =>
  searchArticles(articles, typed)
    .slice(0, MAX_CHOICES)
    .map(({ id, date, publisher, title }) => ({
      name: shortenAtWord(oneLine([date, publisher, title].filter(Boolean).join(" · ")), MAX_CHOICE_LENGTH),
      value: id.length <= MAX_CHOICE_LENGTH ? id : KEY_PREFIX + articleKey(id),
    }));

/** The one article that is meant: by its file name, a choice's value, or a title that no other has. */
export function findSource(articles: readonly ArticleInfo[], typed: string): ArticleInfo | undefined {
  const wanted = typed.trim();
  const id = wanted.startsWith(KEY_PREFIX) ? articleIdOf(wanted.slice(KEY_PREFIX.length), articles) : wanted;
  const exact = articles.find((article) => article.id === id);
  if (exact) return exact;
  const folded = fold(wanted);
  const called = articles.filter(
    (article) => fold(article.id) === folded || fold(oneLine(article.title)) === folded,
  );
  return called.length === 1 ? called[0] : undefined;
}
