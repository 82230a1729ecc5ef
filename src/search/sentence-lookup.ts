import type { OpenIndex } from "../index/open-index.ts";

/** From the numbers that the word index and the vectors use to the sentences of the articles. */
export type SentenceLookup = {
  /** The article of a sentence that is numbered through the whole index, and which of its sentences it is. */
  placeOf(number: number): { article: number; sentence: number };
  textOf(number: number): string;
  /** The numbers of the sentences in which something is found, in order. @param find offsets into the text of an article, rising */
  sentencesHolding(find: (text: string) => readonly number[]): number[];
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
    sentencesHolding(find) {
      const holding: number[] = [];
      for (const [article, { text, sentences }] of articles.entries()) {
        const { start: first } = words.sentencesOf(article);
        let i = 0;
        for (const offset of find(text)) {
          while ((sentences[i]?.end ?? Number.POSITIVE_INFINITY) <= offset) i++;
          const isHeld = offset >= (sentences[i]?.start ?? Number.POSITIVE_INFINITY);
          if (isHeld && holding.at(-1) !== first + i) holding.push(first + i);
        }
      }
      return holding;
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
