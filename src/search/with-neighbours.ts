import type { Words } from "../index/words.ts";

/** A sentence and those beside it in its article, in order: what is shown of it. */
export function withNeighbours(words: Words, sentence: number): number[] {
  const { start, end } = words.sentencesOf(words.articleOf(sentence));
  return [sentence - 1, sentence, sentence + 1].filter((one) => one >= start && one < end);
}
