import { DatelineError } from "../shared/errors.ts";
import type { Article } from "./article.ts";

/** What a parser makes of a file's text; the id is the file's name and comes from outside. */
export type ParsedArticle = Omit<Article, "id">;

/**
 * @param file the path that errors name
 * @param warn told, in a sentence that names the file, what was left out of an article that can be used
 * @throws DatelineError with code "articles" when the file is refused.
 */
export type ParseArticle = (text: string, file: string, warn: (warning: string) => void) => ParsedArticle;

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** @throws DatelineError with code "articles" when there is not one word from `bodyStart` on. */
export function requireWords(text: string, bodyStart: number, file: string): void {
  if (WORD_CHARACTER.test(text.slice(bodyStart))) return;
  throw new DatelineError(
    "articles",
    `${file}: the article has no words; write its text after the date, or remove the file`,
  );
}

/** The address, if it is one of the web; null otherwise. */
export function webAddress(text: string): string | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return null;
  const { protocol, href } = new URL(trimmed);
  return protocol === "http:" || protocol === "https:" ? href : null;
}
