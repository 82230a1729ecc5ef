import type { Article } from "../../src/articles/article.ts";
import { MAX_PASSAGE_LENGTH } from "../../src/articles/article.ts";
import { cutText } from "../../src/articles/cut-text.ts";
import { findAcronyms } from "../../src/articles/find-acronyms.ts";
import { parseFile } from "../../src/articles/read-articles.ts";
import { splitPassages } from "../../src/articles/split-passages.ts";
import { splitSentences } from "../../src/articles/split-sentences.ts";
import { articleLanguage } from "../../src/shared/article-language.ts";
import { DatelineError } from "../../src/shared/errors.ts";

export type Outcome = { kind: "read"; passages: number } | { kind: "refused"; message: string };

/**
 * Reads the bytes of a file as an article, splits it as a build does, and holds the result against what is promised of
 * every article.
 * @throws Error that says which promise is broken
 */
export async function checkArticle(file: string, bytes: Buffer, maxMs?: number): Promise<Outcome> {
  let article: Article;
  try {
    article = { id: file, ...(await parseFile(file, bytes, () => {}, maxMs)) };
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    hold(error.message.startsWith(`${file}: `), `the refusal does not name the file: ${error.message}`);
    return { kind: "refused", message: error.message };
  }
  const { text, bodyStart } = article;
  if (!file.endsWith(".html")) {
    hold(text === bytes.toString("utf8").replace(/^\ufeff/, ""), "the text is not that of the file");
  }
  const sentences = splitSentences(text, bodyStart).flatMap((one) => cutText(text, one, MAX_PASSAGE_LENGTH));
  let last = bodyStart;
  for (const { start, end } of sentences) {
    hold(start >= last && end > start && end <= text.length, "sentences overlap or leave the text");
    hold(text.slice(last, start).trim() === "", "words stand in no sentence");
    findAcronyms(text.slice(start, end));
    last = end;
  }
  hold(text.slice(last).trim() === "", "words stand in no sentence");
  const passages = await splitPassages(article, sentences, {
    maxTokens: Number.POSITIVE_INFINITY,
    countTokens: async () => [],
  });
  for (const { start, end } of passages) {
    hold(start >= bodyStart && end > start && end <= text.length, "a passage leaves the text");
    hold(end - start <= MAX_PASSAGE_LENGTH, "a passage is too long");
    const words = text.slice(start, end);
    hold(words === words.trim(), "a passage is not trimmed");
  }
  hold(passages.length > 0, "an article has no passage");
  articleLanguage(text.slice(bodyStart));
  return { kind: "read", passages: passages.length };
}

function hold(isKept: boolean, promise: string): void {
  if (!isKept) throw new Error(promise);
}
