import type { OpenIndex } from "../index/open-index.ts";
import type { TermGroup } from "../index/words.ts";
import type { ArticleLanguage } from "../shared/article-language.ts";
import { detectLanguage, type Language } from "../shared/detect-language.ts";
import { once } from "../shared/once.ts";
import { openAcronyms } from "./acronyms.ts";
import { sentenceLookup } from "./sentence-lookup.ts";
import { openSpelling } from "./spelling.ts";
import { readCommonTerms } from "./synonyms.ts";
import { openTermGroups } from "./term-groups.ts";

/** A question as it is looked up in the articles of one language. */
export type Reading = {
  groups: TermGroup[];
  /** The language of the question itself. */
  language: Language;
  /** That of the articles. */
  articles: ArticleLanguage;
  /** How many of all articles are in that language, from 0 to 1. */
  share: number;
  /** Whether an article is in that language. */
  isFor(article: number): boolean;
  /** What a sentence would score that held everything asked of which there is anything. */
  highestScore: number;
  isCommon(term: string): boolean;
  nearest(term: string): readonly string[];
};

/** The same for every index, and not read before a question needs it. */
const commonTerms = once(readCommonTerms);

/**
 * Prepares the reading of questions: one reading for each language that the articles are written in. Each also finds what the articles
 * define as an acronym of its words or the other way round.
 */
export function openReader(index: OpenIndex): (question: string, history: readonly string[]) => Reading[] {
  const { words, articles } = index;
  const nearest = openSpelling(words);
  const { textOf } = sentenceLookup(index);
  const groupsFor = openTermGroups(words, nearest, textOf);
  const withAcronyms = openAcronyms(
    words,
    articles.flatMap(({ acronyms }) => acronyms),
    textOf,
  );
  const languages = [...new Set(articles.map(({ language }) => language))];
  // Asked of thousands of articles for one question.
  const languageOf = articles.map(({ language }) => languages.indexOf(language));
  const isKnown = ({ alternatives }: TermGroup) => alternatives.some(({ term }) => words.frequency(term) > 0);

  return (question, history) => {
    const language = detectLanguage(question);
    return languages.map((articles, number) => {
      const groups = withAcronyms(groupsFor(articles, { question, language, history }));
      return {
        groups,
        language,
        articles,
        share: languageOf.filter((of) => of === number).length / languageOf.length,
        isFor: (article) => languageOf[article] === number,
        highestScore: words.highestScore(groups.filter(isKnown)),
        isCommon: (term) => commonTerms().has(term),
        nearest,
      };
    });
  };
}
