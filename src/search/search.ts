import type { Embedder } from "../embedding/embedder.ts";
import type { OpenIndex } from "../index/open-index.ts";
import type { PassageFilter } from "../index/vectors.ts";
import type { TermGroup } from "../index/words.ts";
import { fuse } from "./fuse.ts";
import { rankSentences } from "./rank-sentences.ts";
import { openQuestionReader } from "./read-question.ts";
import { readCommonTerms, readSynonyms } from "./synonyms.ts";

/** A sentence with its place in the ranking and the raw signals behind it, which fusion throws away. */
export type FoundSentence = {
  /** The article's place in the index, and which of its sentences it is, from 0. */
  article: number;
  sentence: number;
  /** Fused score, comparable within one question. */
  score: number;
  /** BM25F score; 0 when nothing of the question stands in or around the sentence. */
  words: number;
  /** Cosine similarity of the question and the sentence's passage; null when it is not among the nearest. */
  similarity: number | null;
};

export type SearchResult = {
  groups: TermGroup[];
  /** Best first. */
  ranked: FoundSentence[];
};

export type SearchOptions = { filter: PassageFilter; history: readonly string[] };

/** Ranks the sentences of a collection for a question. */
export type Search = (question: string, options: SearchOptions) => Promise<SearchResult>;

/** How many passages found by vectors are fused. */
const DENSE_DEPTH = 60;
/** What the vectors count beside the words. A model knows meanings; hashed words know nothing that the words do not. */
const DENSE_WEIGHT = { transformers: 1, "built-in": 0 } as const;

/** Prepares the search of an index by words and by the vectors of its passages, joined by reciprocal rank fusion. */
export function openSearch(index: OpenIndex, embedder: Embedder): Search {
  const { words } = index;
  const readQuestion = openQuestionReader(words, { synonyms: readSynonyms(), common: readCommonTerms() });

  return async (question, { filter, history }) => {
    const groups = readQuestion(question, history);
    const byWords = rankSentences(words, { text: question, groups }, (number) => textOf(index, number), {
      favour: (article) => (isAllowed(index, article, filter) ? 1 : 0),
    });
    const wordScores = new Map(byWords.map((one) => [one.sentence, one.words]));

    const vector = await embedder.embedQuestion([...history, question].join("\n"));
    const similarities = new Map<number, number>();
    for (const { passage, similarity } of await index.vectors.nearest(vector, DENSE_DEPTH, filter)) {
      const sentence = bestSentence(index, passage, wordScores);
      if (sentence !== undefined && !similarities.has(sentence)) similarities.set(sentence, similarity);
    }

    const ranked = fuse([
      { items: byWords.map(({ sentence }) => sentence), weight: 1 },
      { items: [...similarities.keys()], weight: DENSE_WEIGHT[embedder.info.kind] },
    ]).map(({ item, score }) => ({
      ...placeOf(index, item),
      score,
      words: wordScores.get(item) ?? 0,
      similarity: similarities.get(item) ?? null,
    }));
    return { groups, ranked };
  };
}

/** The article of a sentence that is numbered through the whole index, and which of its sentences it is. */
function placeOf({ words }: OpenIndex, number: number): { article: number; sentence: number } {
  const article = words.articleOf(number);
  return { article, sentence: number - words.sentencesOf(article).start };
}

function textOf(index: OpenIndex, number: number): string {
  const { article, sentence } = placeOf(index, number);
  const { text, sentences } = index.articles[article] ?? { text: "", sentences: [] };
  const { start, end } = sentences[sentence] ?? { start: 0, end: 0 };
  return text.slice(start, end);
}

/** The sentence for which a passage found by its vector stands: the one that has most of the question's words, else the first. */
function bestSentence(index: OpenIndex, number: number, scores: ReadonlyMap<number, number>): number | undefined {
  const passage = index.passages[number];
  const sentences = passage && index.articles[passage.article]?.sentences;
  if (!sentences) return undefined;
  const first = index.words.sentencesOf(passage.article).start;
  return sentences
    .flatMap(({ start, end }, i) => (start < passage.end && end > passage.start ? [first + i] : []))
    .sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a - b)[0];
}

function isAllowed(index: OpenIndex, article: number, { from, to, article: only }: PassageFilter): boolean {
  const date = index.articles[article]?.date;
  if (date === undefined || (only !== undefined && only !== article)) return false;
  return (from === undefined || date >= from) && (to === undefined || date <= to);
}
