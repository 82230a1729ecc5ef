import type { Passage } from "../articles/article.ts";
import { findAcronyms } from "../articles/find-acronyms.ts";
import { splitPassages } from "../articles/split-passages.ts";
import { splitSentences } from "../articles/split-sentences.ts";
import { pseudoRandom } from "../evaluation/metrics.ts";
import type { IndexedArticle } from "../index/article-files.ts";
import { articleLanguage } from "../shared/article-language.ts";
import { varyText, vocabularyOf } from "./vary-text.ts";

export type SourceText = { title: string; text: string };

export type SplitArticle = { article: IndexedArticle; passages: readonly Passage[] };

const FIRST_DAY = Date.UTC(2015, 0, 1);
const DAY_MS = 86_400_000;
/** The dates of the articles lie within ten years. */
const DAYS = 3_650;

/**
 * Real texts over and over, split into sentences and passages as for any index, until there are so many passages; the last article
 * keeps only as many as are wanted. From the second time on a text is varied. The same for the same texts, in any number.
 */
export async function* makeArticles(
  sources: readonly SourceText[],
  passages: number,
): AsyncGenerator<SplitArticle> {
  const known = vocabularyOf(sources.map(({ text }) => text));
  const limits = { maxTokens: Number.POSITIVE_INFINITY, countTokens: async () => [] };
  for (let made = 0, number = 0; made < passages; number++) {
    const source = sources[number % sources.length] as SourceText;
    const random = pseudoRandom(number);
    const vary = (text: string) => (number < sources.length ? text : varyText(text, known, random));
    const text = vary(source.text);
    const sentences = splitSentences(text, 0);
    const article = {
      id: `${String(number).padStart(6, "0")}.txt`,
      date: new Date(FIRST_DAY + Math.floor(random() * DAYS) * DAY_MS).toISOString().slice(0, 10),
      title: vary(source.title),
      publisher: null,
      place: null,
      url: null,
      text,
      bodyStart: 0,
      language: articleLanguage(text),
      sentences,
      acronyms: sentences.flatMap(({ start, end }) => findAcronyms(text.slice(start, end))),
    };
    const split = await splitPassages(article, article.sentences, limits);
    yield { article, passages: split.slice(0, passages - made) };
    made += split.length;
  }
}
