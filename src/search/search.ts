import type { Embedder } from "../embedding/embedder.ts";
import type { OpenIndex } from "../index/open-index.ts";
import type { PassageFilter } from "../index/vectors.ts";
import type { TermGroup } from "../index/words.ts";
import { fuse } from "./fuse.ts";
import { readQuestion } from "./read-question.ts";

/** A sentence with its place in the ranking and the raw signals behind it, which fusion throws away. */
export type RankedSentence = {
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
  ranked: RankedSentence[];
};

/** How many sentences by words and passages by vectors are fused. */
const DEPTH = 100;
/** What the vectors count beside the words. A model knows meanings; hashed words know nothing that the words do not. */
const DENSE_WEIGHT = { transformers: 1, "built-in": 0 } as const;

/** Ranks the sentences of an index for a question, by words and by the vectors of their passages. */
export async function search(
  { index, embedder }: { index: OpenIndex; embedder: Embedder },
  question: string,
  { filter, history = [] }: { filter: PassageFilter; history?: readonly string[] },
): Promise<SearchResult> {
  const groups = readQuestion(question, history, index.words);
  const byWords = index.words.rank(groups, DEPTH, articleTest(index, filter));
  const scores = new Map(byWords.map(({ sentence, score }) => [sentence, score]));

  const vector = await embedder.embedQuestion([...history, question].join("\n"));
  const near = await index.vectors.nearest(vector, DEPTH, filter);
  const similarities = new Map<number, number>();
  for (const { passage, similarity } of near) {
    const best = bestSentence(index, passage, scores);
    if (best !== undefined && !similarities.has(best)) similarities.set(best, similarity);
  }

  const ranked = fuse([
    { items: byWords.map(({ sentence }) => sentence), weight: 1 },
    { items: [...similarities.keys()], weight: DENSE_WEIGHT[embedder.info.kind] },
  ]).map(({ item, score }) => ({
    ...index.words.placeOf(item),
    score,
    words: scores.get(item) ?? 0,
    similarity: similarities.get(item) ?? null,
  }));
  return { groups, ranked };
}

/** The sentence for which a passage found by its vector stands: the one that has most of the question's words, else the first. */
function bestSentence(index: OpenIndex, number: number, scores: ReadonlyMap<number, number>): number | undefined {
  const passage = index.passages[number];
  const sentences = passage && index.articles[passage.article]?.sentences;
  if (!sentences) return undefined;
  const inside = sentences.flatMap((sentence, i) =>
    sentence.start < passage.end && sentence.end > passage.start ? [index.words.numberOf(passage.article, i)] : [],
  );
  return inside.sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a - b)[0];
}

function articleTest(index: OpenIndex, { from, to, article: only }: PassageFilter): (article: number) => boolean {
  return (article) => {
    const date = index.articles[article]?.date;
    if (date === undefined || (only !== undefined && only !== article)) return false;
    return (from === undefined || date >= from) && (to === undefined || date <= to);
  };
}
