import type { TermGroup, Words } from "../index/words.ts";
import type { ArticleLanguage } from "../shared/article-language.ts";
import type { Language } from "../shared/detect-language.ts";
import { once } from "../shared/once.ts";
import { HISTORY_WEIGHT, openQuestionReader } from "./read-question.ts";
import { readKnownTerms, readSynonyms } from "./synonyms.ts";
import { foreignWords, placeTerms } from "./translate/foreign-phrases.ts";
import { fromEnglish } from "./translate/from-english.ts";
import { hanNames } from "./translate/han-names.ts";
import type { Vocabulary } from "./translate/piece.ts";
import { translate, vocabularyOf } from "./translate/translate.ts";

export type AskedText = {
  question: string;
  /** The language of the question. */
  language: Language;
  /** Earlier questions of a conversation, oldest first; they count half. */
  history: readonly string[];
};

/** The language of the articles in which a question is looked up by its own words. */
export const ownArticles = (language: Language): ArticleLanguage => (language === "en" ? "other" : language);

/** The word lists are the same for every index, and not read before a question needs them. */
const synonyms = once(readSynonyms);
const allKnownTerms = once(readKnownTerms);
const known = { has: (term: string) => allKnownTerms().has(term) };

/** In place of a collection, for words that are to be translated: what has a translation counts as there. */
const glossary = { frequency: (term: string) => (foreignWords.vi().has(term) ? 1 : 0) };
const readEnglish = once(() => openQuestionReader(glossary, { synonyms: synonyms(), known }, () => []));

/** Other languages have one word for "how many", which says no more than a question mark. */
const withoutAmount = (question: string) => question.replace(/\bhow (?:many|much)\b/gi, " ");

/**
 * Prepares what to look for in the articles of a language: the question's own words in articles of its own language, else their
 * translations. What is neither Vietnamese nor Chinese is looked up as English is; between these two all goes by way of English.
 * @param nearest terms of the collection that are spelt alike
 * @param textOf the text of a sentence
 */
export function openTermGroups(
  words: Words,
  nearest: (term: string) => readonly string[],
  textOf: (sentence: number) => string,
): (articles: ArticleLanguage, asked: AskedText) => TermGroup[] {
  const readOwn = once(() => openQuestionReader(words, { synonyms: synonyms(), known }, nearest));
  const vocabulary = vocabularyOf(words, textOf);

  /** Places are to be translated on, so that the collection need not have them in English. */
  const onTheWay = {
    ...vocabulary,
    has: (term: string) => vocabulary.has(term) || placeTerms().has(term),
  };

  function inEnglish(
    { question, language, history }: AskedText,
    vocabulary: Vocabulary = onTheWay,
  ): TermGroup[] {
    if (language === "en") return readEnglish()(withoutAmount(question), history.map(withoutAmount));
    const before = history.flatMap((earlier) => translate(earlier, language, vocabulary));
    return [
      ...translate(question, language, vocabulary),
      ...before.map((group) => ({ ...group, weight: HISTORY_WEIGHT * group.weight })),
    ];
  }

  /** What to look for in Chinese articles: names in characters, all else translated. */
  function inChinese({ question, language, history }: AskedText): TermGroup[] {
    const found = [question, ...history].map((text) => hanNames(text, vocabulary));
    const [now = "", ...before] = [question, ...history].map((text, i) =>
      (found[i] ?? []).reduce((rest, { written }) => rest.replace(written, " "), text.normalize("NFC")),
    );
    const names = found.flatMap((all, i) =>
      all.map(({ term }) => ({
        alternatives: [{ term, weight: 1 }],
        weight: i === 0 ? 1 : HISTORY_WEIGHT,
      })),
    );
    const rest = inEnglish({ question: now, language, history: before });
    return [...names, ...fromEnglish(rest, "zh", vocabulary)];
  }

  return (articles, asked) => {
    if (articles === ownArticles(asked.language)) return readOwn()(asked.question, asked.history);
    if (articles === "zh") return inChinese(asked);
    if (articles === "vi") return fromEnglish(inEnglish(asked), "vi", vocabulary);
    return inEnglish(asked, vocabulary);
  };
}
