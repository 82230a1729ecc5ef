import type { Span } from "../articles/article.ts";
import { isHeader } from "../articles/line-kinds.ts";
import type { IndexedArticle } from "../index/article-files.ts";
import type { OpenIndex } from "../index/open-index.ts";
import type { FoundSentence, SearchResult } from "../search/search.ts";
import { stretchAround } from "../search/stretch-around.ts";
import { terms } from "../shared/terms.ts";

/** A stretch of an article that will be quoted: sentences that were ranked, with their neighbours. */
export type ChosenStretch = Span & {
  article: IndexedArticle;
  score: number;
  /** The ranked sentences in it, best first, with their scores by words. */
  answering: (Span & { words: number })[];
  /** Articles that say (nearly) the same. */
  alsoIn: IndexedArticle[];
};

/** Two stretches that overlap are shown as one, unless that would be longer than a reader wants, in characters. */
const LONGEST_MERGED = 1_500;
/** Share of common terms (Jaccard) from which two sentences say the same in the same words. */
const NEARLY_IDENTICAL = 0.9;

/**
 * Turns the ranking into at most `limit` stretches to quote, best first: every ranked sentence is shown with the sentences
 * beside it, what overlaps is merged, and a text that another article repeats is shown once, with both named.
 * @param more what follows in the ranking, asked only when `ranked` ends before a stretch has to be left out
 * @param onePerArticle whether only the best stretch of each article is wanted
 */
export async function chooseQuotes(
  index: OpenIndex,
  { ranked, more }: Pick<SearchResult, "ranked" | "more">,
  limit: number,
  onePerArticle = false,
): Promise<ChosenStretch[]> {
  const chosen: ChosenStretch[] = [];
  const joinTwin = openTwins(chosen);
  const isFull = choose(ranked);
  if (!isFull) choose(await more());
  return chosen;

  /** Whether there was more than can be quoted. */
  function choose(list: readonly FoundSentence[]): boolean {
    for (const one of list) {
      const stretch = quotable(index, one);
      if (!stretch || joinNeighbour(chosen, stretch) || joinTwin(stretch)) continue;
      if (onePerArticle && chosen.some(({ article }) => article === stretch.article)) continue;
      if (chosen.length === limit) return true;
      chosen.push(withoutOverlap(chosen, stretch));
    }
    return false;
  }
}

function quotable(
  index: OpenIndex,
  { article: place, sentence: i, score, words }: FoundSentence,
): ChosenStretch | undefined {
  const article = index.articles[place];
  const sentence = article?.sentences[i];
  const stretch = article && stretchAround(article, i);
  if (!sentence || !stretch || isHeader(textOf(article, sentence))) return undefined;
  return { ...stretch, article, score, answering: [{ ...sentence, words }], alsoIn: [] };
}

function joinNeighbour(chosen: readonly ChosenStretch[], stretch: ChosenStretch): boolean {
  const neighbours = chosen.filter((one) => overlap(one, stretch));
  const holder = neighbours.find((one) => stretch.answering.every((sentence) => contains(one, sentence)));
  if (holder) {
    holder.answering.push(...stretch.answering);
    return true;
  }
  const [neighbour, second] = neighbours;
  if (!neighbour || second) return false;
  const start = Math.min(neighbour.start, stretch.start);
  const end = Math.max(neighbour.end, stretch.end);
  if (end - start > LONGEST_MERGED) return false;
  Object.assign(neighbour, { start, end });
  neighbour.answering.push(...stretch.answering);
  return true;
}

/** A ranked sentence that a quote says already, most often of another article, is not shown again. */
function openTwins(chosen: readonly ChosenStretch[]): (stretch: ChosenStretch) => boolean {
  // What is quoted is compared with every ranked sentence.
  const quoted = new Map<Span, ReadonlySet<string>>();
  const quotedTerms = (article: IndexedArticle, sentence: Span) => {
    const known = quoted.get(sentence) ?? termsOf(article, sentence);
    quoted.set(sentence, known);
    return known;
  };
  return ({ article, answering: [sentence] }) => {
    if (!sentence) return false;
    const own = termsOf(article, sentence);
    const twin = chosen.find((one) =>
      sentencesIn(one).some((other) => areNearlyIdentical(own, quotedTerms(one.article, other))),
    );
    if (twin && twin.article !== article && !twin.alsoIn.includes(article)) twin.alsoIn.push(article);
    return twin !== undefined;
  };
}

/** The sentences that a stretch holds whole. They stand in order, and an article may have thousands. */
function sentencesIn({ article: { sentences }, start, end }: Stretch): Span[] {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle] as Span).start < start) low = middle + 1;
    else high = middle;
  }
  const held: Span[] = [];
  for (let one = sentences[low]; one && one.end <= end; one = sentences[++low]) held.push(one);
  return held;
}

/** The stretch without the neighbours that are quoted already; its own sentence is not among them. */
function withoutOverlap(chosen: readonly ChosenStretch[], stretch: ChosenStretch): ChosenStretch {
  const [sentence] = stretch.answering;
  if (!sentence || !chosen.some((one) => overlap(one, stretch))) return stretch;
  return { ...stretch, start: sentence.start, end: sentence.end };
}

type Stretch = Pick<ChosenStretch, "article" | "start" | "end">;

const contains = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;

const overlap = (a: Stretch, b: Stretch) => a.article === b.article && a.start < b.end && b.start < a.end;

const textOf = ({ text }: IndexedArticle, { start, end }: Span) => text.slice(start, end);

const termsOf = (article: IndexedArticle, span: Span) => new Set(terms(textOf(article, span)));

function areNearlyIdentical(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (Math.min(a.size, b.size) / Math.max(a.size, b.size) < NEARLY_IDENTICAL) return false;
  const common = [...a].filter((term) => b.has(term)).length;
  return common > 0 && common / (a.size + b.size - common) >= NEARLY_IDENTICAL;
}
