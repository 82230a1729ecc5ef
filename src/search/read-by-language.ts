import type { OpenIndex } from "../index/open-index.ts";
import type { TermGroup } from "../index/words.ts";
import { detectLanguage, type Language } from "../shared/detect-language.ts";
import { once } from "../shared/once.ts";
import { openAcronyms } from "./acronyms.ts";
import { HISTORY_WEIGHT, openQuestionReader } from "./read-question.ts";
import { sentenceLookup } from "./sentence-lookup.ts";
import { openSpelling } from "./spelling.ts";
import { readCommonTerms, readKnownTerms, readSynonyms } from "./synonyms.ts";
import { translate, vocabularyOf } from "./translate/translate.ts";

/** A question as it is looked up in the articles of one language. */
export type Reading = {
  groups: TermGroup[];
  /** The language of the question itself. */
  language: Language;
  /** Whether the groups are translations of its words. */
  isTranslated: boolean;
  /** Whether an article is in the language that this reading is for. */
  isFor(article: number): boolean;
  /** What a sentence that held everything asked would score. */
  highestScore: number;
  isCommon(term: string): boolean;
  nearest(term: string): readonly string[];
};

/** The word lists are the same for every index, and those of one language are not read before a question needs them. */
const synonyms = once(readSynonyms);
const commonTerms = once(readCommonTerms);
const allKnownTerms = once(readKnownTerms);
const knownTerms = { has: (term: string) => allKnownTerms().has(term) };

/**
 * Prepares the reading of questions: one reading for each language that the articles are written in. A Vietnamese or Chinese question is
 * translated for articles in English (and any other language), and looked up by its own words in articles of its own. Either way
 * it also finds what the articles define as an acronym of its words or the other way round.
 */
export function openReader(index: OpenIndex): (question: string, history: readonly string[]) => Reading[] {
  const { words, articles } = index;
  const nearest = openSpelling(words);
  const readWords = once(() =>
    openQuestionReader(words, { synonyms: synonyms(), known: knownTerms }, nearest),
  );
  const withAcronyms = openAcronyms(
    words,
    articles.flatMap(({ acronyms }) => acronyms),
    sentenceLookup(index).textOf,
  );
  const languages = [...new Set(articles.map(({ language }) => language))];
  // Asked of thousands of articles for one question.
  const languageOf = articles.map(({ language }) => languages.indexOf(language));
  const vocabulary = vocabularyOf(words);

  function translated(question: string, language: "vi" | "zh", history: readonly string[]): TermGroup[] {
    const before = history.flatMap((earlier) => translate(earlier, language, vocabulary));
    return [
      ...translate(question, language, vocabulary),
      ...before.map((group) => ({ ...group, weight: HISTORY_WEIGHT * group.weight })),
    ];
  }

  return (question, history) => {
    const language = detectLanguage(question);
    return languages.map((of, number) => {
      const isTranslated = language !== "en" && of === "other";
      const groups = withAcronyms(
        isTranslated ? translated(question, language, history) : readWords()(question, history),
      );
      return {
        groups,
        language,
        isTranslated,
        isFor: (article) => languageOf[article] === number,
        highestScore: words.highestScore(groups),
        isCommon: (term) => commonTerms().has(term),
        nearest,
      };
    });
  };
}
