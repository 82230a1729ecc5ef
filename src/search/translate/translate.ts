import { haveCommon } from "../../index/posting-lists.ts";
import type { TermGroup, Words } from "../../index/words.ts";
import { terms } from "../../shared/terms.ts";
import type { Vocabulary } from "./piece.ts";
import { translateChinese } from "./translate-chinese.ts";
import { translateVietnamese } from "./translate-vietnamese.ts";

const IN_SMALL_LETTERS = /(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*/gu;
/** Sentences in which is looked how a term is written. */
const SAMPLE = 20;

/**
 * What translation asks of a collection.
 * @param textOf the text of a sentence
 */
export const vocabularyOf = (words: Words, textOf: (sentence: number) => string): Vocabulary => ({
  has: (term) => words.frequency(term) > 0,
  together: (a, b) => haveCommon(words.sentencesWith(a), words.sentencesWith(b)),
  names: words.vocabulary,
  isName(term) {
    const sample = Array.from(words.sentencesWith(term)).slice(0, SAMPLE);
    const asWord = sample.filter((sentence) => standsInSmallLetters(term, textOf(sentence)));
    return 2 * asWord.length <= sample.length;
  },
});

const standsInSmallLetters = (term: string, text: string) =>
  (text.match(IN_SMALL_LETTERS) ?? []).some((word) => terms(word).includes(term));

/**
 * What to look for in English articles to answer a question in Vietnamese or Chinese: one group for each word, name or number that
 * was understood. Words come from the glossary, names from their readings, countries and dates from the runtime's own data.
 */
export function translate(question: string, language: "vi" | "zh", vocabulary: Vocabulary): TermGroup[] {
  return language === "vi"
    ? translateVietnamese(question, vocabulary)
    : translateChinese(question, vocabulary);
}
