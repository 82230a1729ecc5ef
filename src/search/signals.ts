import { type TermGroup, termOf, type Words } from "../index/words.ts";
import { terms } from "../shared/terms.ts";
import { answerType, offers } from "./answer-type.ts";
import { capitalisedTerms } from "./question-names.ts";
import type { RankedSentence } from "./rank-sentences.ts";
import { withNeighbours } from "./with-neighbours.ts";

/** What tells whether the articles answer. Every signal lies between 0 and 1; shares weigh each word by its rarity. */
export type Signals = {
  /** The best score as a share of the highest there could be. */
  score: number;
  /**
   * How much was found, however much was asked: the best score in words that the collection has only once; 3 or more are 1.
   * It keeps a long question alive of which half is found.
   */
  evidence: number;
  /** Share of the question that the best sentence and its two neighbours have. */
  passage: number;
  /** Share of the question that the best article has. */
  article: number;
  /** Share of the question that stands anywhere in the collection. */
  collection: number;
  /** Share of the question's pairs of neighbouring words that stand side by side in the best passage. */
  phrases: number;
  /** Whether the best sentence has what the question word asks for; a half if that cannot be seen. */
  offers: number;
  /** Capitalised words of the question that no article has: 3 or more are 1. */
  namesMissing: number;
  /** Those that other articles have but the best one has not: 3 or more are 1. */
  namesElsewhere: number;
  /** Numbers, years and ordinals that no article has: 2 or more are 1. */
  numbersMissing: number;
};

const MOST_NAMES = 3;
const MOST_NUMBERS = 2;
const MOST_EVIDENCE = 3;
/** For a question of one word: the mean over questions. */
const PHRASES_UNKNOWN = 0.3;

/**
 * @param ranked what `rankSentences` gave for the question, in its own order
 * @param isComparison if so, the best passage of a second article counts with the first
 */
export function readSignals(
  words: Words,
  { text: question, groups }: { text: string; groups: readonly TermGroup[] },
  ranked: readonly RankedSentence[],
  textOf: (sentence: number) => string,
  isComparison = false,
): Signals {
  const [best] = ranked;
  if (!best) return NO_SIGNALS;
  const bestArticle = words.articleOf(best.sentence);
  const second = isComparison
    ? ranked.find(({ sentence }) => words.articleOf(sentence) !== bestArticle)
    : undefined;
  const sources = second ? [best, second] : [best];
  const passages = sources.map(({ sentence }) => withNeighbours(words, sentence));

  const rarity = new Map(groups.map((group) => [group, group.weight * words.inverseFrequency(group)]));
  const all = sum(rarity.values());
  const share = (has: (group: TermGroup) => number) =>
    all > 0 ? sum(groups.map((g) => (rarity.get(g) ?? 0) * has(g))) / all : 0;
  const inSentences = (group: TermGroup, sentences: readonly number[]) =>
    Math.max(...sentences.map((sentence) => presence(words, group, sentence)));
  const inArticles = (group: TermGroup) =>
    heaviest(group, (term) =>
      sources.some(({ sentence }) => words.standsInArticle(term, words.articleOf(sentence))),
    );
  const inCollection = (group: TermGroup) => heaviest(group, (term) => words.frequency(term) > 0);

  const capitals = capitalisedTerms(question);
  const names = groups.filter((group) => capitals.has(termOf(group)));
  const numbers = groups.filter((group) => /^\d/.test(termOf(group)));
  const isMissing = (group: TermGroup) => inCollection(group) === 0;
  const isElsewhere = (group: TermGroup) => !isMissing(group) && inArticles(group) === 0;

  const passage = share((group) => inSentences(group, passages.flat()));
  const first = share((group) => inSentences(group, passages[0] ?? []));
  const highest = words.highestScore(groups);
  // What a second source adds to the words found it adds to the score.
  const score = Math.max(...ranked.map((one) => one.words)) * (first > 0 ? passage / first : 1);
  const type = answerType(question);
  return {
    score: highest > 0 ? Math.min(1, score / highest) : 0,
    evidence: Math.min(1, score / words.highestOfOne / MOST_EVIDENCE),
    passage,
    article: share(inArticles),
    collection: share(inCollection),
    phrases: phraseShare(question, passages.flat().map(textOf)),
    offers: type === "other" ? 0.5 : offers(type, question)(textOf(best.sentence)) ? 1 : 0,
    namesMissing: Math.min(1, names.filter(isMissing).length / MOST_NAMES),
    namesElsewhere: Math.min(1, names.filter(isElsewhere).length / MOST_NAMES),
    numbersMissing: Math.min(1, numbers.filter(isMissing).length / MOST_NUMBERS),
  };
}

const NO_SIGNALS: Signals = {
  score: 0,
  evidence: 0,
  passage: 0,
  article: 0,
  collection: 0,
  phrases: 0,
  offers: 0,
  namesMissing: 0,
  namesElsewhere: 0,
  numbersMissing: 0,
};

/** How well a sentence has a word of the question: the weight of the best alternative that stands in it, 0 without one. */
const presence = (words: Words, group: TermGroup, sentence: number) =>
  heaviest(group, (term) => words.stands(term, sentence));

const heaviest = ({ alternatives }: TermGroup, has: (term: string) => boolean) =>
  Math.max(0, ...alternatives.filter(({ term }) => has(term)).map(({ weight }) => weight));

function phraseShare(question: string, texts: readonly string[]): number {
  const asked = pairs(terms(question));
  if (asked.length === 0) return PHRASES_UNKNOWN;
  const there = new Set(texts.flatMap((text) => pairs(terms(text))));
  return asked.filter((pair) => there.has(pair)).length / asked.length;
}

const pairs = (list: readonly string[]) => list.slice(1).map((term, i) => `${list[i]} ${term}`);

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
