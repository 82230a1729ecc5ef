import { type ArticleInfo, MAX_PASSAGE_LENGTH } from "../articles/article.ts";
import { endsSentence } from "../articles/line-kinds.ts";
import type { IndexedArticle } from "../index/article-files.ts";
import type { OpenIndex } from "../index/open-index.ts";
import { ANSWERED_FROM, type CertainReason, SURE_FROM } from "../search/confidence.ts";
import type { Search } from "../search/search.ts";
import { FIRST_DATE, LAST_DATE } from "../shared/date-range.ts";
import type { Lap } from "../shared/stages.ts";
import { type Answer, type AnswerOptions, MAX_LIMIT, type Quote, type Reason } from "./answer.ts";
import { checkOptions } from "./check-options.ts";
import { type ChosenStretch, chooseQuotes } from "./choose-quotes.ts";

/** More bold text than this helps nobody to find the answer. */
const MOST_HIGHLIGHTS = 2;
/** A second sentence is highlighted when it has nearly as much of the question as the first. */
const SECOND_FROM = 0.85;
/** Quotes that score at least this share of the best are good enough to be shown by date. */
const GOOD = 0.5;

/** From a question to its answer: search, choose what to quote, highlight, decide whether it answers at all. */
export async function answerQuestion(
  { index, search }: { index: OpenIndex; search: Search },
  question: string,
  options: AnswerOptions = {},
  lap: Lap = () => {},
): Promise<Answer> {
  const placeOf = (source: string) => index.places.get(source.normalize("NFC"));
  const { from, to, limit, history, order, onePerArticle } = checkOptions(
    question,
    options,
    (source) => placeOf(source) !== undefined,
  );
  const filter = {
    from,
    to,
    article: options.source === undefined ? undefined : placeOf(options.source),
  };
  const found = await search(question, { filter, history }, lap);
  const { ranked, confidence, reason, withoutModel } = found;
  const top = Math.max(0, ...ranked.map(({ score }) => score));
  const best = top || 1;
  const chosen = await chooseQuotes(index, found, order ? MAX_LIMIT : limit, onePerArticle);
  const ordered = order ? byDate(chosen, GOOD * top, order).slice(0, limit) : chosen;
  const quotes = ordered.map((one) => toQuote(one, (confidence * one.score) / best));
  lap("quotes");
  const answered = quotes.length > 0 && confidence >= ANSWERED_FROM;
  return {
    question,
    options,
    answered,
    sure: answered && confidence >= SURE_FROM,
    reason: answered ? null : reasonFor(index, quotes, reason),
    confidence,
    withoutModel,
    quotes,
  };
}

function reasonFor({ articles }: OpenIndex, quotes: readonly Quote[], certain: CertainReason | null): Reason {
  if (quotes.length === 0) return { kind: "no-article-in-range" };
  if (certain?.kind !== "unreached-date") return certain ?? { kind: "not-found" };
  const dates = articles.map(({ date }) => date).sort();
  const [from = FIRST_DATE, to = LAST_DATE] = [dates[0], dates.at(-1)];
  return { kind: certain.kind, asked: certain.range, articles: { from, to } };
}

/** The stretches that score `least` or more by the date of their article; of one date the better first. */
function byDate(
  chosen: readonly ChosenStretch[],
  least: number,
  order: "newest" | "oldest",
): ChosenStretch[] {
  const sign = order === "oldest" ? 1 : -1;
  return chosen
    .filter(({ score }) => score >= least)
    .sort((a, b) => sign * a.article.date.localeCompare(b.article.date) || b.score - a.score);
}

const toQuote = ({ article, start, end, answering, alsoIn }: ChosenStretch, score: number): Quote => ({
  article: infoOf(article),
  start,
  end,
  text: article.text.slice(start, end),
  cut: cutsOf(article, start, end),
  highlights: answering
    .filter(
      ({ words }, i) => i === 0 || (i < MOST_HIGHLIGHTS && words >= SECOND_FROM * (answering[0]?.words ?? 0)),
    )
    .map((sentence): [number, number] => [sentence.start - start, sentence.end - start])
    .sort((a, b) => a[0] - b[0]),
  score,
  alsoIn: alsoIn.map(infoOf),
});

/**
 * Very long sentences are indexed in pieces; where a piece ends without the end of a sentence, on the same line as the next,
 * the sentence goes on.
 */
function cutsOf({ text, sentences }: IndexedArticle, start: number, end: number): Quote["cut"] {
  const goesOn = (i: number) => {
    const [one, next] = [sentences[i], sentences[i + 1]];
    return (
      one !== undefined &&
      next !== undefined &&
      next.end - one.start > MAX_PASSAGE_LENGTH &&
      !endsSentence(text.slice(one.start, one.end)) &&
      !/[\n\r\u2028\u2029]/.test(text.slice(one.end, next.start))
    );
  };
  return {
    before: goesOn(sentences.findIndex((sentence) => sentence.start === start) - 1),
    after: goesOn(sentences.findIndex((sentence) => sentence.end === end)),
  };
}

/** What is known of an article besides its words. */
export const infoOf = ({ id, date, title, publisher, place, url }: IndexedArticle): ArticleInfo => ({
  id,
  date,
  title,
  publisher,
  place,
  url,
});
