import type { ArticleInfo } from "../articles/article.ts";
import { shortenAtWord } from "../shared/shorten.ts";
import { fold } from "../shared/tokens.ts";
import { MAX_CHOICE_LENGTH, MAX_CHOICES, type SourceChoice, searchArticles } from "./find-source.ts";
import { oneLine } from "./markdown.ts";

/**
 * What autocomplete offers for a question: those lately asked here, then titles, that have every typed word. A question too long
 * for a choice is left out, since a part of it is another question.
 */
export function questionChoices(
  articles: readonly ArticleInfo[],
  recent: readonly string[],
  typed: string,
): SourceChoice[] {
  const wanted = fold(typed).split(/\s+/u).filter(Boolean);
  const asked = recent.filter(
    (question) =>
      question.length <= MAX_CHOICE_LENGTH && wanted.every((word) => fold(question).includes(word)),
  );
  const titles = searchArticles(articles, typed).map(({ title }) =>
    shortenAtWord(oneLine(title), MAX_CHOICE_LENGTH),
  );
  return [...new Set([...asked, ...titles])]
    .slice(0, MAX_CHOICES)
    .map((text) => ({ name: text, value: text }));
}
