import { dateInWords } from "../shared/calendar-date.ts";
import { shortenAtWord } from "../shared/shorten.ts";
import type { ArticleInfo } from "./article.ts";

/** Long enough for any headline; a header must not crowd out the words it stands before. */
const MAX_TITLE = 100;
const MAX_PUBLISHER = 40;

/**
 * What a passage is embedded and indexed with, and never shown with: "title, publisher, date in words", for
 * instance "China, Vietnam pledge to strengthen law enforcement cooperation, Xinhua, 14 September 2023".
 */
export function contextHeader(article: ArticleInfo): string {
  const publisher = article.publisher === null ? null : shortenAtWord(article.publisher, MAX_PUBLISHER);
  return [shortenAtWord(article.title, MAX_TITLE), publisher, dateInWords(article.date)]
    .filter((part) => part !== null && part !== "")
    .join(", ");
}

/** The text an embedder reads for a passage: its context header, then its words. */
export const textToEmbed = (header: string, words: string): string => `${header}\n${words}`;
