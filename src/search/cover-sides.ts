import { SAYS_THE_SAME, type TermGroup, termOf, type Words } from "../index/words.ts";
import type { RankedSentence } from "./rank-sentences.ts";
import { withNeighbours } from "./with-neighbours.ts";

/** How many sides of a question are looked for. */
const MOST_SIDES = 3;
/** What a word that a quoted side has counts in the search for the next; .1 finds alike, .5 less. */
const COVERED_WEIGHT = 0.3;
/** Each side counts a little less than the one before, to keep their order. */
const NEXT = 0.999;

/**
 * For a question that asks for several things ("the seventh and the eighth meeting"): the best sentence, then the best of other
 * articles for what the sides before leave open, then the rest as it was. The first place stays.
 * @param ranked best first
 * @param rankAgain ranks for other weights of the words, knowing which articles are taken
 * @param isYearOf whether a term is the year of a date in the question that the article fits
 */
export function coverSides(
  words: Words,
  groups: readonly TermGroup[],
  ranked: readonly RankedSentence[],
  rankAgain: (groups: readonly TermGroup[], taken: ReadonlySet<number>) => readonly RankedSentence[],
  isYearOf: (term: string, article: number) => boolean,
): RankedSentence[] {
  const [best] = ranked;
  if (!best) return [];
  const own = new Map(ranked.map((one) => [one.sentence, one]));
  const sides = [best];
  let left = groups;
  while (sides.length < MOST_SIDES) {
    const { sentence } = sides.at(-1) as RankedSentence;
    const isCovered = (group: TermGroup) =>
      isYearOf(termOf(group), words.articleOf(sentence)) || covers(words, sentence, group);
    if (left.every(isCovered)) break;
    left = left.map((group) =>
      isCovered(group) ? { ...group, weight: COVERED_WEIGHT * group.weight } : group,
    );
    const taken = new Set(sides.map((side) => words.articleOf(side.sentence)));
    const next = rankAgain(left, taken).find((one) => !taken.has(words.articleOf(one.sentence)));
    if (!next) break;
    const score = best.score * NEXT ** sides.length;
    sides.push({ sentence: next.sentence, score, words: own.get(next.sentence)?.words ?? 0 });
  }
  const shown = new Set(sides.map(({ sentence }) => sentence));
  return [...sides, ...ranked.filter(({ sentence }) => !shown.has(sentence))];
}

/** Whether a sentence or one beside it, with which it is shown, has a word of the question. */
function covers(words: Words, sentence: number, { alternatives }: TermGroup): boolean {
  return withNeighbours(words, sentence).some((one) =>
    alternatives.some(({ term, weight }) => weight >= SAYS_THE_SAME && words.stands(term, one)),
  );
}
