import { DatelineError } from "../shared/errors.ts";
import { type Article, MAX_PASSAGE_LENGTH, type Passage, type Sentence, type Span } from "./article.ts";
import { contextHeader, textToEmbed } from "./context-header.ts";
import { cutText } from "./cut-text.ts";
import { groupSentences } from "./group-sentences.ts";

/** A few sentences of news: about this many, of about this length together, in UTF-16 units. */
const SENTENCES = 3;
const TARGET_LENGTH = 600;
/** Short sentences go on being joined until a passage has this length. */
const SHORT_LENGTH = 300;

export type PassageLimits = {
  /** The most tokens of a context header and a passage together; Infinity: any number, and none are counted. */
  maxTokens: number;
  countTokens(texts: readonly string[]): Promise<number[]>;
};

/** A passage in the making: its sentences, or a single piece of a sentence that was too long. */
type Run = Span[];

/**
 * Splits an article into passages, in order: runs of about three whole sentences that overlap by one within a
 * group of paragraphs (see `groupSentences`). A sentence that is too long for a passage is cut into several
 * (see `cutText`); every other sentence lies whole in at least one. Tokens are counted in one call for most
 * articles, and in one more for each time that passages have to be halved.
 * @param sentences all sentences of the article, from `splitSentences(article.text, article.bodyStart)`
 * @throws DatelineError with code "model" when the context header alone is more than `maxTokens`.
 */
export async function splitPassages(
  article: Article,
  sentences: readonly Sentence[],
  limits: PassageLimits,
): Promise<Passage[]> {
  const { text } = article;
  const runs = groupSentences(text, sentences)
    .flatMap(overlappingRuns)
    .flatMap((run) => fitLength(text, run));
  const fitted =
    limits.maxTokens === Number.POSITIVE_INFINITY ? runs : await fitTokens(article, runs, limits);
  return withoutContained(fitted.map(spanOf)).map(({ start, end }) => ({
    articleId: article.id,
    start,
    end,
  }));
}

function overlappingRuns(group: readonly Sentence[]): Run[] {
  const runs: Run[] = [];
  let first = 0;
  let last = 0;
  while (first < group.length) {
    while (last + 1 < group.length && mayJoin(group, first, last + 1)) last++;
    runs.push(group.slice(first, last + 1));
    if (last + 1 === group.length) break;
    first = last > first && mayJoin(group, last, last + 1) ? last : last + 1;
    last = Math.max(first, last);
  }
  return runs;
}

/** Whether the sentences `first` to `last` of a group make a passage of the length aimed at. */
function mayJoin(group: readonly Sentence[], first: number, last: number): boolean {
  const length = lengthOf(group.slice(first, last + 1));
  return (
    length <= TARGET_LENGTH && (last - first < SENTENCES || lengthOf(group.slice(first, last)) < SHORT_LENGTH)
  );
}

/** Only a run of one sentence can be over the limit: longer runs are never longer than the target. */
function fitLength(text: string, run: Run): Run[] {
  const span = spanOf(run);
  if (span.end - span.start <= MAX_PASSAGE_LENGTH) return [run];
  return cutText(text, span, MAX_PASSAGE_LENGTH).map((piece) => [piece]);
}

/** Halves runs of sentences, and cuts single ones, until each fits with the header; counts all new runs at once. */
async function fitTokens(article: Article, runs: readonly Run[], limits: PassageLimits): Promise<Run[]> {
  const header = contextHeader(article);
  const fitting: Run[] = [];
  let headerTokens: number | null = null;
  let open = [...runs];
  while (open.length > 0) {
    const texts = open.map((run) => textToEmbed(header, sliceOf(article.text, run)));
    const counts = await limits.countTokens(headerTokens === null ? [...texts, header] : texts);
    headerTokens ??= counts[open.length] ?? 0;
    if (headerTokens >= limits.maxTokens) throw headerTooLong(article, headerTokens, limits.maxTokens);
    const shorter: Run[] = [];
    open.forEach((run, i) => {
      const excess = ((counts[i] ?? 0) - (headerTokens ?? 0)) / (limits.maxTokens - (headerTokens ?? 0));
      const parts = excess <= 1 ? [run] : divide(article.text, run, excess);
      if (parts.length > 1) shorter.push(...parts);
      else fitting.push(run);
    });
    open = shorter;
  }
  return fitting;
}

/** Divides a run that is `excess` times too long. A single code point cannot be divided and comes back alone. */
function divide(text: string, run: Run, excess: number): Run[] {
  if (run.length > 1) {
    const middle = Math.ceil(run.length / 2);
    return [run.slice(0, middle), run.slice(middle)];
  }
  const { start, end } = spanOf(run);
  const length = Math.max(1, Math.floor((end - start) / excess));
  return cutText(text, { start, end }, Math.min(length, Math.ceil((end - start) / 2))).map((piece) => [
    piece,
  ]);
}

/** Dividing can leave a passage inside another one, or twice: it says nothing new. */
function withoutContained(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let furthest = -1;
  return sorted.filter(({ end }) => {
    const isNew = end > furthest;
    furthest = Math.max(furthest, end);
    return isNew;
  });
}

const spanOf = (run: Run): Span => ({ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 });
const lengthOf = (run: Run): number => (run.at(-1)?.end ?? 0) - (run[0]?.start ?? 0);
const sliceOf = (text: string, run: Run): string => text.slice(spanOf(run).start, spanOf(run).end);

const headerTooLong = (article: Article, tokens: number, maxTokens: number): DatelineError =>
  new DatelineError(
    "model",
    `${article.id}: its title, publisher and date have ${tokens} tokens, and the embedding model reads no more than ` +
      `${maxTokens}; use a model that reads more, or give the article a shorter title`,
  );
