import type { OpenIndex } from "../index/open-index.ts";
import type { TermGroup } from "../index/words.ts";
import type { ArticleLanguage } from "../shared/article-language.ts";
import { detectLanguage, type Language } from "../shared/detect-language.ts";
import { once } from "../shared/once.ts";
import { openAcronyms } from "./acronyms.ts";
import { HISTORY_WEIGHT, openQuestionReader } from "./read-question.ts";
import { sentenceLookup } from "./sentence-lookup.ts";
import { openSpelling } from "./spelling.ts";
import { readCommonTerms, readKnownTerms, readSynonyms } from "./synonyms.ts";
import { foreignWords } from "./translate/foreign-phrases.ts";
import { fromEnglish } from "./translate/from-english.ts";
import { translate, vocabularyOf } from "./translate/translate.ts";

/** A question as it is looked up in the articles of one language. */
export type Reading = {
  groups: TermGroup[];
  /** The language of the question itself. */
  language: Language;
  /** Whether the groups are translations of its words. */
  isTranslated: boolean;
  /** Whether the articles write names as the question does. */
  keepsNames: boolean;
  /** Whether an article is in the language that this reading is for. */
  isFor(article: number): boolean;
  /** What a sentence would score that held everything asked of which there is anything. */
  highestScore: number;
  isCommon(term: string): boolean;
  nearest(term: string): readonly string[];
};

/** The word lists are the same for every index, and those of one language are not read before a question needs them. */
const synonyms = once(readSynonyms);
const commonTerms = once(readCommonTerms);
const allKnownTerms = once(readKnownTerms);
const knownTerms = { has: (term: string) => allKnownTerms().has(term) };

const glossary = { frequency: (term: string) => (foreignWords.vi().has(term) ? 1 : 0) };

/** The language of articles that a question is looked up in by its own words. */
const ownOf = (language: Language) => (language === "en" ? "other" : language);

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
  // What is translated need not stand in the collection as it is asked.
  const readEnglish = once(() =>
    openQuestionReader(glossary, { synonyms: synonyms(), known: knownTerms }, () => []),
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

  const isKnown = ({ alternatives }: TermGroup) => alternatives.some(({ term }) => words.frequency(term) > 0);

  /** What to look for in articles of a language. */
  function groupsFor(of: ArticleLanguage, question: string, language: Language, history: readonly string[]) {
    if (of === ownOf(language)) return readWords()(question, history);
    const english =
      language === "en" ? readEnglish()(question, history) : translated(question, language, history);
    return of === "other" ? english : fromEnglish(english, of, vocabulary);
  }

  return (question, history) => {
    const language = detectLanguage(question);
    return languages.map((of, number) => {
      const groups = withAcronyms(groupsFor(of, question, language, history));
      return {
        groups,
        language,
        isTranslated: of !== ownOf(language),
        keepsNames: of === "other" || of === language,
        isFor: (article) => languageOf[article] === number,
        highestScore: words.highestScore(groups.filter(isKnown)),
        isCommon: (term) => commonTerms().has(term),
        nearest,
      };
    });
  };
}
