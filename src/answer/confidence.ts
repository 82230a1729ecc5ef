import type { OpenIndex } from "../index/open-index.ts";
import type { TermGroup } from "../index/words.ts";
import type { FoundSentence } from "../search/search.ts";
import { terms } from "../shared/terms.ts";

const SENTENCE_SHARE = 0.6;

/**
 * How surely a sentence answers, from 0 to 1: the share of what was asked that it and its neighbours, and around them the
 * article, speak of, each term weighing as much as it is rare. Unlike a cosine or a fused rank this means the same in every
 * collection.
 */
export function confidenceOf(index: OpenIndex, groups: readonly TermGroup[], ranked: FoundSentence): number {
  const article = index.articles[ranked.article];
  if (!article || groups.length === 0) return 0;
  const { sentences, text, title } = article;
  const start = sentences[Math.max(0, ranked.sentence - 1)]?.start;
  const end = sentences[Math.min(sentences.length - 1, ranked.sentence + 1)]?.end;
  const near = coverage(index, groups, new Set(terms(text.slice(start, end))));
  const far = coverage(index, groups, new Set(terms(`${title} ${text}`)));
  return SENTENCE_SHARE * near + (1 - SENTENCE_SHARE) * far;
}

function coverage(index: OpenIndex, groups: readonly TermGroup[], present: ReadonlySet<string>): number {
  let covered = 0;
  let asked = 0;
  for (const group of groups) {
    const weight = group.weight * index.words.inverseFrequency(group);
    const found = group.alternatives.filter(({ term }) => present.has(term)).map((alternative) => alternative.weight);
    asked += weight;
    covered += weight * Math.max(0, ...found);
  }
  return covered / asked;
}
