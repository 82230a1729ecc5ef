import type { OpenIndex } from "../index/open-index.ts";

/** From the numbers that the word index and the vectors use to the sentences of the articles. */
export type SentenceLookup = {
  /** The article of a sentence that is numbered through the whole index, and which of its sentences it is. */
  placeOf(number: number): { article: number; sentence: number };
  textOf(number: number): string;
  /**
   * The sentence for which a passage found by its vector stands: the one with most of the question's words, else the first.
   * @param scores by words, by the sentence's number
   */
  sentenceFor(passage: number, scores: ReadonlyMap<number, number>): number | undefined;
};

export function sentenceLookup({ articles, passages, words }: OpenIndex): SentenceLookup {
  const placeOf = (number: number) => {
    const article = words.articleOf(number);
    return { article, sentence: number - words.sentencesOf(article).start };
  };
  return {
    placeOf,
    textOf(number) {
      const { article, sentence } = placeOf(number);
      const { text, sentences } = articles[article] ?? { text: "", sentences: [] };
      const { start, end } = sentences[sentence] ?? { start: 0, end: 0 };
      return text.slice(start, end);
    },
    sentenceFor(number, scores) {
      const passage = passages[number];
      const sentences = passage && articles[passage.article]?.sentences;
      if (!sentences) return undefined;
      const first = words.sentencesOf(passage.article).start;
      return sentences
        .flatMap(({ start, end }, i) => (start < passage.end && end > passage.start ? [first + i] : []))
        .sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a - b)[0];
    },
  };
}
