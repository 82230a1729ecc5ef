import { haveCommon } from "../../index/posting-lists.ts";
import type { TermGroup, Words } from "../../index/words.ts";
import type { Vocabulary } from "./piece.ts";
import { translateChinese } from "./translate-chinese.ts";
import { translateVietnamese } from "./translate-vietnamese.ts";

/** What translation asks of a collection. */
export const vocabularyOf = (words: Words): Vocabulary => ({
  has: (term) => words.frequency(term) > 0,
  together: (a, b) => haveCommon(words.sentencesWith(a), words.sentencesWith(b)),
  names: words.vocabulary,
});

/**
 * What to look for in English articles to answer a question in Vietnamese or Chinese: one group for each word, name or number that
 * was understood. Words come from the glossary, names from their readings, countries and dates from the runtime's own data.
 */
export function translate(question: string, language: "vi" | "zh", vocabulary: Vocabulary): TermGroup[] {
  return language === "vi"
    ? translateVietnamese(question, vocabulary)
    : translateChinese(question, vocabulary);
}
